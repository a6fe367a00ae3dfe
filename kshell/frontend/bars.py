"""The bars at the bottom of the window, and their colours."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import ConditionalContainer, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.styles import Style

from kshell.frontend.toolbar import menu, toolbar

if TYPE_CHECKING:
    from kshell.frontend.session import Session

STYLE = Style.from_dict(
    {
        "toolbar": "reverse",
        "toolbar.shown": "bold",
        "toolbar.hung": "noreverse bg:ansired fg:ansiwhite bold",
        "toolbar.time": "noreverse bg:ansiyellow fg:ansiblack",
        "toolbar.key": "bold",
        "line.command": "ansigreen",
        "line.unknown": "ansired underline",
        "line.keyword": "ansimagenta",
        "line.operator": "ansicyan",
        "line.string": "ansiyellow",
        "line.variable": "ansiblue",
        "line.comment": "ansibrightblack",
        "line.hint": "ansibrightblack",
    }
)


def bars(session: "Session") -> list[ConditionalContainer]:
    """The menu, when it is open, above the toolbar."""
    shown = Condition(lambda: session.window.has_bar) & ~is_done
    is_open = Condition(lambda: session.menu_open)
    return [
        ConditionalContainer(_bar(partial(menu, session), wrap=True), is_open & ~is_done),
        ConditionalContainer(_bar(partial(toolbar, session)), shown),
    ]


def _bar(text: Callable[[], StyleAndTextTuples], *, wrap: bool = False) -> Window:
    """A bar across the window."""
    height = None if wrap else 1
    return Window(FormattedTextControl(text), height, dont_extend_height=True, wrap_lines=wrap, style="class:toolbar")
