"""Builtins that set how the shell and its children work."""

import re

from kshell.shell.builtins.call import USAGE, Call, Usage
from kshell.shell.builtins.declare import list_variable, valid_name
from kshell.shell.control import Discard
from kshell.shell.execute.timing import duration
from kshell.shell.options import LETTERS, NAMES, SHOPT
from kshell.shell.syntax.text import function_text

_UMASK = re.compile(r"([ugoa]*)([-+=])([rwx]*)")
NSEC_PER_SEC = 1_000_000_000


# -- set


def _set(call: Call) -> int:
    shell, words = call.shell, list(call.args)
    if not words:
        return _show_all(call)
    problem = _invalid(words)
    if problem:
        call.complain(f"{problem}: invalid option")
        raise Usage
    while words and words[0][:1] in ("-", "+") and words[0] != "+":
        word = words.pop(0)
        if word == "--":
            shell.arguments = words
            return 0
        if word == "-":
            shell.options.switch("xtrace", on=False)
            shell.options.switch("verbose", on=False)
            if words:
                shell.arguments = words
            return 0
        for letter in word[1:]:
            if letter != "o":
                switch(call, LETTERS[letter], on=word[0] == "-")
            elif not words:
                return _show_options(call, as_commands=word[0] == "+")
            elif not _switch_named(call, words.pop(0), on=word[0] == "-"):
                return USAGE
    if words:
        shell.arguments = words
    return 0


def _invalid(words: list[str]) -> str:
    """The first option that does not exist."""
    skip = False
    for word in words:
        if skip:
            skip = False
            continue
        if word in ("--", "-") or word[:1] not in ("-", "+") or len(word) < 2:
            return ""
        for letter in word[1:]:
            if letter != "o" and letter not in LETTERS:
                return f"{word[0]}{letter}"
            skip = skip or letter == "o"
    return ""


def switch(call: Call, name: str, *, on: bool) -> None:
    """Switch one of ``set -o``'s; job control is more than a flag."""
    shell = call.shell
    shell.options.switch(name, on=on)
    if name == "monitor":
        shell.jobs.control = on
        if on and shell.jobs.terminal.fd < 0:
            shell.jobs.terminal.shell_group = shell.sys.getpgid()
    elif name == "interactive-comments":
        shell.options.shopt["interactive_comments"] = on


def _switch_named(call: Call, name: str, *, on: bool) -> bool:
    if name not in NAMES:
        call.complain(f"{name}: invalid option name")
        return False
    switch(call, name, on=on)
    return True


def _show_all(call: Call) -> int:
    shell = call.shell
    for name in sorted(shell.variables.table):
        list_variable(call, name, shell.variables.table[name])
    for name in sorted(shell.functions):
        call.out(function_text(name, shell.functions[name].body) + "\n")
    return 0


def _show_options(call: Call, *, as_commands: bool) -> int:
    for name in NAMES:
        on = call.shell.options.set_o[name]
        call.out(f"set {'-' if on else '+'}o {name}\n" if as_commands else f"{name:<15}\t{'on' if on else 'off'}\n")
    return 0


# -- shopt


def _shopt(call: Call) -> int:
    flags, options = call.flags("pqsuo"), call.shell.options
    table = options.set_o if "o" in flags else options.shopt
    known = NAMES if "o" in flags else SHOPT
    if "s" in flags and "u" in flags:
        call.complain("cannot set and unset shell options simultaneously")
        return 1
    if not call.args:
        chosen = [n for n in known if ("s" not in flags or table[n]) and ("u" not in flags or not table[n])]
        for name in chosen:
            _show_shopt(call, name, flags, on=table[name])
        return 0
    status = 0
    for name in call.args:
        if name not in known:
            call.complain(f"{name}: invalid shell option name" if "o" not in flags else f"{name}: invalid option name")
            status = 1
        elif "s" in flags or "u" in flags:
            if "o" in flags:
                switch(call, name, on="s" in flags)
            else:
                table[name] = "s" in flags
        else:
            status = status or int(not table[name])
            _show_shopt(call, name, flags, on=table[name])
    return status


def _show_shopt(call: Call, name: str, flags: str, *, on: bool) -> None:
    if "q" in flags:
        return
    if "p" in flags:
        command = f"set {'-' if on else '+'}o" if "o" in flags else f"shopt {'-s' if on else '-u'}"
        call.out(f"{command} {name}\n")
    else:
        call.out(f"{name:<15}\t{'on' if on else 'off'}\n")


# -- shift, getopts


def _shift(call: Call) -> int:
    shell = call.shell
    words = call.args[1:] if call.args[:1] == ["--"] else call.args
    number = 1
    if words:
        given = call.number(words[0])
        if given is None:
            return 1
        if len(words) > 1:
            call.complain("too many arguments")
            raise Discard
        number = given
    if number < 0:
        call.complain(f"{number}: shift count out of range")
        return 1
    if number > len(shell.arguments):
        if shell.options.shopt["shift_verbose"]:
            call.complain(f"{number}: shift count out of range")
        return 1
    shell.arguments = shell.arguments[number:]
    return 0


def _getopts(call: Call) -> int:
    call.options("")
    if len(call.args) < 2:
        raise Usage
    shell, letters, name = call.shell, call.args[0], call.args[1]
    words = call.args[2:] or shell.arguments
    if not valid_name(name):
        call.complain(f"`{name}': not a valid identifier")
        return 1
    given = shell.variables.get("OPTIND") or "1"
    index = int(given) if given.isdecimal() else 1
    if shell.getopts_index != index:
        shell.getopts_index, shell.getopts_at = index, 1
    at = shell.getopts_at
    word = words[index - 1] if 0 < index <= len(words) else ""
    if at == 1 and (len(word) < 2 or word[0] != "-" or word == "--"):
        shell.variables.set("OPTIND", str(index + (word == "--")))
        shell.getopts_index = index + (word == "--")
        shell.variables.set(name, "?")
        shell.variables.table.pop("OPTARG", None)
        return 1
    return _next_option(call, letters, name, words, index, at)


def _next_option(call: Call, letters: str, name: str, words: list[str], index: int, at: int) -> int:
    shell = call.shell
    word, quiet = words[index - 1], letters.startswith(":")
    letter, at = word[at], at + 1
    place = letters.find(letter) if letter != ":" else -1
    value: str | None = None
    if at >= len(word):
        index, at = index + 1, 1
    chosen = letter
    if place < 0:
        chosen, value = "?", letter if quiet else None
        if not quiet and shell.variables.get("OPTERR") != "0":
            shell.p.err(f"{shell.name}: illegal option -- {letter}\n")
    elif letters[place + 1 : place + 2] == ":":
        if at > 1:
            value, index, at = word[at:], index + 1, 1
        elif index <= len(words):
            value, index = words[index - 1], index + 1
        elif quiet:
            chosen, value = ":", letter
        else:
            chosen = "?"
            if shell.variables.get("OPTERR") != "0":
                shell.p.err(f"{shell.name}: option requires an argument -- {letter}\n")
    shell.variables.set("OPTIND", str(index))
    shell.getopts_index, shell.getopts_at = index, at
    shell.variables.set(name, chosen)
    if value is None:
        shell.variables.table.pop("OPTARG", None)
    else:
        shell.variables.set("OPTARG", value)
    return 0


# -- umask, times


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


# -- ulimit

LIMITS = {
    "R": ("real-time non-blocking time", "microseconds, -R", "unlimited", "unlimited"),
    "c": ("core file size", "blocks, -c", "0", "unlimited"),
    "d": ("data seg size", "kbytes, -d", "unlimited", "unlimited"),
    "e": ("scheduling priority", "-e", "0", "0"),
    "f": ("file size", "blocks, -f", "unlimited", "unlimited"),
    "i": ("pending signals", "-i", "3767", "3767"),
    "l": ("max locked memory", "kbytes, -l", "126120", "126120"),
    "m": ("max memory size", "kbytes, -m", "unlimited", "unlimited"),
    "n": ("open files", "-n", "1024", "4096"),
    "p": ("pipe size", "512 bytes, -p", "8", "8"),
    "q": ("POSIX message queues", "bytes, -q", "819200", "819200"),
    "r": ("real-time priority", "-r", "0", "0"),
    "s": ("stack size", "kbytes, -s", "8192", "unlimited"),
    "t": ("cpu time", "seconds, -t", "unlimited", "unlimited"),
    "u": ("max user processes", "-u", "3767", "3767"),
    "v": ("virtual memory", "kbytes, -v", "unlimited", "unlimited"),
    "x": ("file locks", "-x", "unlimited", "unlimited"),
}


def _ulimit(call: Call) -> int:
    flags = call.flags("SHabcdefiklmnpqrstuvxPRT")
    hard = "H" in flags
    letters = [letter for letter in flags if letter in LIMITS]
    if "a" in flags:
        for what, unit, soft, most in LIMITS.values():
            call.out(f"{what:<20} {f'({unit})':>20} {most if hard else soft}\n")
        return 0
    if call.args:
        return _set_limit(call, letters[0] if letters else "f", call.args[0])
    for letter in letters or ["f"]:
        what, unit, soft, most = LIMITS[letter]
        value = most if hard else soft
        call.out(f"{what:<20} {f'({unit})':>20} {value}\n" if len(letters) > 1 else f"{value}\n")
    return 0


def _set_limit(call: Call, letter: str, value: str) -> int:
    if value not in ("hard", "soft", "unlimited") and not value.isdecimal():
        call.complain(f"{value}: invalid number")
        return 1
    return 0


BUILTINS = {
    "set": _set, "shopt": _shopt, "shift": _shift, "getopts": _getopts, "umask": _umask, "times": _times,
    "ulimit": _ulimit,
}  # fmt: skip
