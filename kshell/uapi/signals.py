"""Linux signal numbers on x86, and what strsignal(3) and bash call them (signal(7))."""

from enum import IntEnum


class Signal(IntEnum):
    """A signal number; ``.text`` is strsignal(3)'s word for it."""

    text: str

    def __new__(cls, number: int, text: str = "") -> "Signal":
        member = int.__new__(cls, number)
        member._value_ = number
        member.text = text
        return member

    SIGHUP = 1, "Hangup"
    SIGINT = 2, "Interrupt"
    SIGQUIT = 3, "Quit"
    SIGILL = 4, "Illegal instruction"
    SIGTRAP = 5, "Trace/breakpoint trap"
    SIGABRT = 6, "Aborted"
    SIGBUS = 7, "Bus error"
    SIGFPE = 8, "Floating point exception"
    SIGKILL = 9, "Killed"
    SIGUSR1 = 10, "User defined signal 1"
    SIGSEGV = 11, "Segmentation fault"
    SIGUSR2 = 12, "User defined signal 2"
    SIGPIPE = 13, "Broken pipe"
    SIGALRM = 14, "Alarm clock"
    SIGTERM = 15, "Terminated"
    SIGSTKFLT = 16, "Stack fault"
    SIGCHLD = 17, "Child exited"
    SIGCONT = 18, "Continued"
    SIGSTOP = 19, "Stopped (signal)"
    SIGTSTP = 20, "Stopped"
    SIGTTIN = 21, "Stopped (tty input)"
    SIGTTOU = 22, "Stopped (tty output)"
    SIGURG = 23, "Urgent I/O condition"
    SIGXCPU = 24, "CPU time limit exceeded"
    SIGXFSZ = 25, "File size limit exceeded"
    SIGVTALRM = 26, "Virtual timer expired"
    SIGPROF = 27, "Profiling timer expired"
    SIGWINCH = 28, "Window changed"
    SIGIO = 29, "I/O possible"
    SIGPWR = 30, "Power failure"
    SIGSYS = 31, "Bad system call"

    @property
    def short(self) -> str:
        """The name without SIG, as kill -l of procps writes it."""
        return self.name[3:]


SIGRTMIN = 34
SIGRTMAX = 64

IGNORED_BY_DEFAULT = frozenset({Signal.SIGCHLD, Signal.SIGCONT, Signal.SIGURG, Signal.SIGWINCH})
STOPS_BY_DEFAULT = frozenset({Signal.SIGSTOP, Signal.SIGTSTP, Signal.SIGTTIN, Signal.SIGTTOU})


def signal_by_name(name: str) -> int | None:
    """The number behind ``9``, ``KILL``, ``SIGKILL`` or ``kill``; None when there is no such signal."""
    if name.isdigit():
        return int(name) if int(name) <= SIGRTMAX else None
    plain = name.upper().removeprefix("SIG")
    for member in Signal:
        if member.short == plain:
            return int(member)
    return 0 if plain == "EXIT" else None
