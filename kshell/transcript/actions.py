"""What a step does: a command, a ``%`` line, or ``(t2)...``; and how each of them is written."""

import re
from collections.abc import Callable
from typing import NamedTuple

from kshell.transcript.errors import Malformed
from kshell.transcript.pattern import BadPattern, compile_regex, fill_in, names_used

HEAD = re.compile(r"(?:\(t([0-9]{1,9})\))?([#$]) (.*)|(%) (.*)|\(t([0-9]{1,9})\)\.\.\.", re.DOTALL)
_DURATION = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,9}))?(ms|s|min)")
_UNITS = {"ms": 1_000_000, "s": 1_000_000_000, "min": 60_000_000_000}
_TERMINAL = re.compile(r"\(t([0-9]{1,9})\)(?: |$)")
_WAIT = re.compile(r"(?:/(?P<regex>[^/]+)/|(?P<prompt>prompt)|(?P<plain>))(?:(?:^| )(?P<time>[^ ]+))?", re.DOTALL)
_KEY = re.compile(r"C-[a-z@\[\\\]^_]")
LAST_TERMINAL = 63


class Command(NamedTuple):
    """Type lines at a terminal's prompt; the lines after the first are continuations."""

    terminal: int
    user: str
    lines: tuple[str, ...]


class Wait(NamedTuple):
    """Let time pass."""

    terminal: int
    ns: int


class WaitLine(NamedTuple):
    """Let time pass until a line on any terminal matches; ``ns`` None: as long as a step may take."""

    terminal: int
    regex: str
    ns: int | None


class WaitPrompt(NamedTuple):
    """Let time pass until the terminal's prompt is back."""

    terminal: int
    ns: int | None


class Key(NamedTuple):
    terminal: int
    key: str


class Type(NamedTuple):
    """Type text and Enter, whoever reads it."""

    terminal: int
    text: str


class Close(NamedTuple):
    """Hang the terminal up."""

    terminal: int


class Rest(NamedTuple):
    """Nothing new happens: what the terminal still holds is looked at."""

    terminal: int


Action = Command | Wait | WaitLine | WaitPrompt | Key | Type | Close | Rest


def parse_action(head: str) -> Action:
    """Read the line (that HEAD matches) with which a step begins, or raise Malformed."""
    found = HEAD.fullmatch(head)
    if not found:
        raise Malformed("not the beginning of a step")
    terminal, sigil, command, directive, order, rest = found.groups()
    if rest:
        return Rest(_terminal(rest))
    if directive:
        return _directive(order)
    return Command(_terminal(terminal or "1"), "root" if sigil == "#" else "user", (command,))


def _terminal(digits: str) -> int:
    if not 1 <= int(digits) <= LAST_TERMINAL:
        raise Malformed(f"no terminal t{digits}: there are t1 to t{LAST_TERMINAL}", f"t{digits}")
    return int(digits)


def _directive(order: str) -> Action:
    word, _, rest = order.partition(" ")
    if word not in _DIRECTIVES:
        known = ", ".join(f"% {name}" for name in _DIRECTIVES)
        raise Malformed(f"unknown directive '% {word}': there are {known}", word)
    found = _TERMINAL.match(rest)
    return _DIRECTIVES[word](_terminal(found[1] if found else "1"), rest[found.end() :] if found else rest)


def _wait(terminal: int, what: str) -> Action:
    found = _WAIT.fullmatch(what)
    if not found or (found["plain"] is not None and not found["time"]):
        how = "write '% wait 5s', '% wait /regex/ 300s' (a / in it as \\x2f) or '% wait (t2) prompt 20s'"
        raise Malformed(how, what)
    ns = nanoseconds(found["time"]) if found["time"] else None
    if found["regex"] is not None:
        try:
            compile_regex(fill_in(found["regex"], dict.fromkeys(names_used(found["regex"]), "x")))
        except BadPattern as error:
            raise Malformed(str(error), found["regex"]) from None
        return WaitLine(terminal, found["regex"], ns)
    return WaitPrompt(terminal, ns) if found["prompt"] else Wait(terminal, ns or 0)


def _key(terminal: int, key: str) -> Action:
    if not _KEY.fullmatch(key):
        raise Malformed(f"unknown key '{key}': write '% key C-c' or '% key (t2) C-z'", key)
    return Key(terminal, key)


def _close(terminal: int, name: str) -> Action:
    if not re.fullmatch(r"t[0-9]{1,9}", name):
        raise Malformed("write '% close t2'", name)
    return Close(_terminal(name[1:]))


_DIRECTIVES: dict[str, Callable[[int, str], Action]] = {"wait": _wait, "key": _key, "type": Type, "close": _close}


def spelled(action: Action) -> tuple[str, ...]:
    """The lines that begin a step with this action; parse_steps() reads them back."""
    number = action.terminal
    terminal = "" if number == 1 else f"(t{number})"
    match action:
        case Command(_, user, (first, *more)):
            return (f"{terminal}{'#' if user == 'root' else '$'} {first}", *(f"> {line}" for line in more))
        case Rest():
            return (f"(t{number})...",)
        case Close():
            return (f"% close t{number}",)
        case Type(_, text):
            words = ["type", terminal or ("(t1)" if _TERMINAL.match(text) else ""), text]
        case Key(_, key):
            words = ["key", terminal, key]
        case Wait(_, ns):
            words = ["wait", terminal, seconds(ns)]
        case WaitLine(_, regex, limit):
            words = ["wait", terminal, f"/{regex}/", _limit(limit)]
        case WaitPrompt(_, limit):
            words = ["wait", terminal, "prompt", _limit(limit)]
    return (" ".join(["%", *(word for word in words if word)]),)


def _limit(ns: int | None) -> str:
    return "" if ns is None else seconds(ns)


def seconds(ns: int) -> str:
    """A duration as a transcript writes it."""
    whole, part = divmod(ns, _UNITS["s"])
    return f"{whole}.{part:09}".rstrip("0").rstrip(".") + "s"


def nanoseconds(duration: str) -> int:
    """A duration such as 5s, 0.28s, 250ms or 2min, in ns."""
    found = _DURATION.fullmatch(duration)
    if not found:
        raise Malformed(f"'{duration}' is no duration: write it as 5s, 0.28s, 250ms or 2min", duration)
    whole, part, unit = found[1], found[2] or "", found[3]
    ns: int = int(whole + part) * _UNITS[unit] // 10 ** len(part)
    return ns
