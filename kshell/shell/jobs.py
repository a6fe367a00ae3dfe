"""Jobs: process groups, who has the terminal, what is said when one ends (bash jobs.c)."""

from typing import TYPE_CHECKING

from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import SIG_DFL, SIG_IGN
from kshell.uapi.wait import (
    WCONTINUED,
    WEXITSTATUS,
    WIFCONTINUED,
    WIFEXITED,
    WIFSTOPPED,
    WNOHANG,
    WSTOPSIG,
    WTERMSIG,
    WUNTRACED,
)

if TYPE_CHECKING:
    from kshell.shell.state import Shell

JOB_SIGNALS = (Signal.SIGTSTP, Signal.SIGTTIN, Signal.SIGTTOU)
SILENT = (Signal.SIGINT, Signal.SIGPIPE)


class Job:
    """A pipeline that was started: its processes with their wait statuses, None while they run."""

    def __init__(self, number: int, pgid: int, pids: list[int], text: str) -> None:
        self.number = number
        self.pgid = pgid
        self.text = text
        self.statuses: dict[int, int | None] = dict.fromkeys(pids)
        self.noted = True
        self.background = False

    @property
    def last(self) -> int | None:
        """The wait status of the last process."""
        return list(self.statuses.values())[-1]

    @property
    def running(self) -> bool:
        return any(status is None for status in self.statuses.values())

    @property
    def stopped(self) -> bool:
        return not self.running and any(s is not None and WIFSTOPPED(s) for s in self.statuses.values())

    @property
    def done(self) -> bool:
        return not self.running and not self.stopped

    def state(self) -> str:
        """What ``jobs`` says of it."""
        if self.running:
            return "Running"
        status = next((s for s in self.statuses.values() if s is not None and WIFSTOPPED(s)), self.last) or 0
        if WIFSTOPPED(status):
            return "Stopped" if WSTOPSIG(status) in (Signal.SIGTSTP,) else Signal(WSTOPSIG(status)).text
        if WIFEXITED(status):
            return "Done" if not WEXITSTATUS(status) else f"Exit {WEXITSTATUS(status)}"
        return signal_text(WTERMSIG(status))


def signal_text(number: int) -> str:
    """What bash calls a death by signal."""
    try:
        return Signal(number).text
    except ValueError:
        return f"Unknown signal {number}"


def exit_status(status: int) -> int:
    """$? for a wait status."""
    if WIFEXITED(status):
        return WEXITSTATUS(status)
    if WIFSTOPPED(status):
        return 128 + WSTOPSIG(status)
    return 128 + WTERMSIG(status)


class Jobs:
    """The jobs of one shell, oldest first."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell
        self.jobs: list[Job] = []
        self._recent: list[int] = []
        self._reaped: dict[int, int] = {}

    # -- signals

    def take_terminal(self) -> None:
        """An interactive shell minds its own signals."""
        sys = self._shell.sys
        for sig in (*JOB_SIGNALS, Signal.SIGQUIT, Signal.SIGTERM):
            sys.sigaction(sig, SIG_IGN)
        sys.sigaction(Signal.SIGINT, self._interrupt)

    def _interrupt(self, sig: int) -> None:
        self._shell.interrupted = True

    def reset_signals(self) -> None:
        """A child of an interactive shell."""
        for sig in (*JOB_SIGNALS, Signal.SIGQUIT, Signal.SIGTERM, Signal.SIGINT):
            self._shell.sys.sigaction(sig, SIG_DFL)

    # -- starting

    def add(self, pgid: int, pids: list[int], text: str) -> Job:
        """A new job with the next number."""
        number = max((job.number for job in self.jobs), default=0) + 1
        job = Job(number, pgid, pids, text)
        self.jobs.append(job)
        self._recent.append(number)
        return job

    def remove(self, job: Job) -> None:
        """Forget a job."""
        if job in self.jobs:
            self.jobs.remove(job)
            self._recent.remove(job.number)

    def touch(self, job: Job) -> None:
        """Make a job the current one."""
        self._recent.remove(job.number)
        self._recent.append(job.number)

    # -- waiting

    def wait_for(self, pid: int) -> int:
        """Wait for one child of ours; its exit status."""
        while pid not in self._reaped:
            try:
                found, status = self._shell.sys.waitpid(pid)
            except InterruptedError:
                continue
            except OSError:
                return 127
            self._note(found, status)
        return exit_status(self._reaped.pop(pid))

    def foreground(self, job: Job) -> int:
        """Wait until a job ends or stops; its exit status, with what bash prints about it."""
        shell = self._shell
        options = WUNTRACED if shell.job_control else 0
        while job.running:
            waiting = next(pid for pid, status in job.statuses.items() if status is None)
            try:
                found, status = shell.sys.waitpid(-job.pgid if shell.job_control else waiting, options)
            except InterruptedError:
                continue
            except OSError:
                break
            self._note(found, status)
            if found in job.statuses:
                job.statuses[found] = status
        if shell.job_control:
            shell.sys.tcsetpgrp(0, shell.sys.getpgid())
        return self._conclude(job)

    def _conclude(self, job: Job) -> int:
        shell, status = self._shell, job.last or 0
        if job.stopped:
            job.background = True
            job.noted = True
            self.touch(job)
            shell.p.err(f"\n{self.line(job)}\n")
            return exit_status(next(s for s in job.statuses.values() if s is not None and WIFSTOPPED(s)))
        self.remove(job)
        if not WIFEXITED(status):
            self._mourn(job, WTERMSIG(status))
        return exit_status(status)

    def _mourn(self, job: Job, number: int) -> None:
        shell = self._shell
        if number == Signal.SIGINT:
            if shell.interactive:
                shell.p.err("\n")
                shell.interrupted = True
        elif number not in SILENT:
            if shell.interactive:
                shell.p.err(f"{signal_text(number)}\n")
            else:
                pid = list(job.statuses)[-1]
                shell.complain(f"{pid:>5} {signal_text(number):<24}{job.text}")

    def _note(self, pid: int, status: int) -> None:
        if WIFCONTINUED(status):
            for job in self.jobs:
                if pid in job.statuses:
                    job.statuses[pid] = None
            return
        if not WIFSTOPPED(status):
            self._reaped[pid] = status
        for job in self.jobs:
            if pid in job.statuses:
                job.statuses[pid] = status
                job.noted = False

    def poll(self) -> None:
        """Learn what has become of the jobs, without waiting."""
        while True:
            try:
                pid, status = self._shell.sys.waitpid(-1, WNOHANG | WUNTRACED | WCONTINUED)
            except OSError:
                return
            if not pid:
                return
            self._note(pid, status)

    def notify(self) -> None:
        """Before a prompt: say which background jobs have changed, and forget those that have ended."""
        self.poll()
        for job in list(self.jobs):
            if not job.noted and not job.running:
                job.noted = True
                if self._shell.interactive:
                    self._shell.p.err(f"{self.line(job)}\n")
            if job.done:
                self.remove(job)

    # -- naming

    def mark(self, job: Job) -> str:
        """``+`` for the current job, ``-`` for the previous."""
        order = sorted(self._recent, key=lambda n: (self._by_number(n).stopped, self._recent.index(n)))
        if order and order[-1] == job.number:
            return "+"
        return "-" if len(order) > 1 and order[-2] == job.number else " "

    def _by_number(self, number: int) -> Job:
        return next(job for job in self.jobs if job.number == number)

    def line(self, job: Job, *, pid: bool = False) -> str:
        """``[1]+  Running                 sleep 100 &``"""
        number = f"{job.pgid} " if pid else ""
        tail = " &" if job.running else ""
        return f"[{job.number}]{self.mark(job)} {' ' if not pid else ''}{number:>6}{job.state():<24}{job.text}{tail}"

    def find(self, spec: str) -> Job | None:
        """The job behind %1, %%, %+, %-, %name or %?text."""
        body = spec.removeprefix("%")
        for job in reversed(self.jobs):
            if body.isdigit() and job.number == int(body):
                return job
            if body in ("", "%", "+") and self.mark(job) == "+":
                return job
            if body == "-" and self.mark(job) == "-":
                return job
            if body and not body.isdigit() and body[0] not in "%+-":
                if body.startswith("?") and body[1:] in job.text:
                    return job
                if job.text.startswith(body):
                    return job
        return None
