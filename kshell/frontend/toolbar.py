"""The bottom line: what runs in each terminal, how time goes, and which key opens the menu; and the menu itself."""

from typing import TYPE_CHECKING

from prompt_toolkit.formatted_text import StyleAndTextTuples, fragment_list_width

from kshell.frontend.menu import PREFIX_SHOWN, listed
from kshell.machine import NSEC_PER_SEC, Terminal

if TYPE_CHECKING:
    from kshell.frontend.session import Session


def toolbar(session: "Session") -> StyleAndTextTuples:
    """The bar as styled text, exactly as wide as the window: what matters most comes first and is kept longest."""
    machine, columns = session.machine, session.window.whole.columns
    if machine.dead:
        how = "Enter boots again, ^D leaves" if session.player is None or session.player.hers else "^O q leaves"
        return [("class:toolbar.hung", f" {machine.dead}: {how} ".ljust(columns)[:columns])]
    left = _consoles(session)
    right = _right(session)
    while right and fragment_list_width(left) + fragment_list_width(right) > columns:
        right.pop()
    room = columns - fragment_list_width(left) - fragment_list_width(right)
    if room < 0:
        left = _cut(left, columns)
    return [*left, ("class:toolbar", " " * room), *right]


def _consoles(session: "Session") -> StyleAndTextTuples:
    """The terminals, that which is shown first marked with a star, blocked ones with an exclamation mark."""
    parts: StyleAndTextTuples = []
    for number, console in sorted(session.consoles.items()):
        text, blocked = doing(console.terminal, session.machine.now)
        mark = "*" if number == session.shown else " "
        style = "hung" if blocked else "shown" if number == session.shown else ""
        parts.append((f"class:toolbar class:toolbar.{style}", f"{mark}tty{number}{'!' if blocked else ' '}{text} "))
    return parts


def _right(session: "Session") -> StyleAndTextTuples:
    seconds = session.machine.now // NSEC_PER_SEC
    says = session.pump.pacer.says
    left = _left(session)
    return [
        *([("class:toolbar class:toolbar.shown", f" {left} left ")] if left else []),
        *([("class:toolbar class:toolbar.time", f" {says} ")] if says else []),
        *_changed(session),
        ("class:toolbar", f" {PREFIX_SHOWN} menu "),
        ("class:toolbar", f"up {minutes(seconds)} "),
    ]


def _changed(session: "Session") -> StyleAndTextTuples:
    """The modules whose files have changed since they were loaded: the newest, and how many more."""
    names = session.changes.names()
    more = f" (+{len(names) - 1})" if len(names) > 1 else ""
    return [("class:toolbar class:toolbar.changed", f" {names[0]} changed: reload{more} ")] if names else []


def _left(session: "Session") -> str:
    """What is left of a show."""
    if session.player is None:
        return ""
    from kshell.frontend.play.bar import left  # noqa: PLC0415  # an ordinary session does not need it

    return left(session.player)


def doing(terminal: Terminal, now: int) -> tuple[str, bool]:
    """What goes on in a terminal, and whether nothing can interrupt it."""
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


def _cut(parts: StyleAndTextTuples, columns: int) -> StyleAndTextTuples:
    """As much as fits."""
    kept: StyleAndTextTuples = []
    for style, text, *_ in parts:
        kept.append((style, text[:columns]))
        columns = max(0, columns - len(text))
    return kept


def menu(session: "Session") -> StyleAndTextTuples:
    """What can be asked of kshell itself, in as many rows as it takes."""
    columns, at = session.window.whole.columns, 0
    parts: StyleAndTextTuples = []
    if session.menu_find is not None:
        typed = f" /{session.menu_find}_ "
        parts, at = [("class:toolbar class:toolbar.shown", typed)], len(typed)
    for _, keys, label, _ in listed(session):
        width = len(f" {keys} {label} ")
        if at and at + width > columns:
            parts.append(("class:toolbar", "\n"))
            at = 0
        parts += [("class:toolbar class:toolbar.key", f" {keys}"), ("class:toolbar", f" {label} ")]
        at += width
    return parts
