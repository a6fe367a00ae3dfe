"""The jobs of one shell: starting, waiting, stopping, and the order of + and - (bash jobs.c)."""

from typing import TYPE_CHECKING

from kshell.shell.jobs.job import Job, Process, exit_status
from kshell.shell.jobs.terminal import Terminal
from kshell.uapi.signals import Signal
from kshell.uapi.wait import (
    WCONTINUED,
    WIFCONTINUED,
    WIFSIGNALED,
    WIFSTOPPED,
    WNOHANG,
    WSTOPSIG,
    WTERMSIG,
    WUNTRACED,
)

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

REMEMBERED = 1024


class JobTable:
    """Jobs by number. ``control``: each has a process group of its own, and the terminal is handed around."""

    def __init__(self, shell: "Shell", *, control: bool) -> None:
        self._shell = shell
        self.control = control
        self.terminal = Terminal(shell.sys)
        self.jobs: dict[int, Job] = {}
        self.current = 0
        self.previous = 0
        self.remembered: dict[int, int] = {}

    def copy(self, shell: "Shell") -> "JobTable":
        """A subshell's table: it lists the shell's jobs, and has no control over any."""
        other = JobTable(shell, control=False)
        other.terminal = self.terminal
        other.jobs = {number: job.copy() for number, job in self.jobs.items()}
        other.current, other.previous = self.current, self.previous
        return other

    def forget(self) -> None:
        """A subshell that has nothing to do with its shell's jobs (without_job_control)."""
        self.jobs.clear()
        self.current = self.previous = 0

    # -- starting

    def add(self, pids: list[int], texts: list[str], *, background: bool) -> Job:
        """Enter a pipeline that has been started."""
        number = max(self.jobs, default=0) + 1
        processes = [Process(pid, text) for pid, text in zip(pids, texts, strict=True)]
        job = Job(number, pids[0], processes, self._shell.sys.getcwd(), controlled=self.control)
        self.jobs[number] = job
        if background:
            job.foreground = False
            self._shell.last_background = pids[-1]
            self.reset_current()
        return job

    # -- waiting

    def wait_foreground(self, job: Job) -> int:
        """Wait until a job ends or stops; its wait status. The terminal comes back to the shell."""
        shell = self._shell
        with_signals = shell.traps.while_waiting()
        while job.running:
            if not self._reap(block=True):
                break
        shell.traps.waited(with_signals, job)
        if self.control and job.controlled:
            self.terminal.take_back()
        status = job.deciding(pipefail=shell.options.pipefail)
        shell.pipe_status = [exit_status(process.status or 0) for process in job.processes]
        return status

    def wait_pid(self, pid: int) -> int | None:
        """Wait for one child; its wait status, None if there is no such child. InterruptedError by a trapped signal."""
        while True:
            if pid in self.remembered and self.find_pid(pid) is None:
                return self.remembered[pid]
            job = self.find_pid(pid)
            process = job.find(pid) if job is not None else None
            if process is None:
                return None
            if process.status is not None and not WIFSTOPPED(process.status):
                return process.status
            if not self._reap(block=True, interruptible=True):
                return None

    def reap_one(self) -> bool:
        """Wait for any child; whether there was one. InterruptedError by a trapped signal."""
        return self._reap(block=True, interruptible=True)

    def poll(self) -> None:
        """Learn what has become of children, without waiting."""
        self._reap(block=False)

    def _reap(self, *, block: bool, interruptible: bool = False) -> bool:
        """Take note of what children there are to tell of, waiting for the first; whether there were any (waitchld)."""
        found = False
        while (event := self._next(block=block and not found, interruptible=interruptible)) is not None:
            found = True
            self._changed(*event)
        if found and interruptible and self._shell.traps.pending:
            raise InterruptedError
        return found

    def _next(self, *, block: bool, interruptible: bool) -> tuple[int, int] | None:
        """(pid, wait status) of a child that has ended, stopped or gone on; None if there is none."""
        options = (WUNTRACED | WCONTINUED if self.control else 0) | (0 if block else WNOHANG)
        while True:
            try:
                pid, status = self._shell.sys.waitpid(-1, options)
            except InterruptedError:
                if interruptible and (self._shell.traps.pending or self._shell.traps.interrupted):
                    raise
                continue
            except OSError:
                return None
            return (pid, status) if pid else None

    def _changed(self, pid: int, status: int) -> None:
        job = self.find_pid(pid)
        process = job.find(pid) if job is not None else None
        if job is None or process is None:
            return
        if WIFCONTINUED(status):
            was_stopped = job.stopped
            job.mark_running()
            if was_stopped:
                self.reset_current()
            return
        process.status = status
        if not WIFSTOPPED(status) and not job.foreground:
            self.remember(pid, status)
        if job.running:
            return
        job.notified = False
        if job.stopped:
            job.foreground = False
            self.set_current(job)
            if WIFSTOPPED(status) and WSTOPSIG(status) == Signal.SIGTSTP and self._shell.loops:
                self._shell.break_loops = True

    def remember(self, pid: int, status: int) -> None:
        """Keep how a background process ended, for a later ``wait``."""
        self.remembered[pid] = status
        if len(self.remembered) > REMEMBERED:
            del self.remembered[next(iter(self.remembered))]

    # -- + and -

    def _last(self, *, stopped: bool, before: int | None = None) -> int:
        """The newest stopped or running job, older than ``before``; 0 if there is none."""
        candidates = [n for n, job in self.jobs.items() if (before is None or n < before)
                      and (job.stopped if stopped else job.running)]  # fmt: skip
        return max(candidates, default=0)

    def _is_stopped(self, number: int) -> bool:
        return number in self.jobs and self.jobs[number].stopped

    def set_current(self, job: Job) -> None:
        """Make a job the current one, and choose the previous one."""
        if self.current != job.number:
            self.previous, self.current = self.current, job.number
        if self.previous != self.current and self._is_stopped(self.previous):
            return
        candidate = self._last(stopped=True, before=job.number) if job.stopped else 0
        if not candidate:
            candidate = self._last(stopped=False, before=job.number if job.running else None)
        self.previous = candidate or self.current

    def reset_current(self) -> None:
        """Choose the current job anew: a stopped one comes first."""
        candidate = next((n for n in (self.current, self.previous) if self._is_stopped(n)), 0)
        candidate = candidate or self._last(stopped=True) or self._last(stopped=False)
        if candidate:
            self.set_current(self.jobs[candidate])
        else:
            self.current = self.previous = 0

    def mark(self, job: Job) -> str:
        """``+`` for the current job, ``-`` for the previous."""
        return "+" if job.number == self.current else "-" if job.number == self.previous else " "

    def delete(self, job: Job) -> None:
        """Forget a job."""
        self.jobs.pop(job.number, None)
        if job.number in (self.current, self.previous):
            self.reset_current()

    # -- naming

    def find_pid(self, pid: int) -> Job | None:
        """The job of a process."""
        return next((job for job in self.jobs.values() if job.find(pid) is not None), None)

    def line(self, job: Job, *, long: bool = False) -> str:
        """A job as ``jobs`` shows it."""
        return job.line(self.mark(job), self.elsewhere(job), long=long)

    def elsewhere(self, job: Job) -> str:
        """The directory that a job was started in, if the shell has left it."""
        return "" if job.directory == self._shell.sys.getcwd() else self._shell.polite(job.directory)

    def clean(self) -> None:
        """Forget the dead jobs that the user knows of."""
        for job in list(self.jobs.values()):
            if job.dead and job.notified:
                self.delete(job)

    def killed(self, job: Job) -> int:
        """The signal that ended a dead job, or 0."""
        status = job.deciding(pipefail=self._shell.options.pipefail)
        return WTERMSIG(status) if job.dead and WIFSIGNALED(status) else 0
