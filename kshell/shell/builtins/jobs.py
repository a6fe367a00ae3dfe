"""Builtins about jobs (bash builtins/jobs.def, fg_bg.def, wait.def)."""

from contextlib import suppress

from kshell.shell.builtins.call import Call, Usage
from kshell.shell.execute.pipeline import wait_for
from kshell.shell.execute.program import look_up
from kshell.shell.jobs.job import Job, exit_status
from kshell.shell.jobs.notify import notify_and_clean
from kshell.shell.jobs.spec import find_job
from kshell.uapi.signals import Signal

NOT_A_CHILD = 127


def _jobs(call: Call) -> int:
    shell = call.shell
    options = call.flags("lpnxrs")
    if "x" in options:
        return _jobs_x(call)
    shell.jobs.poll()
    chosen, status = list(shell.jobs.jobs.values()), 0
    if call.args:
        found = [find_job(call, spec) for spec in call.args]
        status = int(None in found)
        chosen = [job for job in found if job is not None]
    for job in chosen:
        if ("r" in options and not job.running) or ("s" in options and not job.stopped):
            continue
        if "n" in options and job.notified:
            continue
        if "p" in options:
            call.out(f"{job.processes[0].pid}\n")
        else:
            call.out(shell.jobs.line(job, long="l" in options))
        job.notified = True
    shell.jobs.clean()
    return status


def _jobs_x(call: Call) -> int:
    """jobs -x command: job specifications become process groups."""
    words = list[str]()
    for word in call.args:
        job = find_job(call, word) if word.startswith("%") else None
        words.append(str(job.pgid) if job is not None else word)
    return call.shell.executor.run_program(words, look_up(call.shell, words[0])) if words else 0


def _pick(call: Call, spec: str) -> Job | None:
    """The job that fg and bg are about; None after a message."""
    shell = call.shell
    shell.jobs.poll()
    if not spec and not shell.jobs.current:
        call.complain("current: no such job")
        return None
    job = find_job(call, spec or "%%", bare=True)
    if job is not None and not job.controlled:
        call.complain(f"job {job.number} started without job control")
        return None
    return job


def _controlled(call: Call) -> bool:
    if not call.shell.jobs.control:
        call.complain("no job control")
    return call.shell.jobs.control


def _fg(call: Call) -> int:
    shell = call.shell
    if not _controlled(call):
        return 1
    call.options("")
    job = _pick(call, call.args[0] if call.args else "")
    if job is None:
        return 1
    if job.dead:
        call.complain("job has terminated")
        return 1
    shell.jobs.set_current(job)
    call.out(f"{job.text}{_where(call, job)}\n")
    job.foreground = True
    shell.jobs.terminal.give(job.pgid)
    _continue(call, job)
    return wait_for(shell, job)


def _where(call: Call, job: Job) -> str:
    directory = call.shell.jobs.elsewhere(job)
    return f"\t(wd: {directory})" if directory else ""


def _bg(call: Call) -> int:
    shell = call.shell
    if not _controlled(call):
        return 1
    call.options("")
    status = 0
    for spec in call.args or [""]:
        job = _pick(call, spec)
        if job is None:
            status = 1
        elif job.running:
            call.complain(f"job {job.number} already in background")
        elif job.dead:
            call.complain("job has terminated")
            status = 1
        else:
            shell.jobs.set_current(job)
            job.foreground = False
            shell.last_background = job.last.pid
            mark = shell.jobs.mark(job)
            call.out(f"[{job.number}]{mark} {job.text}{_where(call, job)} &\n")
            _continue(call, job)
    return status


def _continue(call: Call, job: Job) -> None:
    job.mark_running()
    with suppress(OSError):  # all its processes may have just ended; the wait will tell
        call.shell.sys.kill(-job.pgid, Signal.SIGCONT)


# -- wait


def _wait(call: Call) -> int:
    shell = call.shell
    options = dict(call.options("fnp:"))
    if "p" in options:
        with suppress(KeyError):
            del shell.variables.table[options["p"]]
    try:
        if "n" in options:
            return _wait_any(call, options.get("p", ""))
        if not call.args:
            return _wait_all(call)
        status = 0
        for spec in call.args:
            status = _wait_one(call, spec, options.get("p", ""))
        return status
    except InterruptedError:
        name = shell.traps.pending[0] if shell.traps.pending else "SIGINT"
        return 128 + next((int(sig) for sig in Signal if sig.name == name), 0)


def _wait_all(call: Call) -> int:
    shell = call.shell
    shell.jobs.poll()
    for job in list(shell.jobs.jobs.values()):
        if not job.running:
            job.notified = job.notified or job.dead
            continue
        for process in job.processes:
            if job.running:
                shell.jobs.wait_pid(process.pid)
        if not shell.interactive and not shell.jobs.killed(job):
            job.notified = True
    notify_and_clean(shell)
    shell.jobs.remembered.clear()
    return 0


def _wait_any(call: Call, variable: str) -> int:
    shell = call.shell
    while True:
        dead = next((job for job in shell.jobs.jobs.values() if job.dead and not job.notified), None)
        if dead is not None:
            return _ended(call, dead, variable)
        if not any(job.running for job in shell.jobs.jobs.values()):
            return NOT_A_CHILD
        if not shell.jobs.reap_one():
            return NOT_A_CHILD


def _ended(call: Call, job: Job, variable: str = "") -> int:
    """A job has ended: tell of it, forget it; its status."""
    shell = call.shell
    status = exit_status(job.deciding(pipefail=shell.options.pipefail))
    if variable:
        shell.variables.set(variable, str(job.last.pid))
    if not shell.interactive:
        job.notified = not shell.jobs.killed(job)
    notify_and_clean(shell)
    return status


def _wait_one(call: Call, spec: str, variable: str) -> int:
    shell = call.shell
    if spec.isdecimal():
        status = shell.jobs.wait_pid(int(spec))
        if status is None:
            call.complain(f"pid {spec} is not a child of this shell")
            return NOT_A_CHILD
        job = shell.jobs.find_pid(int(spec))
        if variable:
            shell.variables.set(variable, spec)
        if job is not None and job.dead:
            _ended(call, job)
        return exit_status(status)
    if not spec.startswith("%"):
        call.complain(f"`{spec}': not a pid or valid job spec")
        return 1
    found = find_job(call, spec)
    if found is None:
        return NOT_A_CHILD
    for process in found.processes:
        shell.jobs.wait_pid(process.pid)
    if found.stopped:
        return exit_status(found.last.status or 0)
    return _ended(call, found, variable)


# -- disown, suspend


def _disown(call: Call) -> int:
    options, shell, status = call.flags("har"), call.shell, 0
    jobs = list(shell.jobs.jobs.values())
    if not call.args and ("a" in options or "r" in options):
        for job in jobs:
            if "r" not in options or job.running:
                _let_go(call, job, keep="h" in options)
        return 0
    for spec in call.args or [""]:
        if not spec and not shell.jobs.current:
            call.complain("current: no such job")
            return 1
        found = shell.jobs.find_pid(int(spec)) if spec.isdecimal() else find_job(call, spec or "%%")
        if found is None:
            if spec.isdecimal():
                call.complain(f"{spec}: no such job")
            status = 1
        else:
            _let_go(call, found, keep="h" in options)
    return status


def _let_go(call: Call, job: Job, *, keep: bool) -> None:
    if keep:
        job.hang_up = False
    else:
        call.shell.jobs.delete(job)


def _suspend(call: Call) -> int:
    options, shell = call.flags("f"), call.shell
    if call.args:
        raise Usage
    if not shell.jobs.control and not options:
        call.complain("cannot suspend: no job control")
        return 1
    if shell.login and not options:
        call.complain("cannot suspend a login shell")
        return 1
    shell.jobs.terminal.give(shell.original_group or shell.sys.getpgid())
    shell.sys.kill(shell.sys.getpid(), Signal.SIGSTOP)
    shell.jobs.terminal.take_back()
    return 0


BUILTINS = {
    "jobs": _jobs, "fg": _fg, "bg": _bg, "wait": _wait, "disown": _disown, "suspend": _suspend,
}  # fmt: skip
