"""Telling the user what has become of jobs: before a prompt, after a command (bash jobs.c, notify_of_job_status)."""

from typing import TYPE_CHECKING

from kshell.shell.jobs.job import Job, signal_text
from kshell.uapi.signals import Signal

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

QUIET = (Signal.SIGINT, Signal.SIGPIPE, Signal.SIGTERM)


def notify_and_clean(shell: "Shell") -> None:
    """Say what has changed, and forget the jobs that have ended."""
    table = shell.jobs
    for job in list(table.jobs.values()):
        if not job.notified and not job.inherited and (job.dead or job.stopped):
            _notify(shell, job)
    table.clean()


def _notify(shell: "Shell", job: Job) -> None:
    table, killed = shell.jobs, shell.jobs.killed(job)
    if shell.startup == "script" and not killed and ((job.dead and not job.foreground) or job.stopped):
        return
    if shell.startup == "command" and shell.in_substitution:
        return
    if job.stopped:
        shell.p.err(f"\n{table.line(job)}{_where(shell, job)}")
    elif not shell.interactive and killed and killed not in QUIET and not shell.traps.is_trapped(killed):
        _mourn(shell, job, killed)
    elif job.foreground:
        if killed and killed not in (Signal.SIGINT, Signal.SIGPIPE):
            shell.p.err(f"{signal_text(killed)}\n")
    elif table.control:
        shell.p.err(table.line(job) + _where(shell, job))
    job.notified = True


def _where(shell: "Shell", job: Job) -> str:
    return f"(wd now: {shell.polite(shell.sys.getcwd())})\n" if shell.jobs.elsewhere(job) else ""


def _mourn(shell: "Shell", job: Job, killed: int) -> None:
    name = shell.source or shell.name
    shell.p.err(f"{name}: line {shell.line or 1}: {job.mourning(shell.jobs.elsewhere(job))}")
