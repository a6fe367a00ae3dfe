"""For an audience: which keys are pressed, and what was entered last."""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.utils import get_cwidth

if TYPE_CHECKING:
    from kshell.frontend.session import Session

KEPT_KEYS, KEPT_COMMANDS = 40, 3
NAMES = {
    "c-m": "Enter", "c-j": "Enter", "c-i": "Tab", "c-h": "Backspace", "escape": "Esc", "<bracketed-paste>": "paste",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PageUp", "pagedown": "PageDown",
}  # fmt: skip
IGNORED = ("<cursor-position-response>", "<vt100-mouse-event>", "<ignore>")


class Audience:
    """``keys`` are the names of the last keys, ``commands`` the last lines with their terminal's number."""

    def __init__(self) -> None:
        self.keys: deque[str] = deque(maxlen=KEPT_KEYS)
        self.commands: deque[tuple[int, str]] = deque(maxlen=KEPT_COMMANDS)

    def pressed(self, keys: list[KeyPress]) -> None:
        """Keys were pressed."""
        self.keys += [key_name(press.key) for press in keys if press.key not in IGNORED]

    def entered(self, number: int, text: str) -> None:
        """A line was entered."""
        if text.strip():
            self.commands.append((number, text.split("\n")[0]))


def key_name(key: Keys | str) -> str:
    """What is printed on a key: ``^C``, ``F2``, ``Enter``, ``a``."""
    name = key.value if isinstance(key, Keys) else key
    if name in NAMES:
        return NAMES[name]
    if name.startswith("c-") and len(name) == 3:
        return "^" + name[2].upper()
    return name.capitalize() if len(name) > 1 else name


def audience_bar(session: "Session", audience: Audience) -> StyleAndTextTuples:
    """Two rows: the last commands, the last keys."""
    room = session.window.whole.columns - 2
    commands = _last([f"tty{number} {text}" for number, text in audience.commands], room, "   ".join)
    keys = _last([key if len(key) == 1 else f" {key} " for key in audience.keys], room, _as_typed)
    return [
        ("class:audience", f" {commands.ljust(room)} \n"),
        ("class:audience.keys", f" {keys.ljust(room)} "),
    ]


def _as_typed(keys: list[str]) -> str:
    return "".join(keys).replace("  ", " ").strip()


def _last(words: list[str], room: int, join: Callable[[list[str]], str]) -> str:
    """The last words that fit, whole; if even the last does not, its beginning."""
    for first in range(len(words)):
        shown = join(words[first:])
        if get_cwidth(shown) <= room:
            return shown
    return join(words[-1:])[:room]
