"""The bottom line: which terminal this is, what runs on each, how to get to the other."""

from prompt_toolkit.application import get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples

from kshell.machine import NSEC_PER_SEC, Machine, Terminal

KEYS = "F1 F2 terminals · ^Q leave"


def toolbar(machine: Machine, shown: int) -> StyleAndTextTuples:
    """The toolbar as prompt_toolkit's styled text, no wider than the window."""
    columns = get_app().output.get_size().columns
    parts: StyleAndTextTuples = []
    for number, terminal in sorted(machine.terminals.items()):
        mark = "*" if number == shown else " "
        hung = terminal.blocked
        style = "class:toolbar.hung" if hung else "class:toolbar"
        parts.append((style, f"{mark}tty{number} {_doing(terminal, hung)} "))
    if machine.dead:
        parts = [("class:toolbar.hung", f" {machine.dead}: Enter boots again, ^D leaves ")]
    left = sum(len(part[1]) for part in parts)
    uptime = machine.now // NSEC_PER_SEC
    right = f"up {uptime // 60}:{uptime % 60:02d} · {KEYS} "
    room = columns - left
    if room > 0:
        right = right if len(right) <= room else "F1 F2 " if room >= 6 else ""
        parts.append(("class:toolbar", right.rjust(room)))
    return parts


def _doing(terminal: Terminal, hung: str | None) -> str:
    if terminal.prompt is not None:
        return "ready"
    return f"waits in {hung}" if hung else "busy"
