"""awk's own functions (POSIX, awk: Functions)."""

import math
from collections.abc import Callable, Sequence

from kshell.uapi.syscalls import CLOCK_REALTIME
from kshell.userland.awk.state import State
from kshell.userland.awk.streams import Streams
from kshell.userland.awk.values import RunTimeError, Value, from_input, number, sprintf
from kshell.userland.libc.localtime import gmtime, strftime, timegm
from kshell.userland.process import Process

NSEC_PER_SEC = 1_000_000_000
ARITIES = {
    "substr": (2, 3), "index": (2, 2), "match": (2, 2), "sprintf": (1, 255), "tolower": (1, 1), "toupper": (1, 1),
    "int": (1, 1), "sqrt": (1, 1), "exp": (1, 1), "log": (1, 1), "sin": (1, 1), "cos": (1, 1), "atan2": (2, 2),
    "rand": (0, 0), "srand": (0, 1), "system": (1, 1), "close": (1, 1), "fflush": (0, 1), "length": (0, 1),
    "sub": (2, 3), "gsub": (2, 3), "split": (2, 3),
    "systime": (0, 0), "strftime": (0, 3), "mktime": (1, 1),
}  # fmt: skip


class Functions:
    """Calls a function by its name."""

    def __init__(self, p: Process, streams: Streams) -> None:
        self._p = p
        self._streams = streams
        self._seed = 0.0
        self._random = 1

    def call(self, name: str, state: State, arguments: Sequence[Value]) -> Value:
        """The value of a function of numbers and strings; RunTimeError."""
        text = [state.string(value) for value in arguments]
        if name == "length":
            return float(len(text[0]))
        if name == "substr":
            return _substr(text[0], *map(number, arguments[1:]))
        if name == "index":
            return float(text[0].find(text[1]) + 1)
        if name == "match":
            return _match(state, text[0], text[1])
        if name == "sprintf":
            return sprintf("sprintf", text[0], arguments[1:])
        if name in ("tolower", "toupper"):
            return text[0].lower() if name == "tolower" else text[0].upper()
        if name in ("system", "close", "fflush"):
            return self._outside(name, text)
        if name in ("rand", "srand"):
            return self._rand(name, arguments)
        if name in ("systime", "strftime", "mktime"):
            return self._time(name, text, arguments)
        return _arithmetic(name, list(map(number, arguments)))

    def _time(self, name: str, text: Sequence[str], arguments: Sequence[Value]) -> Value:
        """mawk's functions about time: now, a time in words, and the seconds of ``YYYY MM DD HH MM SS``."""
        now = self._p.sys.clock_gettime(CLOCK_REALTIME) // NSEC_PER_SEC
        if name == "systime":
            return float(now)
        if name == "strftime":
            seconds = int(number(arguments[1])) if len(arguments) > 1 else now
            return strftime(text[0] if text else "%c", gmtime(seconds * NSEC_PER_SEC))
        parts = text[0].split()
        if len(parts) < 6 or not all(part.lstrip("-").isdecimal() for part in parts[:6]):
            return -1.0
        return float(timegm(*map(int, parts[:6])))

    def _outside(self, name: str, text: Sequence[str]) -> float:
        if name == "system":
            return float(self._streams.system(text[0]))
        if name == "close":
            return float(self._streams.close(text[0]))
        self._streams.flush()
        return 0.0

    def _rand(self, name: str, arguments: Sequence[Value]) -> float:
        """The same numbers in every run, unless srand() is given others (random(3)'s old formula)."""
        if name == "srand":
            before = self._seed
            now = float(self._p.sys.clock_gettime(CLOCK_REALTIME) // NSEC_PER_SEC)
            self._seed = number(arguments[0]) if arguments else now
            self._random = int(self._seed) & 0x7FFFFFFF
            return before
        self._random = (1_103_515_245 * self._random + 12_345) & 0x7FFFFFFF
        return self._random / 0x80000000


def _arithmetic(name: str, values: Sequence[float]) -> float:
    if name == "int":
        return float(math.trunc(values[0])) if math.isfinite(values[0]) else values[0]
    if name == "atan2":
        return math.atan2(*values)
    functions: dict[str, Callable[[float], float]] = {"sqrt": math.sqrt, "exp": math.exp, "log": math.log}
    functions |= {"sin": math.sin, "cos": math.cos}
    try:
        return functions[name](values[0])
    except OverflowError:
        return math.inf
    except ValueError:
        return -math.inf if name == "log" and not values[0] else math.nan


def _substr(text: str, start: float, length: float = math.inf) -> str:
    """The part of a text from a place on; what a negative place lacks is added to the length, as in this mawk."""
    first = math.trunc(start) if math.isfinite(start) else 1
    count = len(text) if length > len(text) else math.trunc(length)
    if first < 1:
        count, first = count - first, 1
    return text[first - 1 : first - 1 + max(count, 0)]


def _match(state: State, text: str, pattern: str) -> float:
    found = state.regex(pattern).search(text)
    start, length = (found.start() + 1, found.end() - found.start()) if found is not None else (0, -1)
    state.globals["RSTART"], state.globals["RLENGTH"] = float(start), float(length)
    return float(start)


def substitute(state: State, pattern: str, replacement: str, target: str, *, everywhere: bool) -> tuple[str, int]:
    """A text with what matches replaced, and how often that was done."""
    out, at, count = "", 0, 0
    for found in state.regex(pattern).find_all(target):
        out += target[at : found.start()] + _replacement(replacement, found[0])
        at, count = found.end(), count + 1
        if not everywhere:
            break
    return out + target[at:], count


def _replacement(text: str, matched: str) -> str:
    out, at = "", 0
    while at < len(text):
        if text[at] == "\\" and text[at + 1 : at + 2] in ("&", "\\"):
            out += text[at + 1]
            at += 2
            continue
        out += matched if text[at] == "&" else text[at]
        at += 1
    return out


def split(state: State, text: str, separator: str) -> dict[str, Value]:
    """The array that split() makes."""
    return {str(at): from_input(part) for at, part in enumerate(state.split(text, separator), 1)}


def check_arity(name: str, count: int) -> None:
    """RunTimeError when a function cannot have so many arguments."""
    least, most = ARITIES[name]
    if not least <= count <= most:
        raise RunTimeError(f"wrong number of arguments in call to {name}")
