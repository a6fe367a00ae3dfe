"""Builtins that print, test and help."""

import re

from kshell.shell import builtins
from kshell.shell.builtins.test import evaluate
from kshell.shell.expand import ansi_c
from kshell.shell.state import Shell

_ULIMITS = {
    "-c": "0", "-f": "unlimited", "-n": "1024", "-s": "8192", "-t": "unlimited", "-u": "3758", "-v": "unlimited",
}  # fmt: skip


def _echo(shell: Shell, words: list[str]) -> int:
    arguments, newline, escapes = words[1:], True, False
    while arguments and re.fullmatch(r"-[neE]+", arguments[0]):
        option = arguments.pop(0)
        newline = newline and "n" not in option
        escapes = "e" in option or (escapes and "E" not in option)
    text = " ".join(arguments)
    if escapes:
        text, stop, _ = text.partition("\\c")
        text = ansi_c(text)
        newline = newline and not stop
    shell.p.out(text + ("\n" if newline else ""))
    return 0


def _printf(shell: Shell, words: list[str]) -> int:
    if len(words) < 2:
        shell.p.err("printf: usage: printf [-v var] format [arguments]\n")
        return 2
    rest = words[1:]
    variable = rest[1] if rest[0] == "-v" and len(rest) > 2 else None
    rest = rest[2:] if variable else rest
    fmt, left, out = ansi_c(rest[0]), rest[1:], ""
    shell.status = 0
    while True:
        before = len(left)
        out += re.sub(r"%([-+ #0]*)(\d*)(?:\.(\d+))?([diouxXsqbc%])", lambda m: _conversion(shell, m, left), fmt)
        if not left or len(left) == before:
            break
    if variable:
        shell.set(variable, out)
    else:
        shell.p.out(out)
    return shell.status


def _conversion(shell: Shell, match: "re.Match[str]", left: list[str]) -> str:
    flags, width, precision, kind = match.groups()
    if kind == "%":
        return "%"
    value = left.pop(0) if left else ""
    if kind in "sbqc":
        text = ansi_c(value) if kind == "b" else value[:1] if kind == "c" else value
        text = text[: int(precision)] if precision else text
        return text.ljust(int(width or 0)) if "-" in flags else text.rjust(int(width or 0))
    try:
        number = int(value or "0", 0) if not re.fullmatch(r"-?0\d+", value) else int(value, 8)
    except ValueError:
        shell.complain(f"printf: {value}: invalid number")
        shell.status = 1
        number = 0
    dot = f".{precision}" if precision else ""
    return f"%{flags}{width}{dot}{'d' if kind in 'diu' else kind}" % number


def _pwd(shell: Shell, words: list[str]) -> int:
    shell.p.out(shell.sys.getcwd() + "\n")
    return 0


def _cd(shell: Shell, words: list[str]) -> int:
    arguments = [word for word in words[1:] if word not in ("-L", "-P", "--")]
    if len(arguments) > 1:
        shell.complain("cd: too many arguments")
        return 1
    target = arguments[0] if arguments else shell.get("HOME", "")
    if not arguments and not target:
        shell.complain("cd: HOME not set")
        return 1
    show = target == "-"
    if show:
        target = shell.get("OLDPWD", "")
        if not target:
            shell.complain("cd: OLDPWD not set")
            return 1
    old = shell.sys.getcwd()
    try:
        shell.sys.chdir(target or ".")
    except OSError as error:
        shell.complain(f"cd: {target}: {error.strerror}")
        return 1
    shell.set("OLDPWD", old)
    shell.set("PWD", shell.sys.getcwd())
    if show:
        shell.p.out(shell.sys.getcwd() + "\n")
    return 0


def _history(shell: Shell, words: list[str]) -> int:
    if words[1:] == ["-c"]:
        shell.history.clear()
        return 0
    count = int(words[1]) if len(words) > 1 and words[1].isdigit() else len(shell.history)
    for number, line in list(enumerate(shell.history, 1))[len(shell.history) - count :]:
        shell.p.out(f"{number:5d}  {line}\n")
    return 0


def _times(shell: Shell, words: list[str]) -> int:
    times = shell.sys.times()
    own, children = (times.user, times.system), (times.children_user, times.children_system)
    for pair in (own, children):
        shell.p.out(" ".join(f"{ns // 60_000_000_000}m{ns % 60_000_000_000 / 1e9:.3f}s" for ns in pair) + "\n")
    return 0


def _test(shell: Shell, words: list[str]) -> int:
    return evaluate(shell, words)


def _ulimit(shell: Shell, words: list[str]) -> int:
    option = words[1] if len(words) > 1 else "-f"
    shell.p.out(_ULIMITS.get(option, "unlimited") + "\n")
    return 0


HELP = """\
The shell reads commands as bash does. Try:
  ls                       the modules in this directory
  insmod NAME.ko           load one            rmmod NAME    unload it
  lsmod, modinfo NAME.ko   what is loaded, what a module says of itself
  dmesg                    the kernel log      dmesg -w      and what comes
  ps -e, ps aux            the tasks           kill -9 PID   send a signal
  cat NAME.py              a module's source
  reboot -f                when nothing else helps

Builtins:
"""


def _help(shell: Shell, words: list[str]) -> int:
    if len(words) > 1:
        return _help_on(shell, words[1:])
    shell.p.out(HELP + _columns(builtins.names()) + "\nPrograms:\n" + _columns(_programs(shell)))
    return 0


def _help_on(shell: Shell, names: list[str]) -> int:
    status = 0
    for name in names:
        if builtins.find(name) is not None:
            shell.p.out(f"{name}: a builtin of the shell; see bash(1)\n")
        elif shell.find_program(name):
            shell.p.out(f"{name}: a program; try '{name} --help'\n")
        else:
            shell.complain(
                f"help: no help topics match `{name}'.  Try `help help' or `man -k {name}' or `info {name}'."
            )
            status = 1
    return status


def _programs(shell: Shell) -> list[str]:
    names: set[str] = set()
    for folder in shell.get("PATH", "").split(":"):
        try:
            names.update(shell.sys.getdents(folder))
        except OSError:
            continue
    return sorted(names)


def _columns(names: list[str]) -> str:
    lines, line = [], " "
    for name in names:
        if len(line) + len(name) > 78:
            lines.append(line)
            line = " "
        line += f" {name}"
    return "\n".join([*lines, line]) + "\n"


TABLE = {
    "echo": _echo, "printf": _printf, "pwd": _pwd, "cd": _cd, "history": _history, "times": _times, "help": _help,
    "test": _test, "[": _test, "[[": _test, "ulimit": _ulimit,
}  # fmt: skip
