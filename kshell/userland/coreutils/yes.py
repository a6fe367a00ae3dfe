"""yes: print a line until somebody stops it (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: {name} [STRING]...
  or:  {name} OPTION
Repeatedly output a line with all specified STRING(s), or 'y'.

      --help        display this help and exit
      --version     output version information and exit
"""
BLOCK = 8192


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "", (), USAGE)
    if isinstance(parsed, int):
        return parsed
    line = " ".join(parsed[1] or ["y"]) + "\n"
    text = line * max(BLOCK // len(line), 1)
    try:
        while True:
            p.out(text)
    except WriteError as failed:
        p.err(f"yes: standard output: {failed.strerror}\n")
        return 1
