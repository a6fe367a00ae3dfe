"""Whether an interactive shell may end now: stopped jobs are mentioned once (bash builtins/exit.def)."""

from kshell.shell.shell import Shell


def may_leave(shell: Shell) -> bool:
    """False after a message when there are stopped jobs and the last command did not tell of them already."""
    warned, shell.last_builtin = shell.last_builtin, "exit"
    if warned in ("exit", "logout", "jobs"):
        return True
    stopped = [job for job in shell.jobs.jobs.values() if job.stopped]
    running = [job for job in shell.jobs.jobs.values() if job.running]
    checks = shell.options.shopt["checkjobs"]
    if stopped:
        shell.p.err("There are stopped jobs.\n")
    elif running and checks:
        shell.p.err("There are running jobs.\n")
    else:
        return True
    if checks:
        for job in shell.jobs.jobs.values():
            shell.p.err(shell.jobs.line(job))
    return False
