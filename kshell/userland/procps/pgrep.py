"""pgrep: find processes by what they are (procps-ng 4.0.2)."""

from kshell.userland.process import Process
from kshell.userland.procps.pgrep_options import USAGE_HEAD, USAGE_TAIL, Request, run
from kshell.userland.procps.readproc import Proc

USAGE = (
    USAGE_HEAD
    + """\
 -d, --delimiter <string>  specify output delimiter
 -l, --list-name           list PID and process name
 -a, --list-full           list PID and full command line
 -v, --inverse             negates the matching
 -w, --lightweight         list all TID
"""
    + USAGE_TAIL
)


def main(p: Process) -> int:
    return run(p, p.args, "lad:vw", USAGE, lambda found, request: _list(p, found, request))


def _list(p: Process, found: list[Proc], request: Request) -> int:
    given = request.given
    if "c" in given:
        p.out(f"{len(found)}\n")
    elif found:
        rows = [f"{proc.pid}{_title(proc, given)}" for proc in found]
        p.out(given.get("d", "\n").join(rows) + "\n")
    return 0 if found else 1


def _title(proc: Proc, given: dict[str, str]) -> str:
    if "a" in given:
        return f" {proc.cmdline}"
    return f" {proc.cmd}" if "l" in given else ""
