"""Builtins that set how the shell and its children work."""

from kshell.shell.builtins.call import USAGE, Call, Usage
from kshell.shell.builtins.declare import list_variable
from kshell.shell.control import Discard
from kshell.shell.options import LETTERS, NAMES, SHOPT
from kshell.shell.syntax.text import function_text

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


# -- shift


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


BUILTINS = {
    "set": _set, "shopt": _shopt, "shift": _shift, }  # fmt: skip
