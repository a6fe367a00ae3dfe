"""kill: send a signal to processes (procps-ng 4.0.2, src/kill.c). The shell has a kill of its own."""

from collections.abc import Sequence

from kshell.uapi.signals import Signal
from kshell.userland.libc.getopt import UsageError, parse
from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.procps.signames import name_list, name_table, signal_number, take_signal, translated

USAGE = """
Usage:
 {name} [options] <pid> [...]

Options:
 <pid> [...]            send signal to every <pid> listed
 -<signal>, -s, --signal <signal>
                        specify the <signal> to be sent
 -q, --queue <value>    integer value to be sent with the signal
 -l, --list=[<signal>]  list all signal names, or convert one to a name
 -L, --table            list all signal names in a nice table

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see kill(1).
"""
LONG = ("table", "signal=", "help", "version", "queue=")
NO_SIGNAL = -1


def main(p: Process) -> int:
    if not p.args:
        return _usage(p)
    listed = _listed(p)
    if listed is not None:
        return _list(p, listed)
    given, args = take_signal(p.args)
    signal = int(Signal.SIGTERM) if given is None else given
    try:
        options, operands = parse(args, "Ls:hVq:", LONG)
    except UsageError as error:
        return _refuse(p, error.option, signal)
    for option, value in options:
        if option in ("-L", "--table"):
            p.out(name_table())
            return 0
        if option in ("-h", "--help"):
            p.out(USAGE.format(name=p.name))
            return 0
        if option in ("-V", "--version"):
            p.out("kill from procps-ng 4.0.2\n")
            return 0
        if option in ("-s", "--signal"):
            number = signal_number(value)
            signal = NO_SIGNAL if number is None else number
        elif strtol(value) is None:
            return _error(p, f"must be an integer value to be passed with the signal.: '{value}'")
    return _kill(p, operands, signal) if operands else _usage(p)


def _kill(p: Process, operands: Sequence[str], signal: int) -> int:
    status = 0
    for operand in operands:
        pid = strtol(operand)
        if pid is None:
            return _error(p, f"failed to parse argument: '{operand}'")
        try:
            p.sys.kill(pid, signal)
        except OSError as failed:
            status = _error(p, f"({pid}): {failed.strerror}")
    return status


def _listed(p: Process) -> str | None:
    """The argument of -l or --list, empty if it has none; None when there is no such option."""
    for at, word in enumerate(p.args):
        if word in ("-l", "--list"):
            following = p.args[at + 1 : at + 2]
            return following[0] if following and not following[0].startswith("-") else ""
        if word.startswith(("-l", "--list=")):
            return word.removeprefix("--list=").removeprefix("-l")
    return None


def _list(p: Process, text: str) -> int:
    if not text:
        p.out(name_list())
        return 0
    found = translated(text)
    if found is None:
        _error(p, f"unknown signal name {text}")
    else:
        p.out(f"{found}\n")
    return 0


def _refuse(p: Process, option: str, signal: int) -> int:
    """Explain a wrong option; a digit is taken for a process group, and success is what it reports when that fails."""
    if not option.isdigit() or len(option) > 1:
        _error(p, f"invalid argument {option if len(option) == 1 else chr(0)}")
        return _usage(p)
    try:
        p.sys.kill(-int(option), signal)
    except OSError:
        return 0
    return 1


def _usage(p: Process) -> int:
    p.err(USAGE.format(name=p.name))
    return 1


def _error(p: Process, text: str) -> int:
    p.err(f"{p.argv[0]}: {text}\n")
    return 1
