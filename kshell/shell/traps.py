"""What a shell does about signals: traps, ^C, and what its children find (bash sig.c, trap.c)."""

import re
from typing import TYPE_CHECKING

from kshell.uapi.signals import SIGRTMAX, SIGRTMIN, Signal, signal_by_name
from kshell.uapi.syscalls import SIG_DFL, SIG_IGN

if TYPE_CHECKING:
    from kshell.shell.jobs.job import Job
    from kshell.shell.shell import Shell

PSEUDO = ("EXIT", "DEBUG", "ERR", "RETURN")
JOB_SIGNALS = (Signal.SIGTSTP, Signal.SIGTTIN, Signal.SIGTTOU)
SHELL_SIGNALS = (*JOB_SIGNALS, Signal.SIGQUIT, Signal.SIGTERM, Signal.SIGINT)

_REAL_TIME = re.compile(r"(?:SIG)?RT(MIN|MAX)(?:([+-])(\d+))?")


def signal_name(number: int) -> str:
    """``SIGINT`` for 2; ``EXIT`` for 0."""
    if not number:
        return "EXIT"
    if number < 32:
        return Signal(number).name
    low, high = number - SIGRTMIN, SIGRTMAX - number
    if low <= 15:
        return f"SIGRTMIN+{low}" if low else "SIGRTMIN"
    return f"SIGRTMAX-{high}" if high else "SIGRTMAX"


def signal_number(spec: str) -> int | None:
    """The number behind ``9``, ``KILL``, ``SIGKILL``, ``RTMIN+3`` or ``EXIT``; None when there is no such signal."""
    if spec.isdecimal():
        number = int(spec)
        return number if number <= SIGRTMAX and number not in (32, 33) else None
    match = _REAL_TIME.fullmatch(spec.upper())
    if match is not None:
        offset = int(match[3] or 0)
        number = SIGRTMIN + offset if match[1] == "MIN" else SIGRTMAX - offset
        return number if SIGRTMIN <= number <= SIGRTMAX else None
    return signal_by_name(spec)


class Traps:
    """``actions`` are by name (``SIGINT``, ``EXIT``); ``pending`` are those whose signal has come."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell
        self.actions: dict[str, str] = {}
        self.inherited: dict[str, str] = {}
        self.pending: list[str] = []
        self.interrupted = False
        self.running: list[str] = []
        self._sigint_while_waiting = False

    def copy(self, shell: "Shell") -> "Traps":
        """A subshell's: what was ignored stays so, the rest acts no more and is only listed."""
        other = Traps(shell)
        other.actions = {name: action for name, action in self.actions.items() if not action}
        other.inherited = dict(self.actions) or dict(self.inherited)
        return other

    # -- setting

    def listed(self) -> dict[str, str]:
        """What ``trap`` shows."""
        return self.actions if self.actions or not self.inherited else self.inherited

    def set(self, number: int, name: str, action: str | None) -> None:
        """Let a signal run an action, do nothing (""), or act as it does by itself (None)."""
        self.inherited = {}
        if action is None:
            self.actions.pop(name, None)
        else:
            self.actions[name] = action
        if not number or name in PSEUDO or number in (Signal.SIGKILL, Signal.SIGSTOP):
            return
        sys = self._shell.sys
        if action is None:
            self._original(number)
        elif action:
            sys.sigaction(number, lambda sig: self.pending.append(name))
        else:
            sys.sigaction(number, SIG_IGN)

    def is_trapped(self, number: int) -> bool:
        """Whether a signal runs an action."""
        return bool(self.actions.get(signal_name(number)))

    def _original(self, number: int) -> None:
        sys = self._shell.sys
        if self._shell.interactive and number == Signal.SIGINT:
            sys.sigaction(number, self._interrupt)
        elif self._shell.interactive and number in SHELL_SIGNALS:
            sys.sigaction(number, SIG_IGN)
        else:
            sys.sigaction(number, SIG_DFL)

    # -- the shell itself

    def begin_interactive(self) -> None:
        """An interactive shell minds its own signals."""
        for number in SHELL_SIGNALS:
            self._original(number)

    def _interrupt(self, number: int) -> None:
        """SIGINT; a child that gets it before it has its own signals in order dies of it."""
        sys = self._shell.sys
        if sys.getpid() != self._shell.pid:
            sys.sigaction(number, SIG_DFL)
            sys.kill(sys.getpid(), number)
        self.interrupted = True

    def begin_child(self, *, background: bool) -> None:
        """Called first in a forked child: signals act as in any program again.

        ``background`` without job control: ^C and ^\\ are not for it.
        """
        sys = self._shell.sys
        for number in SHELL_SIGNALS:
            if self.actions.get(number.name) != "":
                sys.sigaction(number, SIG_DFL)
        for name, action in self.inherited.items():
            trapped = signal_number(name)
            if trapped and action:
                sys.sigaction(trapped, SIG_DFL)
        if background:
            sys.sigaction(Signal.SIGINT, SIG_IGN)
            sys.sigaction(Signal.SIGQUIT, SIG_IGN)

    # -- ^C while a script waits for a command

    def while_waiting(self) -> bool:
        """A script's shell does not die of ^C before its command has; whether this was arranged."""
        if self._shell.interactive or "SIGINT" in self.actions:
            return False
        self._sigint_while_waiting = False
        sys = self._shell.sys
        old = sys.sigaction(Signal.SIGINT, self._note_sigint)
        if old != SIG_DFL:
            sys.sigaction(Signal.SIGINT, old)
            return False
        return True

    def _note_sigint(self, number: int) -> None:
        self._sigint_while_waiting = True

    def waited(self, arranged: bool, job: "Job") -> None:
        """The command has ended: if both got a ^C and it died of that, so does the shell."""
        if not arranged:
            return
        sys = self._shell.sys
        sys.sigaction(Signal.SIGINT, SIG_DFL)
        if self._sigint_while_waiting and self._shell.jobs.killed(job) == Signal.SIGINT:
            sys.kill(sys.getpid(), Signal.SIGINT)
