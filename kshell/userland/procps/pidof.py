"""pidof: the process numbers of running programs (sysvinit 3.06, src/killall5.c)."""

import re
from collections.abc import Iterator

from kshell.userland.libc.getopt import UsageError, parse
from kshell.userland.process import Process
from kshell.userland.procps.readproc import Proc, processes

USAGE = """\
pidof usage: [options] <program-name>

 -c           Return PIDs with the same root directory
 -d <sep>     Use the provided character as output separator
 -h           Display this help text
 -n           Avoid using stat system function on network shares
 -o <pid>     Omit results with a given PID
 -q           Quiet mode. Do not display output
 -s           Only return one PID
 -x           Return PIDs of shells running scripts with a matching name
 -z           List zombie and I/O waiting processes. May cause pidof to hang.

"""
STATNAMELEN = 15


def main(p: Process) -> int:
    try:
        options, programs = parse(p.args, "qhco:d:sxzn")
    except UsageError:
        _complain(p, "invalid options on command line!")
        return 1
    given = dict(options)
    if "-h" in given:
        p.out(USAGE)
        return 0
    omitted = {pid for option, value in options if option == "-o" for pid in _omitted(p, value)}
    procs = [proc for proc in processes(p, ("stat", "cmdline")) if "-z" in given or proc.state != "Z"]
    found: list[str] = []
    for program in programs:
        pids = [pid for pid in _pids(p, procs, program, scripts="-x" in given) if pid not in omitted]
        found += [str(pid) for pid in (pids[:1] if "-s" in given else pids)]
    if found and "-q" not in given:
        p.out(given.get("-d", " ")[:1].join(found) + "\n")
    return 0 if found else 1


def _complain(p: Process, text: str) -> None:
    """Tell the user at a terminal; elsewhere it goes to the system log, which this machine does not keep."""
    if p.sys.isatty(0):
        p.err(f"{p.name}: {text}\n\n")


def _omitted(p: Process, text: str) -> Iterator[int]:
    for word in re.split("[,;:]", text):
        digits = re.match(r"\d*", word)
        pid = p.sys.getppid() if word == "%PPID" else int(digits[0] or 0) if digits else 0
        if pid < 1:
            _complain(p, f"illegal omit pid value ({word})!")
        else:
            yield pid


def _pids(p: Process, procs: list[Proc], program: str, *, scripts: bool) -> Iterator[int]:
    """The numbers of the processes that run a program, the highest first."""
    base = program.rpartition("/")[2]
    if not base:
        return
    for proc in reversed(procs):
        exe = proc.link("exe") if program.startswith("/") else ""
        if exe:
            if exe in (program, _resolved(p, program)):
                yield proc.pid
        elif not program.startswith("/") and _is_called(proc, program, base, scripts=scripts):
            yield proc.pid


def _resolved(p: Process, path: str) -> str:
    """The path of a program in /bin or /sbin, which are links into /usr."""
    folder, _, name = path.rpartition("/")
    try:
        return f"/{p.sys.readlink(folder)}/{name}"
    except OSError:
        return path


def _is_called(proc: Proc, program: str, base: str, *, scripts: bool) -> bool:
    """Whether a process was started under a name; a kernel thread has the one in its stat, if that is short."""
    argv = proc.text("cmdline").split("\0")
    called = argv[0]
    if called and (called in (program, base) or called.rpartition("/")[2] == program):
        return True
    script = next((word for word in argv[1:] if word and not word.startswith("-")), "")
    script_base = script.rpartition("/")[2]
    if scripts and script and script_base[:STATNAMELEN] == proc.cmd[:STATNAMELEN]:
        return script in (program, base) or script_base == program
    titled = not called or " " in called or (called.startswith("-") and not script)
    return len(base) <= STATNAMELEN and titled and proc.cmd == base
