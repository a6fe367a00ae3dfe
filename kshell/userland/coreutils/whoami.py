"""whoami: the name of the user who asks (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.libc.passwd import user_name
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]...
Print the user name associated with the current effective user ID.
Same as id -un.

      --help        display this help and exit
      --version     output version information and exit
"""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "", (), USAGE)
    if isinstance(parsed, int):
        return parsed
    if parsed[1]:
        return coreutils.extra_operand(p, parsed[1][0])
    uid = p.sys.getuid()
    name = user_name(p, uid)
    if name is None:
        p.err(f"whoami: cannot find name for user ID {uid}\n")
        return 1
    p.out(f"{name}\n")
    return 0
