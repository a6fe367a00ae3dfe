"""For an audience: which keys are pressed, and what was entered last."""

from collections import deque
from typing import TYPE_CHECKING

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

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
    columns = session.window.whole.columns
    commands = "   ".join(f"tty{number} {text}" for number, text in audience.commands)
    keys = "".join(key if len(key) == 1 else f" {key} " for key in audience.keys).replace("  ", " ")
    return [
        ("class:audience", f" {commands[-(columns - 2) :]}".ljust(columns) + "\n"),
        ("class:audience.keys", f" {keys[-(columns - 2) :]}".ljust(columns)),
    ]
