"""id: who one is, by numbers and names (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.passwd import User, caller, find_user, group_name, groups_of, user_name
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [USER]...
Print user and group information for each specified USER,
or (when USER omitted) for the current process.

  -a             ignore, for compatibility with other versions
  -g, --group    print only the effective group ID
  -G, --groups   print all group IDs
  -n, --name     print a name instead of a number, for -ugG
  -r, --real     print the real ID instead of the effective ID, with -ugG
  -u, --user     print only the effective user ID
  -z, --zero     delimit entries with NUL characters, not whitespace;
                   not permitted in default format
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {"user": "u", "group": "g", "groups": "G", "name": "n", "real": "r", "zero": "z"}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "agGnruz", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, names = parsed
    given = set(dict(short_names(options, LONG)))
    kinds = "".join(given & set("ugG"))
    if len(kinds) > 1:
        return _refuse(p, 'cannot print "only" of more than one choice')
    if not kinds and given & set("nr"):
        return _refuse(p, "cannot print only names or real IDs in default format")
    if not kinds and "z" in given:
        return _refuse(p, "option --zero not permitted in default format")
    if not names:
        p.out(_text(p, caller(p), kinds, given))
    status = 0
    for name in names:
        user = find_user(p, name)
        if user is None:
            status = _refuse(p, f"'{name}': no such user")
        else:
            p.out(_text(p, user, kinds, given))
    return status


def _refuse(p: Process, text: str) -> int:
    p.err(f"id: {text}\n")
    return 1


def _text(p: Process, user: User, kind: str, given: set[str]) -> str:
    """What is to be printed of a user: all, or of the ``kind`` u, g or G only."""
    if not kind:
        return _all(p, user)
    numbers = [user.uid] if kind == "u" else [user.gid] if kind == "g" else groups_of(p, user)
    name = user_name if kind == "u" else group_name
    shown = [(name(p, number) if "n" in given else None) or str(number) for number in numbers]
    return "".join(f"{word}\0" for word in shown) if "z" in given else " ".join(shown) + "\n"


def _all(p: Process, user: User) -> str:
    belongs = ",".join(_named(gid, group_name(p, gid)) for gid in groups_of(p, user))
    uid, gid = _named(user.uid, user_name(p, user.uid)), _named(user.gid, group_name(p, user.gid))
    return f"uid={uid} gid={gid} groups={belongs}\n"


def _named(number: int, name: str | None) -> str:
    return f"{number}({name})" if name else str(number)
