"""tee: copy standard input to standard output and to files (coreutils 9.1)."""

from kshell.uapi.fcntl import O_APPEND, O_CREAT, O_TRUNC, O_WRONLY
from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import SIG_IGN
from kshell.userland import coreutils
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
Copy standard input to each FILE, and also to standard output.

  -a, --append              append to the given FILEs, do not overwrite
  -i, --ignore-interrupts   ignore interrupt signals
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {"append": "a", "ignore-interrupts": "i"}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "ai", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = dict(short_names(options, LONG))
    if "i" in given:
        p.sys.sigaction(Signal.SIGINT, SIG_IGN)
    flags = O_WRONLY | O_CREAT | (O_APPEND if "a" in given else O_TRUNC)
    status = 0
    outputs = {1: "standard output"}
    for file in files:
        try:
            outputs[p.sys.open(file, flags)] = file
        except OSError as failed:
            status = _failed(p, file, failed)
    for data in p.chunks(0):
        for fd in list(outputs):
            try:
                p.write(fd, data)
            except OSError as failed:
                status = _failed(p, outputs.pop(fd), failed)
    return status


def _failed(p: Process, file: str, failed: OSError) -> int:
    p.err(f"tee: {quotef(file)}: {failed.strerror}\n")
    return 1
