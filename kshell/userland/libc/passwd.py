"""Users and groups: what /etc/passwd and /etc/group say (getpwnam(3), getgrgid(3))."""

from collections.abc import Iterator
from typing import NamedTuple

from kshell.userland.process import Process


class User(NamedTuple):
    name: str
    uid: int
    gid: int
    home: str
    shell: str


class Group(NamedTuple):
    name: str
    gid: int
    members: tuple[str, ...]


def users(p: Process) -> Iterator[User]:
    """The users of /etc/passwd; none when it cannot be read."""
    for field in _fields(p, "/etc/passwd", 7):
        yield User(field[0], int(field[2]), int(field[3]), field[5], field[6])


def groups(p: Process) -> Iterator[Group]:
    """The groups of /etc/group; none when it cannot be read."""
    for field in _fields(p, "/etc/group", 4):
        yield Group(field[0], int(field[2]), tuple(name for name in field[3].split(",") if name))


def user_name(p: Process, uid: int) -> str | None:
    """The name of a user id."""
    return next((user.name for user in users(p) if user.uid == uid), None)


def group_name(p: Process, gid: int) -> str | None:
    """The name of a group id."""
    return next((group.name for group in groups(p) if group.gid == gid), None)


def caller(p: Process) -> User:
    """Who runs the program; without a name when /etc/passwd has none."""
    uid = p.sys.getuid()
    return User(user_name(p, uid) or "", uid, p.sys.getgid(), "", "")


def find_user(p: Process, name: str) -> User | None:
    """A user by name or, if there is none of this name, by number."""
    known = list(users(p))
    fitting = [user for user in known if user.name == name] + [user for user in known if str(user.uid) == name]
    return fitting[0] if fitting else None


def find_group(p: Process, name: str) -> int | None:
    """The id of a group by name or number; a number need not have a name."""
    fitting = [group.gid for group in groups(p) if group.name == name]
    return fitting[0] if fitting else int(name) if name.isdigit() else None


def groups_of(p: Process, user: User) -> list[int]:
    """The ids of the groups that a user is in, the own one first."""
    return list(dict.fromkeys([user.gid, *(group.gid for group in groups(p) if user.name in group.members)]))


def _fields(p: Process, path: str, count: int) -> Iterator[list[str]]:
    try:
        lines = p.read_text(path).splitlines()
    except OSError:
        return
    for line in lines:
        fields = line.split(":")
        if len(fields) == count and fields[2].isdigit():
            yield fields
