"""ulimit (bash builtins/ulimit.def)."""

from typing import NamedTuple

from kshell.shell.builtins.call import Call
from kshell.uapi import resource
from kshell.uapi.errno import Errno
from kshell.uapi.resource import RLIM_INFINITY


class Limit(NamedTuple):
    """One of the limits: how it is described, its number for prlimit(2), and how many bytes it counts by."""

    what: str
    unit: str
    number: int | None
    scale: int = 1


PIPE_BLOCKS = 8
LIMITS = {
    "R": Limit("real-time non-blocking time", "microseconds, -R", resource.RLIMIT_RTTIME),
    "c": Limit("core file size", "blocks, -c", resource.RLIMIT_CORE, 1024),
    "d": Limit("data seg size", "kbytes, -d", resource.RLIMIT_DATA, 1024),
    "e": Limit("scheduling priority", "-e", resource.RLIMIT_NICE),
    "f": Limit("file size", "blocks, -f", resource.RLIMIT_FSIZE, 1024),
    "i": Limit("pending signals", "-i", resource.RLIMIT_SIGPENDING),
    "l": Limit("max locked memory", "kbytes, -l", resource.RLIMIT_MEMLOCK, 1024),
    "m": Limit("max memory size", "kbytes, -m", resource.RLIMIT_RSS, 1024),
    "n": Limit("open files", "-n", resource.RLIMIT_NOFILE),
    "p": Limit("pipe size", "512 bytes, -p", None),
    "q": Limit("POSIX message queues", "bytes, -q", resource.RLIMIT_MSGQUEUE),
    "r": Limit("real-time priority", "-r", resource.RLIMIT_RTPRIO),
    "s": Limit("stack size", "kbytes, -s", resource.RLIMIT_STACK, 1024),
    "t": Limit("cpu time", "seconds, -t", resource.RLIMIT_CPU),
    "u": Limit("max user processes", "-u", resource.RLIMIT_NPROC),
    "v": Limit("virtual memory", "kbytes, -v", resource.RLIMIT_AS, 1024),
    "x": Limit("file locks", "-x", resource.RLIMIT_LOCKS),
}


def _ulimit(call: Call) -> int:
    flags = call.flags("SHabcdefiklmnpqrstuvxPRT")
    hard = "H" in flags
    letters = [letter for letter in flags if letter in LIMITS]
    if "a" in flags:
        call.out("".join(_described(call, limit, hard=hard) for limit in LIMITS.values()))
        return 0
    if call.args:
        return _set_limit(call, LIMITS[letters[0] if letters else "f"], flags, call.args[0])
    for letter in letters or ["f"]:
        limit = LIMITS[letter]
        call.out(_described(call, limit, hard=hard) if len(letters) > 1 else f"{_value(call, limit, hard=hard)}\n")
    return 0


def _described(call: Call, limit: Limit, *, hard: bool) -> str:
    return f"{limit.what:<20} {f'({limit.unit}) ':>20}{_value(call, limit, hard=hard)}\n"


def _value(call: Call, limit: Limit, *, hard: bool) -> int | str:
    if limit.number is None:
        return PIPE_BLOCKS
    value = call.shell.sys.prlimit(limit.number)[hard]
    return "unlimited" if value == RLIM_INFINITY else value // limit.scale


def _set_limit(call: Call, limit: Limit, flags: str, text: str) -> int:
    """Set the soft limit (-S), the hard one (-H), or both."""
    soft, hard = (0, 0) if limit.number is None else call.shell.sys.prlimit(limit.number)
    words = {"hard": hard, "soft": soft, "unlimited": RLIM_INFINITY}
    if text not in words and not text.isdecimal():
        call.complain(f"{text}: invalid number")
        return 1
    value = words[text] if text in words else int(text) * limit.scale
    both = "S" not in flags and "H" not in flags
    new = (value if both or "S" in flags else soft, value if both or "H" in flags else hard)
    try:
        if limit.number is None:
            raise OSError(Errno.EINVAL, Errno.EINVAL.text)
        call.shell.sys.prlimit(limit.number, new)
    except OSError as error:
        call.complain(f"{limit.what}: cannot modify limit: {error.strerror}")
        return 1
    return 0


BUILTINS = {"ulimit": _ulimit}
