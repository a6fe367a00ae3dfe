"""The bottom line: which terminal this is, what runs on each, how to get to the other."""

from typing import TYPE_CHECKING

from prompt_toolkit.formatted_text import StyleAndTextTuples

from kshell.machine import NSEC_PER_SEC, Terminal

if TYPE_CHECKING:
    from kshell.frontend.session import Session

KEYS = "F1 F2 terminals · ^Q leave"


def toolbar(session: "Session") -> StyleAndTextTuples:
    """The toolbar as prompt_toolkit's styled text, no wider than the window."""
    machine = session.machine
    columns = session.app.output.get_size().columns
    parts: StyleAndTextTuples = []
    for number, console in sorted(session.consoles.items()):
        mark = "*" if number == session.shown else " "
        text, hung = _doing(console.terminal, machine.now)
        parts.append(("class:toolbar.hung" if hung else "class:toolbar", f"{mark}tty{number} {text} "))
    if machine.dead:
        parts = [("class:toolbar.hung", f" {machine.dead}: Enter boots again, ^D leaves ")]
    left = sum(len(part[1]) for part in parts)
    uptime = machine.now // NSEC_PER_SEC
    right = f"up {minutes(uptime)} · {KEYS} "
    room = columns - left
    if room > 0:
        right = right if len(right) <= room else "F1 F2 " if room >= 6 else ""
        parts.append(("class:toolbar", right.rjust(room)))
    return parts


def _doing(terminal: Terminal, now: int) -> tuple[str, bool]:
    """What goes on in a terminal, and whether it cannot be interrupted."""
    if terminal.prompt is not None:
        return "ready", False
    job = terminal.job
    if job is None:
        return "busy", False
    words = [job.comm, job.letter, minutes((now - job.since) // NSEC_PER_SEC), job.wchan]
    return " ".join(word for word in words if word), job.letter == "D"


def minutes(seconds: int) -> str:
    """M:SS, or H:MM:SS"""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
