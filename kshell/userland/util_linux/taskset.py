"""taskset: on which CPUs a process may run (util-linux 2.38.1)."""

import re

from kshell.userland.libc.execvp import execvp, status_of
from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.util_linux import bad_usage, parse

USAGE = """\
Usage: taskset [options] [mask | cpu-list] [pid|cmd [args...]]


Show or change the CPU affinity of a process.

Options:
 -a, --all-tasks         operate on all the tasks (threads) for a given pid
 -p, --pid               operate on existing given pid
 -c, --cpu-list          display and specify cpus in list format
 -h, --help              display this help
 -V, --version           display version

The default behavior is to run a new command:
    taskset 03 sshd -b 1024
You can retrieve the mask of an existing task:
    taskset -p 700
Or set it:
    taskset -p 03 700
List format uses a comma-separated list instead of a mask:
    taskset -pc 0,3,7-11 700
Ranges in list format can take a stride argument:
    e.g. 0-31:2 is equivalent to mask 0x55555555

For more details see taskset(1).
"""
LONG = {"all-tasks": "a", "pid": "p", "cpu-list": "c", "help": "h", "version": "V"}
MOST_CPUS = 8192


def main(p: Process) -> int:
    parsed = parse(p, "apchV", LONG, USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(options)
    as_list = "c" in given
    if "p" not in given:
        return _run(p, operands, as_list=as_list) if len(operands) > 1 else bad_usage(p)
    text = operands[-1] if operands else p.args[-1]
    pid = strtol(text)
    if pid is None or len(operands) > 2:
        return bad_usage(p) if len(operands) > 2 else _fail(p, f"invalid PID argument: '{text}'")
    return _show(p, pid, operands[0] if len(operands) == 2 else None, as_list=as_list)


def _fail(p: Process, text: str) -> int:
    p.err(f"taskset: {text}\n")
    return 1


def _show(p: Process, pid: int, new: str | None, *, as_list: bool) -> int:
    """Show the CPUs of a process, and change them to ``new``."""
    what = "list" if as_list else "mask"
    pid = pid or p.sys.getpid()
    try:
        p.out(f"pid {pid}'s current affinity {what}: {_text(p.sys.sched_getaffinity(pid), as_list=as_list)}\n")
    except OSError as failed:
        return _fail(p, f"failed to get pid {pid}'s affinity: {failed.strerror}")
    if new is None:
        return 0
    mask = _mask(new, as_list=as_list)
    if mask is None:
        return _fail(p, f"failed to parse CPU {what}: {new}")
    try:
        p.sys.sched_setaffinity(pid, mask)
    except OSError as failed:
        return _fail(p, f"failed to set pid {pid}'s affinity: {failed.strerror}")
    p.out(f"pid {pid}'s new affinity {what}: {_text(p.sys.sched_getaffinity(pid), as_list=as_list)}\n")
    return 0


def _run(p: Process, operands: list[str], *, as_list: bool) -> int:
    mask = _mask(operands[0], as_list=as_list)
    if mask is None:
        return _fail(p, f"failed to parse CPU {'list' if as_list else 'mask'}: {operands[0]}")
    try:
        p.sys.sched_setaffinity(0, mask)
    except OSError as failed:
        return _fail(p, f"failed to set pid 0's affinity: {failed.strerror}")
    try:
        execvp(p, operands[1:], p.env)
    except OSError as failed:
        _fail(p, f"failed to execute {operands[1]}: {failed.strerror}")
        return status_of(failed)


def _text(mask: int, *, as_list: bool) -> str:
    """A set of CPUs in hexadecimal, or as a list with ranges of three and more."""
    if not as_list:
        return f"{mask:x}"
    parts = []
    for run in re.finditer("1+", f"{mask:b}"[::-1]):
        first, last = run.start(), run.end() - 1
        parts += [str(first)] if first == last else [f"{first}{',' if last == first + 1 else '-'}{last}"]
    return ",".join(parts)


def _mask(text: str, *, as_list: bool) -> int | None:
    """The set of CPUs that a mask or a list stands for."""
    if not as_list:
        digits = text.lower().removeprefix("0x").replace(",", "")
        return int(digits, 16) if re.fullmatch("[0-9a-f]+", digits) else None
    mask = 0
    for part in text.split(","):
        found = re.fullmatch(r"(\d+)(?:-(\d+)(?::(\d+))?)?", part)
        if found is None:
            return None
        first = int(found[1])
        last, step = int(found[2] or first), int(found[3] or 1)
        if last < first or not step:
            return None
        for cpu in range(first, min(last + 1, MOST_CPUS), step):
            mask |= 1 << cpu
    return mask
