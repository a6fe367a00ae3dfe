"""Builtins about jobs and signals."""

from contextlib import suppress

from kshell.shell.jobs import Job, exit_status
from kshell.shell.state import Shell
from kshell.uapi.errno import Errno
from kshell.uapi.signals import SIGRTMAX, SIGRTMIN, Signal, signal_by_name
from kshell.uapi.wait import WIFEXITED

KILL_USAGE = "kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n"


def _jobs(shell: Shell, words: list[str]) -> int:
    shell.jobs.poll()
    letters = "".join(word[1:] for word in words[1:] if word.startswith("-"))
    specs = [word for word in words[1:] if not word.startswith("-")]
    status = 0
    chosen = list(shell.jobs.jobs)
    if specs:
        chosen = []
        for spec in specs:
            job = shell.jobs.find(spec)
            if job is None:
                shell.complain(f"jobs: {spec}: no such job")
                status = 1
            else:
                chosen.append(job)
    for job in chosen:
        if ("r" in letters and not job.running) or ("s" in letters and not job.stopped):
            continue
        shell.p.out(f"{job.pgid}\n" if "p" in letters else f"{shell.jobs.line(job, pid='l' in letters)}\n")
    for job in chosen:
        if job.done:
            shell.jobs.remove(job)
        job.noted = True
    return status


def _pick(shell: Shell, words: list[str]) -> Job | None:
    """The job that fg and bg are about, after a message if there is none."""
    if not shell.job_control:
        shell.complain(f"{words[0]}: no job control")
        return None
    shell.jobs.poll()
    spec = words[1] if len(words) > 1 else "%%"
    job = shell.jobs.find(spec)
    if job is None:
        shell.complain(f"{words[0]}: {'current' if len(words) < 2 else spec}: no such job")
    return job


def _fg(shell: Shell, words: list[str]) -> int:
    job = _pick(shell, words)
    if job is None:
        return 1
    if job.done:
        shell.complain("fg: job has terminated")
        shell.jobs.remove(job)
        return 1
    shell.p.out(f"{job.text}\n")
    job.background = False
    _continue(shell, job, foreground=True)
    return shell.jobs.foreground(job)


def _bg(shell: Shell, words: list[str]) -> int:
    job = _pick(shell, words)
    if job is None:
        return 1
    if job.running:
        shell.complain(f"bg: job {job.number} already in background")
        return 0
    _continue(shell, job, foreground=False)
    job.background = True
    shell.p.out(f"[{job.number}]{shell.jobs.mark(job)} {job.text} &\n")
    return 0


def _continue(shell: Shell, job: Job, *, foreground: bool) -> None:
    if foreground:
        shell.sys.tcsetpgrp(0, job.pgid)
    for pid, status in job.statuses.items():
        if status is not None and not WIFEXITED(status):
            job.statuses[pid] = None
    job.noted = True
    shell.jobs.touch(job)
    with suppress(OSError):  # all its processes may have just ended; the wait will tell
        shell.sys.kill(-job.pgid, Signal.SIGCONT)


def _wait(shell: Shell, words: list[str]) -> int:
    arguments = [word for word in words[1:] if not word.startswith("-")]
    if not arguments:
        for job in list(shell.jobs.jobs):
            if job.running:
                _wait_job(shell, job)
        return 0
    status = 0
    for argument in arguments:
        status = _wait_one(shell, argument)
    return status


def _wait_job(shell: Shell, job: Job) -> int:
    for pid in [pid for pid, status in job.statuses.items() if status is None]:
        shell.jobs.wait_for(pid)
    last = job.last
    if not shell.interactive:
        shell.jobs.remove(job)
    return exit_status(last) if last is not None else 0


def _wait_one(shell: Shell, argument: str) -> int:
    if argument.startswith("%"):
        job = shell.jobs.find(argument)
        if job is None:
            shell.complain(f"wait: {argument}: no such job")
            return 127
        return _wait_job(shell, job)
    if not argument.isdigit():
        shell.complain(f"wait: `{argument}': not a pid or valid job spec")
        return 1
    status = shell.jobs.wait_for(int(argument))
    if status == 127:
        shell.complain(f"wait: pid {argument} is not a child of this shell")
    return status


def _kill(shell: Shell, words: list[str]) -> int:
    rest = words[1:]
    if not rest:
        shell.p.err(KILL_USAGE)
        return 2
    if rest[0] in ("-l", "-L"):
        return _list(shell, rest[1:])
    name = "TERM"
    if rest[0] in ("-s", "-n"):
        if len(rest) < 2:
            shell.complain(f"kill: {rest[0]}: option requires an argument")
            return 1
        name, rest = rest[1], rest[2:]
    elif rest[0] == "--":
        rest = rest[1:]
    elif rest[0].startswith("-") and len(rest[0]) > 1:
        name, rest = rest[0][1:], rest[1:]
    if rest[:1] == ["--"]:
        rest = rest[1:]
    number = signal_by_name(name)
    if number is None:
        shell.complain(f"kill: {name}: invalid signal specification")
        return 1
    if not rest:
        shell.p.err(KILL_USAGE)
        return 2
    results = [_kill_one(shell, argument, number) for argument in rest]
    return 0 if any(results) else 1


def _kill_one(shell: Shell, argument: str, number: int) -> bool:
    if argument.startswith("%"):
        job = shell.jobs.find(argument)
        if job is None:
            shell.complain(f"kill: {argument}: no such job")
            return False
        pid = -job.pgid if shell.job_control else job.pgid
        shell.sys.kill(pid, number)
        if job.stopped and number in (Signal.SIGTERM, Signal.SIGHUP):
            shell.sys.kill(pid, Signal.SIGCONT)
        return True
    try:
        pid = int(argument)
    except ValueError:
        shell.complain(f"kill: {argument}: arguments must be process or job IDs")
        return False
    try:
        shell.sys.kill(pid, number)
    except OSError as error:
        text = "Invalid argument" if error.errno == Errno.EINVAL else error.strerror
        shell.complain(f"kill: ({pid}) - {text}")
        return False
    return True


def _list(shell: Shell, arguments: list[str]) -> int:
    status = 0
    for argument in arguments:
        if argument.isdigit():
            number = int(argument)
            number = number - 128 if number > 128 else number
            try:
                shell.p.out(f"{Signal(number).short}\n")
                continue
            except ValueError:
                pass
        found = signal_by_name(argument)
        if found is None or argument.isdigit():
            shell.complain(f"kill: {argument}: invalid signal specification")
            status = 1
        else:
            shell.p.out(f"{found}\n")
    if not arguments:
        _table(shell)
    return status


def _table(shell: Shell) -> None:
    names = [(int(sig), sig.name) for sig in Signal]
    for number in range(SIGRTMIN, SIGRTMAX + 1):
        low, high = number - SIGRTMIN, SIGRTMAX - number
        near_low = low <= 15
        offset = low if near_low else high
        base = "SIGRTMIN" if near_low else "SIGRTMAX"
        names.append((number, base + (f"{'+' if near_low else '-'}{offset}" if offset else "")))
    cells = [f"{number:2d}) {name}" for number, name in names]
    rows = [cells[i : i + 5] for i in range(0, len(cells), 5)]
    shell.p.out("".join("\t".join(row) + "\n" for row in rows))


def _disown(shell: Shell, words: list[str]) -> int:
    job = shell.jobs.find(words[1] if len(words) > 1 else "%%")
    if job is None:
        shell.complain(f"disown: {words[1] if len(words) > 1 else 'current'}: no such job")
        return 1
    shell.jobs.remove(job)
    return 0


def _suspend(shell: Shell, words: list[str]) -> int:
    shell.complain("suspend: cannot suspend a login shell")
    return 1


TABLE = {
    "jobs": _jobs, "fg": _fg, "bg": _bg, "wait": _wait, "kill": _kill, "disown": _disown, "suspend": _suspend,
}  # fmt: skip
