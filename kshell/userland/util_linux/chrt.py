"""chrt: the scheduling policy of a process (util-linux 2.38.1)."""

from kshell.uapi.sched import (
    MAX_RT_PRIORITY,
    MIN_RT_PRIORITY,
    REAL_TIME,
    SCHED_BATCH,
    SCHED_FIFO,
    SCHED_IDLE,
    SCHED_OTHER,
    SCHED_RESET_ON_FORK,
    SCHED_RR,
)
from kshell.userland.libc.execvp import execvp, status_of
from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.util_linux import bad_usage, parse

USAGE = """\
Show or change the real-time scheduling attributes of a process.

Set policy:
 chrt [options] <priority> <command> [<arg>...]
 chrt [options] --pid <priority> <pid>

Get policy:
 chrt [options] -p <pid>

Policy options:
 -b, --batch          set policy to SCHED_BATCH
 -d, --deadline       set policy to SCHED_DEADLINE
 -f, --fifo           set policy to SCHED_FIFO
 -i, --idle           set policy to SCHED_IDLE
 -o, --other          set policy to SCHED_OTHER
 -r, --rr             set policy to SCHED_RR (default)

Scheduling options:
 -R, --reset-on-fork       set reset-on-fork flag
 -T, --sched-runtime <ns>  runtime parameter for DEADLINE
 -P, --sched-period <ns>   period parameter for DEADLINE
 -D, --sched-deadline <ns> deadline parameter for DEADLINE

Other options:
 -a, --all-tasks      operate on all the tasks (threads) for a given pid
 -m, --max            show min and max valid priorities
 -p, --pid            operate on existing given pid
 -v, --verbose        display status information

 -h, --help           display this help
 -V, --version        display version

For more details see chrt(1).
"""
LONG = {
    "batch": "b",
    "deadline": "d",
    "fifo": "f",
    "idle": "i",
    "other": "o",
    "rr": "r",
    "reset-on-fork": "R",
    "sched-runtime=": "T",
    "sched-period=": "P",
    "sched-deadline=": "D",
    "all-tasks": "a",
    "max": "m",
    "pid": "p",
    "verbose": "v",
    "help": "h",
    "version": "V",
}
SCHED_DEADLINE = 6
POLICIES = {
    "o": SCHED_OTHER,
    "f": SCHED_FIFO,
    "r": SCHED_RR,
    "b": SCHED_BATCH,
    "i": SCHED_IDLE,
    "d": SCHED_DEADLINE,
}
NAMES = {
    SCHED_OTHER: "SCHED_OTHER",
    SCHED_FIFO: "SCHED_FIFO",
    SCHED_RR: "SCHED_RR",
    SCHED_BATCH: "SCHED_BATCH",
    SCHED_IDLE: "SCHED_IDLE",
    SCHED_DEADLINE: "SCHED_DEADLINE",
}


def main(p: Process) -> int:
    parsed = parse(p, "abdfimoprRT:P:D:vhV", LONG, USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(options)
    if "m" in given:
        for policy, name in NAMES.items():
            lowest, highest = _range(policy)
            p.out(f"{name} min/max priority\t: {lowest}/{highest}\n")
        return 0
    if "p" in given and len(operands) < 2:
        text = operands[-1] if operands else p.args[-1]
        pid = strtol(text)
        return _fail(p, f"invalid PID argument: '{text}'") if pid is None else _show(p, pid, "current")
    if len(operands) < 2:
        return bad_usage(p)
    policy = next((POLICIES[letter] for letter, _ in reversed(options) if letter in POLICIES), SCHED_RR)
    return _change(p, given, operands, policy)


def _fail(p: Process, text: str) -> int:
    p.err(f"chrt: {text}\n")
    return 1


def _range(policy: int) -> tuple[int, int]:
    """The lowest and highest priority of a policy."""
    return (MIN_RT_PRIORITY, MAX_RT_PRIORITY) if policy in REAL_TIME else (0, 0)


def _show(p: Process, pid: int, when: str) -> int:
    pid = pid or p.sys.getpid()
    try:
        policy, priority = p.sys.sched_getscheduler(pid)
    except OSError as failed:
        return _fail(p, f"failed to get pid {pid}'s policy: {failed.strerror}")
    name = NAMES[policy & ~SCHED_RESET_ON_FORK] + ("|SCHED_RESET_ON_FORK" if policy & SCHED_RESET_ON_FORK else "")
    p.out(f"pid {pid}'s {when} scheduling policy: {name}\npid {pid}'s {when} scheduling priority: {priority}\n")
    return 0


def _change(p: Process, given: dict[str, str], operands: list[str], policy: int) -> int:
    """Change the policy of a process, or of this one before it becomes another program."""
    priority = strtol(operands[0])
    if priority is None:
        return _fail(p, f"invalid priority argument: '{operands[0]}'")
    lowest, highest = _range(policy)
    if not lowest <= priority <= highest:
        return _fail(p, f"unsupported priority value for the policy: {priority}: see --max for valid range")
    pid = strtol(operands[1]) if "p" in given else 0
    if pid is None:
        return _fail(p, f"invalid PID argument: '{operands[1]}'")
    if "v" in given and (status := _show(p, pid, "current")):
        return status
    try:
        p.sys.sched_setscheduler(pid, policy | (SCHED_RESET_ON_FORK if "R" in given else 0), priority)
    except OSError as failed:
        return _fail(p, f"failed to set pid {pid}'s policy: {failed.strerror}")
    if "v" in given:
        _show(p, pid, "new")
    if "p" in given:
        return 0
    try:
        execvp(p, operands[1:], p.env)
    except OSError as failed:
        _fail(p, f"failed to execute {operands[1]}: {failed.strerror}")
        return status_of(failed)
