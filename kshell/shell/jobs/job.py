"""One job: the processes of a pipeline, and how a line of ``jobs`` shows it."""

from kshell.uapi.signals import SIGRTMAX, SIGRTMIN, Signal
from kshell.uapi.wait import WEXITSTATUS, WIFEXITED, WIFSIGNALED, WIFSTOPPED, WSTOPSIG, WTERMSIG

STATUS_WIDTH = 24


def signal_text(number: int) -> str:
    """What bash calls a signal that ended or stopped a process."""
    if SIGRTMIN <= number <= SIGRTMAX:
        return f"Real-time signal {number - SIGRTMIN}"
    try:
        return Signal(number).text
    except ValueError:
        return f"Unknown signal {number}"


def exit_status(status: int) -> int:
    """$? for a wait status."""
    if WIFEXITED(status):
        return WEXITSTATUS(status)
    return 128 + (WSTOPSIG(status) if WIFSTOPPED(status) else WTERMSIG(status))


class Process:
    """A child: its wait status, None while it runs, and its part of the command."""

    __slots__ = ("pid", "status", "text")

    def __init__(self, pid: int, text: str) -> None:
        self.pid = pid
        self.text = text
        self.status: int | None = None

    def copy(self) -> "Process":
        other = Process(self.pid, self.text)
        other.status = self.status
        return other


class Job:
    """A pipeline that was started.

    ``notified``: the user knows its state; ``controlled``: it has its own group; ``inherited``: by a subshell, which
    only lists it.
    """

    def __init__(self, number: int, pgid: int, processes: list[Process], directory: str, *, controlled: bool) -> None:
        self.number = number
        self.pgid = pgid
        self.processes = processes
        self.directory = directory
        self.controlled = controlled
        self.foreground = True
        self.notified = False
        self.hang_up = True
        self.inherited = False

    def copy(self) -> "Job":
        """The job as a subshell sees it: how it stood when the subshell began."""
        processes = [process.copy() for process in self.processes]
        other = Job(self.number, self.pgid, processes, self.directory, controlled=self.controlled)
        other.foreground, other.notified, other.inherited = self.foreground, self.notified, True
        return other

    @property
    def text(self) -> str:
        """The whole command."""
        return " | ".join(process.text for process in self.processes)

    @property
    def last(self) -> Process:
        return self.processes[-1]

    @property
    def running(self) -> bool:
        return any(process.status is None for process in self.processes)

    @property
    def stopped(self) -> bool:
        return not self.running and any(WIFSTOPPED(process.status or 0) for process in self.processes)

    @property
    def dead(self) -> bool:
        return not self.running and not self.stopped

    def deciding(self, *, pipefail: bool) -> int:
        """The wait status that the job's exit status comes from: the last process's, or the last failure."""
        statuses = [process.status or 0 for process in self.processes]
        if pipefail:
            return next((status for status in reversed(statuses) if status), statuses[-1])
        return statuses[-1]

    def any_killed_by(self, number: int) -> bool:
        """Whether a signal has ended one of its processes."""
        return any(WIFSIGNALED(p.status or 0) and WTERMSIG(p.status or 0) == number for p in self.processes)

    def find(self, pid: int) -> Process | None:
        """The process with this number."""
        return next((process for process in self.processes if process.pid == pid), None)

    def mark_running(self) -> None:
        """What was stopped goes on, in the background unless it is said otherwise; the user knows."""
        for process in self.processes:
            if WIFSTOPPED(process.status or 0):
                process.status = None
        self.notified = True

    # -- showing

    def _word(self, process: Process, *, long: bool) -> str:
        status = process.status or 0
        if self.stopped and not long:
            return "Stopped"
        if self.running:
            return "Running"
        if WIFSTOPPED(status):
            return signal_text(WSTOPSIG(status))
        if WIFSIGNALED(status):
            return signal_text(WTERMSIG(status))
        return f"Exit {WEXITSTATUS(status)}" if WEXITSTATUS(status) else "Done"

    def line(self, mark: str, where: str, *, long: bool = False) -> str:
        """``[1]+  Running                 sleep 100 &``; with ``long`` a line for each process, with its number.

        ``where`` is the directory it was started in, if that is to be told.
        """
        return f"[{self.number}]{mark} " + self._pipeline(where, long=long)

    def mourning(self, where: str) -> str:
        """What a script's shell says behind its name of a job that a signal ended."""
        return self._pipeline(where, long=True)

    def _pipeline(self, where: str, *, long: bool) -> str:
        out, first = "", self.processes[0]
        for process in self.processes:
            if process is not first:
                out += "     " if long else " |"
            out += f"{process.pid:5d} " if long else " "
            if process is first:
                out += f"{self._word(process if long else self.last, long=long):<{STATUS_WIDTH}}"
            elif long:
                same = process.status == first.status
                word = "" if same else self._word(process, long=True)
                out += f"{word}{'':{STATUS_WIDTH - (len(word) or 2)}}| "
            out += process.text
            if process is self.last:
                out += " &" if self.running and not self.foreground else ""
                out += f"  (wd: {where})" if where else ""
            if long or process is self.last:
                out += "\n"
        return out
