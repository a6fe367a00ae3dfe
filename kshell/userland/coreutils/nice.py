"""nice: run a program with another nice value (coreutils 9.1)."""

import re

from kshell.uapi.sched import PRIO_PROCESS
from kshell.userland import coreutils
from kshell.userland.libc.execvp import execvp, status_of
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION] [COMMAND [ARG]...]
Run COMMAND with an adjusted niceness, which affects process scheduling.
With no COMMAND, print the current niceness.  Niceness values range from
-20 (most favorable to the process) to 19 (least favorable to the process).

Mandatory arguments to long options are mandatory for short options too.
  -n, --adjustment=N   add integer N to the niceness (default 10)
      --help        display this help and exit
      --version     output version information and exit

NOTE: your shell may have its own version of nice, which usually supersedes
the version described here.  Please refer to your shell's documentation
for details about the options it supports.
"""
EXIT_CANCELED = 125
DEFAULT = "10"


def main(p: Process) -> int:
    parsed = coreutils.parse(
        p, "n:", ("adjustment=",), USAGE, args=_modern(p.args), failure=EXIT_CANCELED, permute=False
    )
    if isinstance(parsed, int):
        return parsed
    options, command = parsed
    text = options[-1][1] if options else DEFAULT
    if options and not re.fullmatch(r"\s*[+-]?\d+", text, re.ASCII):
        p.err(f"nice: invalid adjustment '{text}'\n")
        return EXIT_CANCELED
    niceness = p.sys.getpriority(PRIO_PROCESS, 0)
    if not command:
        if options:
            return coreutils.refuse(p, "a command must be given with an adjustment", EXIT_CANCELED)
        p.out(f"{niceness}\n")
        return 0
    try:
        p.sys.setpriority(PRIO_PROCESS, 0, niceness + int(text))
    except OSError as failed:
        p.err(f"nice: cannot set niceness: {failed.strerror}\n")
    try:
        execvp(p, command, p.env)
    except OSError as failed:
        p.err(f"nice: '{command[0]}': {failed.strerror}\n")
        return status_of(failed)


def _modern(args: list[str]) -> list[str]:
    """The arguments with ``-5`` and ``--5`` as ``-n 5`` and ``-n -5``, as far as options go."""
    for at, word in enumerate(args):
        if re.match("-[-+]?[0-9]", word):
            return [*args[:at], f"-n{word[1:]}", *_modern(args[at + 1 :])]
        if word in ("-n", "--adjustment"):
            return [*args[: at + 2], *_modern(args[at + 2 :])]
        if not word.startswith("-"):
            break
    return args
