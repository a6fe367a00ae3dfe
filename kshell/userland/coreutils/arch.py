"""arch: what kind of machine this is (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]...
Print machine architecture.
      --help        display this help and exit
      --version     output version information and exit
"""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "", (), USAGE)
    if isinstance(parsed, int):
        return parsed
    if parsed[1]:
        return coreutils.extra_operand(p, parsed[1][0])
    p.out(f"{p.sys.uname().machine}\n")
    return 0
