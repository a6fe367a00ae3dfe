"""umask and times."""

import re

from kshell.shell.builtins.call import Call
from kshell.shell.execute.timing import duration

_UMASK = re.compile(r"([ugoa]*)([-+=])([rwx]*)")


def _umask(call: Call) -> int:
    flags, sys = call.flags("pS"), call.shell.sys
    mask = sys.umask(0)
    sys.umask(mask)
    if not call.args:
        text = _symbolic(mask) if "S" in flags else f"{mask:04o}"
        call.out(f"umask {'-S ' if 'S' in flags else ''}{text}\n" if "p" in flags else f"{text}\n")
        return 0
    given = call.args[0]
    if given[0].isdecimal():
        if any(c not in "01234567" for c in given) or int(given, 8) > 0o777:
            call.complain(f"{given}: octal number out of range")
            return 1
        new = int(given, 8)
    else:
        changed = _changed_mask(call, given, mask)
        if changed is None:
            return 1
        new = changed
    sys.umask(new)
    if "S" in flags:
        call.out(_symbolic(new) + "\n")
    return 0


def _symbolic(mask: int) -> str:
    parts = []
    for who, shift in (("u", 6), ("g", 3), ("o", 0)):
        bits = ~mask >> shift & 7
        parts.append(f"{who}={'r' * bool(bits & 4)}{'w' * bool(bits & 2)}{'x' * bool(bits & 1)}")
    return ",".join(parts)


def _changed_mask(call: Call, text: str, mask: int) -> int | None:
    """A symbolic mode, applied to what is allowed now; None after a message."""
    allowed = ~mask & 0o777
    for clause in text.split(","):
        match = _UMASK.fullmatch(clause)
        if match is None:
            wrong = next((c for c in clause if c not in "ugoa"), "")
            kind = "operator" if wrong not in ("+", "-", "=") else "character"
            if kind == "character":
                wrong = next((c for c in clause[1:] if c not in "ugoarwx+-="), wrong)
            call.complain(f"`{wrong}': invalid symbolic mode {kind}")
            return None
        who, how, bits = match.groups()
        value = sum({"r": 4, "w": 2, "x": 1}[bit] for bit in set(bits))
        for letter, shift in (("u", 6), ("g", 3), ("o", 0)):
            if who and letter not in who and "a" not in who:
                continue
            if how == "+":
                allowed |= value << shift
            elif how == "-":
                allowed &= ~(value << shift)
            else:
                allowed = allowed & ~(7 << shift) | value << shift
    return ~allowed & 0o777


def _times(call: Call) -> int:
    call.options("")
    times = call.shell.sys.times()
    for pair in ((times.user, times.system), (times.children_user, times.children_system)):
        call.out(" ".join(duration(ns) for ns in pair) + "\n")
    return 0


BUILTINS = {"umask": _umask, "times": _times}
