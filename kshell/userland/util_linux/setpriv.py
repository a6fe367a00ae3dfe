"""setpriv: run a program as another user, without asking (util-linux 2.38.1); of its settings, those about ids."""

from kshell.userland.libc import getopt
from kshell.userland.libc.execvp import execvp, status_of
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.passwd import find_group, find_user
from kshell.userland.process import Process

USAGE = """\

Usage:
 setpriv [options] <program> [<argument>...]

Run a program with different privilege settings.

Options:
 -d, --dump                  show current state (and do not exec)
 --nnp, --no-new-privs       disallow granting new privileges
 --ruid <uid|user>           set real uid
 --euid <uid|user>           set effective uid
 --rgid <gid|user>           set real gid
 --egid <gid|group>          set effective gid
 --reuid <uid|user>          set real and effective uid
 --regid <gid|group>         set real and effective gid
 --clear-groups              clear supplementary groups
 --keep-groups               keep supplementary groups
 --init-groups               initialize supplementary groups
 --groups <group,...>        set supplementary groups by UID or name
 --reset-env                 clear all environment and initialize
                               HOME, SHELL, USER, LOGNAME and PATH

 -h, --help                  display this help
 -V, --version               display version

 This tool can be dangerous.  Read the manpage, and be careful.

For more details see setpriv(1).
"""
LONG = {
    "dump": "d",
    "nnp": "nnp",
    "no-new-privs": "nnp",
    "ruid=": "ruid",
    "euid=": "euid",
    "rgid=": "rgid",
    "egid=": "egid",
    "reuid=": "reuid",
    "regid=": "regid",
    "clear-groups": "clear-groups",
    "keep-groups": "keep-groups",
    "init-groups": "init-groups",
    "groups=": "groups",
    "reset-env": "reset-env",
    "help": "h",
    "version": "V",
}
GROUPS = ("clear-groups", "keep-groups", "init-groups", "groups")
FAILURE = 127


class Refused(Exception):
    """What setpriv says, behind its name, before it gives up."""


def main(p: Process) -> int:
    try:
        typed, words = getopt.parse(p.args, "dhV", tuple(LONG), permute=False)
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    options = short_names(typed, LONG)
    given = dict(options)
    if given.keys() & {"h", "V"}:
        p.out(USAGE if "h" in given else "setpriv from util-linux 2.38.1\n")
        return 0
    try:
        _check(options)
        uid, gid = _uid(p, given), _gid(p, given)
        if "d" in given:
            return _dump(p)
        if not words:
            raise Refused("No program specified")
    except Refused as why:
        p.err(f"setpriv: {why}\n")
        return FAILURE
    return _run(p, words, uid, gid, reset="reset-env" in given)


def _check(options: list[tuple[str, str]]) -> None:
    names = [name for name, _ in options]
    for kind, both in (("uid", "reuid"), ("gid", "regid")):
        if len([name for name in names if name in (f"r{kind}", both)]) > 1:
            raise Refused(f"duplicate r{kind} or e{kind}" if both in names else f"duplicate r{kind}")
    if len({*names} & {*GROUPS}) > 1:
        raise Refused(f"mutually exclusive arguments: {' '.join(f'--{name}' for name in GROUPS)}")
    if {*names} & {"rgid", "egid", "regid"} and not {*names} & {*GROUPS}:
        raise Refused("--[re]gid requires --keep-groups, --clear-groups, --init-groups, or --groups")
    if "init-groups" in names and not {*names} & {"ruid", "reuid"}:
        raise Refused("--init-groups requires --ruid or --reuid")


def _uid(p: Process, given: dict[str, str]) -> int | None:
    """The user to become: there is one user id here, not a real and an effective one."""
    for name in ("reuid", "euid", "ruid"):
        if name in given:
            known = find_user(p, given[name])
            if known is None and not given[name].isdigit():
                raise Refused(f"failed to parse {name}: '{given[name]}'")
            if known is None and "init-groups" in given:
                why = "not found, --init-groups requires an user that can be found on the system"
                raise Refused(f"uid {given[name]} {why}")
            return known.uid if known is not None else int(given[name])
    return None


def _gid(p: Process, given: dict[str, str]) -> int | None:
    for name in ("regid", "egid", "rgid"):
        if name in given:
            gid = find_group(p, given[name])
            if gid is None:
                raise Refused(f"failed to parse {name}: '{given[name]}'")
            return gid
    return None


def _dump(p: Process) -> int:
    uid, gid = p.sys.getuid(), p.sys.getgid()
    p.out(f"uid: {uid}\neuid: {uid}\ngid: {gid}\negid: {gid}\nSupplementary groups: [none]\nno_new_privs: 0\n")
    return 0


def _run(p: Process, words: list[str], uid: int | None, gid: int | None, *, reset: bool) -> int:
    env = p.env
    try:
        if gid is not None:
            p.sys.setgid(gid)
    except OSError as failed:
        p.err(f"setpriv: setresgid failed: {failed.strerror}\n")
        return FAILURE
    try:
        if uid is not None:
            p.sys.setuid(uid)
    except OSError as failed:
        p.err(f"setpriv: setresuid failed: {failed.strerror}\n")
        return FAILURE
    who = find_user(p, str(p.sys.getuid())) if reset else None
    if who is not None:
        names = {"SHELL": who.shell, "HOME": who.home, "USER": who.name, "LOGNAME": who.name}
        env = names | {"PATH": p.env.get("PATH", "")}
    try:
        execvp(p, words, env)
    except OSError as failed:
        p.err(f"setpriv: failed to execute {words[0]}: {failed.strerror}\n")
        return status_of(failed)
