"""tty: the name of the terminal on standard input (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]...
Print the file name of the terminal connected to standard input.

  -s, --silent, --quiet   print nothing, only return an exit status
      --help        display this help and exit
      --version     output version information and exit
"""
EX_USAGE = 2


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "s", ("silent", "quiet"), USAGE, failure=EX_USAGE)
    if isinstance(parsed, int):
        return parsed
    silent, operands = parsed
    if operands:
        return coreutils.extra_operand(p, operands[0], EX_USAGE)
    try:
        name = p.sys.ttyname(0)
    except OSError:
        name = ""
    if not silent:
        p.out(f"{name or 'not a tty'}\n")
    return 0 if name else 1
