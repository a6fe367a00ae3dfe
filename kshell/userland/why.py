"""why: what tasks wait for, and what would help; kshell's own (see docs/differences.md)."""

import textwrap

from kshell.userland.libc import getopt
from kshell.userland.process import Process

USAGE = """\
Usage: why [PID]...
Say why a task waits: for whom, since when, in which line of its module, what
became of the signals that were sent to it, and what would help.
Without a PID, all tasks that wait in state D are explained.
"""


def main(p: Process) -> int:
    try:
        options, operands = getopt.parse(p.args, "h", ("help",))
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    if options:
        p.out(USAGE)
        return 0
    pids = operands or _uninterruptible(p)
    if not pids:
        p.out("Nobody waits in state D.\n")
    told = [_tell(p, pid) for pid in pids]
    return 0 if all(told) else 1


def _uninterruptible(p: Process) -> list[str]:
    """The tasks in D, by number."""
    numbers = sorted(int(name) for name in p.sys.getdents("/proc") if name.isdigit())
    return [str(pid) for pid in numbers if _state(p, pid) == "D"]


def _state(p: Process, pid: int) -> str:
    try:
        return p.read_text(f"/proc/{pid}/stat").rpartition(") ")[2][:1]
    except OSError:  # it has just ended
        return ""


def _folded(p: Process, text: str) -> str:
    """The text, on a terminal broken between words and not within them."""
    if not p.sys.isatty(1):
        return text
    columns = p.sys.winsize(1)[1]
    return "".join(f"{textwrap.fill(line, columns, subsequent_indent='  ')}\n" for line in text.splitlines())


def _tell(p: Process, pid: str) -> bool:
    try:
        p.out(_folded(p, p.read_text(f"/proc/{int(pid)}/why")))
    except ValueError:
        p.err(f"why: {pid}: not a process ID\n")
    except OSError:
        p.err(f"why: ({pid}): No such process\n")
    else:
        return True
    return False
