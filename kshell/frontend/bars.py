"""The bars at the bottom of the window, and their colours."""

from collections.abc import Callable
from functools import partial
from textwrap import fill
from typing import TYPE_CHECKING

from prompt_toolkit.filters import Condition, Filter, is_done
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import ConditionalContainer, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.styles import Style

from kshell.frontend.audience import audience_bar
from kshell.frontend.toolbar import menu, toolbar

if TYPE_CHECKING:
    from kshell.frontend.session import Session

STYLE = Style.from_dict(
    {
        "toolbar": "reverse",
        "toolbar.shown": "bold",
        "toolbar.hung": "noreverse bg:ansired fg:ansiwhite bold",
        "toolbar.time": "noreverse bg:ansiyellow fg:ansiblack",
        "toolbar.changed": "noreverse bg:ansicyan fg:ansiblack",
        "toolbar.key": "bold",
        "line.command": "ansigreen",
        "line.unknown": "ansired underline",
        "line.keyword": "ansimagenta",
        "line.operator": "ansicyan",
        "line.string": "ansiyellow",
        "line.variable": "ansiblue",
        "line.comment": "ansibrightblack",
        "line.hint": "ansibrightblack",
        "notes": "noreverse",
        "audience": "noreverse bold",
        "audience.keys": "noreverse bold ansicyan",
    }
)


def bars(session: "Session") -> list[ConditionalContainer]:
    """The menu, when it is open, or what was asked for there; the audience's bar; the toolbar."""
    shown = Condition(lambda: session.window.has_bar) & ~is_done
    is_open = Condition(lambda: session.menu_open)
    is_noted = Condition(lambda: bool(session.note)) & ~is_open
    playing = Condition(lambda: session.player is not None)
    return [
        ConditionalContainer(_bar(partial(_presenter, session)), playing & shown),
        ConditionalContainer(_bar(partial(menu, session)), is_open & ~is_done),
        ConditionalContainer(_bar(partial(_note, session)), is_noted & ~is_done),
        *_audience(session, shown),
        ConditionalContainer(_bar(partial(toolbar, session), 1), shown),
    ]


def _presenter(session: "Session") -> StyleAndTextTuples:
    from kshell.frontend.play.bar import bar  # noqa: PLC0415  # an ordinary session does not need it

    size = session.window.whole
    return bar(session.player, size.rows, size.columns) if session.player is not None else []


def _audience(session: "Session", shown: Filter) -> list[ConditionalContainer]:
    audience = session.audience
    return [ConditionalContainer(_bar(partial(audience_bar, session, audience), 2), shown)] if audience else []


def _note(session: "Session") -> StyleAndTextTuples:
    columns = session.window.whole.columns
    return [("", "\n".join(fill(line, columns) for line in session.note.split("\n")))]


def _bar(text: Callable[[], StyleAndTextTuples], height: int | None = None) -> Window:
    """A bar across the window, as high as its text unless it says otherwise."""
    return Window(FormattedTextControl(text), height, dont_extend_height=True, style="class:toolbar")
