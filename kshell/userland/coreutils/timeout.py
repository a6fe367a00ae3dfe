"""timeout: run a program and signal it when its time is over (coreutils 9.1, timeout.c)."""

from collections.abc import Sequence

from kshell.uapi.signals import Signal, signal_by_name
from kshell.uapi.syscalls import SIG_DFL, SIG_IGN
from kshell.uapi.wait import WEXITSTATUS, WIFSIGNALED, WTERMSIG
from kshell.userland import coreutils
from kshell.userland.coreutils.duration import parse_duration
from kshell.userland.libc.execvp import execvp, status_of
from kshell.userland.libc.getopt import UsageError, try_help
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION] DURATION COMMAND [ARG]...
  or:  {name} [OPTION]
Start COMMAND, and kill it if still running after DURATION.

      --preserve-status
                 exit with the same status as COMMAND, even when the
                   command times out
      --foreground
                 when not running timeout directly from a shell prompt,
                   allow COMMAND to read from the TTY and get TTY signals;
                   in this mode, children of COMMAND will not be timed out
  -k, --kill-after=DURATION
                 also send a KILL signal if COMMAND is still running
                   this long after the initial signal was sent
  -s, --signal=SIGNAL
                 specify the signal to be sent on timeout;
                   SIGNAL may be a name like 'HUP' or a number;
                   see 'kill -l' for a list of signals
  -v, --verbose  diagnose to stderr any signal sent upon timeout
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "preserve-status": "p",
    "foreground": "f",
    "kill-after=": "k",
    "signal=": "s",
    "verbose": "v",
}
EXIT_TIMEDOUT = 124
EXIT_CANCELED = 125
HANDLED = (Signal.SIGALRM, Signal.SIGINT, Signal.SIGQUIT, Signal.SIGHUP, Signal.SIGTERM)


class Timeout:
    """One run: ``signal`` to send, ``kill_after`` ns until SIGKILL follows it (0: never)."""

    def __init__(self, p: Process, command: Sequence[str], *, foreground: bool, verbose: bool) -> None:
        self.p = p
        self.command = command
        self.foreground = foreground
        self.verbose = verbose
        self.signal = int(Signal.SIGTERM)
        self.kill_after = 0
        self.timed_out = False
        self._child = 0

    def run(self, duration: int) -> int:
        """Run the command for at most ``duration`` ns (0: without end); its wait status."""
        sys = self.p.sys
        if not self.foreground:
            sys.setpgid(0, 0)
        for sig in {*HANDLED, self.signal} - {Signal.SIGKILL, Signal.SIGSTOP, 0}:
            sys.sigaction(sig, self._on_signal)
        sys.sigaction(Signal.SIGTTIN, SIG_IGN)
        sys.sigaction(Signal.SIGTTOU, SIG_IGN)
        self._child = sys.fork(self._become)
        sys.alarm(duration)
        while True:
            try:
                return sys.waitpid(self._child)[1]
            except InterruptedError:
                continue

    def _become(self) -> int:
        self.p.sys.sigaction(Signal.SIGTTIN, SIG_DFL)
        self.p.sys.sigaction(Signal.SIGTTOU, SIG_DFL)
        try:
            execvp(self.p, self.command, self.p.env)
        except OSError as failed:
            self.p.err(f"timeout: failed to run command '{self.command[0]}': {failed.strerror}\n")
            return status_of(failed)

    def _on_signal(self, sig: int) -> None:
        """Pass a signal on to the command; the alarm's stands for the one to send."""
        if sig == Signal.SIGALRM:
            self.timed_out = True
            sig = self.signal
        if self.kill_after:
            self.signal = int(Signal.SIGKILL)
            self.p.sys.alarm(self.kill_after)
            self.kill_after = 0
        if self.verbose:
            self.p.err(f"timeout: sending signal {_name(sig)} to command '{self.command[0]}'\n")
        self._send(sig)
        if sig not in (Signal.SIGKILL, Signal.SIGCONT):
            self._send(Signal.SIGCONT)

    def _send(self, sig: int) -> None:
        try:
            self.p.sys.kill(self._child, sig)
        except OSError:  # it has just ended
            return
        if not self.foreground:
            if sig not in (0, Signal.SIGKILL, Signal.SIGSTOP):
                self.p.sys.sigaction(sig, SIG_IGN)
            self.p.sys.kill(0, sig)


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "k:s:v", tuple(LONG), USAGE, failure=EXIT_CANCELED, permute=False)
    if isinstance(parsed, int):
        return parsed
    options, words = parsed
    given = dict(short_names(options, LONG))
    if len(words) < 2:
        p.err("Try 'timeout --help' for more information.\n")
        return EXIT_CANCELED
    run = Timeout(p, words[1:], foreground="f" in given, verbose="v" in given)
    try:
        run.kill_after = _duration(given.get("k", "0"))
        run.signal = _signal(given.get("s", "TERM"))
        duration = _duration(words[0])
    except UsageError as error:
        return try_help(p, error, EXIT_CANCELED)
    return _status(p, run, run.run(duration), preserve="p" in given)


def _status(p: Process, run: Timeout, status: int, *, preserve: bool) -> int:
    """The exit status for the command's; a signal that ended the command by itself ends us too."""
    if not WIFSIGNALED(status):
        return WEXITSTATUS(status) if preserve or not run.timed_out else EXIT_TIMEDOUT
    sig = WTERMSIG(status)
    if not run.timed_out:
        if sig not in (Signal.SIGKILL, Signal.SIGSTOP):
            p.sys.sigaction(sig, SIG_DFL)
        p.sys.kill(p.sys.getpid(), sig)
    return 128 + sig if preserve or not run.timed_out or sig == Signal.SIGKILL else EXIT_TIMEDOUT


def _duration(text: str) -> int:
    duration = parse_duration(text)
    if duration is None:
        raise UsageError(f"invalid time interval '{text}'")
    return duration


def _signal(text: str) -> int:
    sig = signal_by_name(text)
    if sig is None:
        raise UsageError(f"'{text}': invalid signal")
    return sig


def _name(sig: int) -> str:
    return next((known.short for known in Signal if known == sig), str(sig))
