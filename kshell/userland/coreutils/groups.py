"""groups: which groups users are in (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.libc.passwd import User, caller, find_user, group_name, groups_of
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [USERNAME]...
Print group memberships for each USERNAME or, if no USERNAME is specified, for
the current process (which may differ if the groups database has changed).

      --help        display this help and exit
      --version     output version information and exit
"""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "", (), USAGE)
    if isinstance(parsed, int):
        return parsed
    names = parsed[1]
    if not names:
        p.out(_names(p, caller(p)) + "\n")
    status = 0
    for name in names:
        user = find_user(p, name)
        if user is None:
            p.err(f"groups: '{name}': no such user\n")
            status = 1
        else:
            p.out(f"{name} : {_names(p, user)}\n")
    return status


def _names(p: Process, user: User) -> str:
    return " ".join(group_name(p, gid) or str(gid) for gid in groups_of(p, user))
