"""pkill: send a signal to processes, found by what they are (procps-ng 4.0.2)."""

from kshell.uapi.errno import Errno
from kshell.uapi.signals import Signal
from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.procps.pgrep_options import USAGE_HEAD, USAGE_TAIL, Request, run
from kshell.userland.procps.readproc import Proc
from kshell.userland.procps.signames import signal_number, take_signal

USAGE = (
    USAGE_HEAD
    + """\
 -<sig>, --signal <sig>    signal to send (either number or name)
 -q, --queue <value>       integer value to be sent with the signal
 -e, --echo                display what is killed
"""
    + USAGE_TAIL
)
NO_SIGNAL = -1


def main(p: Process) -> int:
    signal, args = take_signal(p.args)
    default = int(Signal.SIGTERM) if signal is None else signal
    return run(p, args, "eq:", USAGE, lambda found, request: _kill(p, found, request, default))


def _kill(p: Process, found: list[Proc], request: Request, default: int) -> int:
    signal = _signal(request.given.get("signal"), default)
    killed = 0
    for proc in found:
        try:
            p.sys.kill(proc.pid, signal)
        except OSError as failed:
            if failed.errno != Errno.ESRCH:  # it has gone by itself, which is fine
                p.err(f"{p.name}: killing pid {proc.pid} failed: {failed.strerror}\n")
            continue
        killed += 1
        if "e" in request.given:
            p.out(f"{proc.cmd} killed (pid {proc.pid})\n")
    if "c" in request.given:
        p.out(f"{len(found)}\n")
    return 0 if killed else 1


def _signal(text: str | None, default: int) -> int:
    """The signal that the option --signal names; one that does not exist if it names none."""
    if text is None:
        return default
    number = signal_number(text)
    return number if number is not None else strtol(text) or NO_SIGNAL
