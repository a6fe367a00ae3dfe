"""ln: give files another name, or make symbolic links (coreutils 9.1)."""

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import S_ISDIR
from kshell.userland import coreutils
from kshell.userland.coreutils.file_targets import Refused, Transfer, base_name, confirmed, stat, transfers
from kshell.userland.libc.getopt import UsageError, try_help
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [-T] TARGET LINK_NAME
  or:  {name} [OPTION]... TARGET
  or:  {name} [OPTION]... TARGET... DIRECTORY
  or:  {name} [OPTION]... -t DIRECTORY TARGET...
In the 1st form, create a link to TARGET with the name LINK_NAME.
In the 2nd form, create a link to TARGET in the current directory.
In the 3rd and 4th forms, create links to each TARGET in DIRECTORY.
Create hard links by default, symbolic links with --symbolic.

  -f, --force                 remove existing destination files
  -i, --interactive           prompt whether to remove destinations
  -n, --no-dereference        treat LINK_NAME as a normal file if
                                it is a symbolic link to a directory
  -s, --symbolic              make symbolic links instead of hard links
  -t, --target-directory=DIRECTORY  specify the DIRECTORY in which to create
                                the links
  -T, --no-target-directory   treat LINK_NAME as a normal file always
  -v, --verbose               print name of each linked file
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "force": "f",
    "interactive": "i",
    "no-dereference": "n",
    "symbolic": "s",
    "target-directory=": "t",
    "no-target-directory": "T",
    "verbose": "v",
}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "finst:Tv", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(short_names(options, LONG))
    try:
        if len(operands) == 1 and "t" not in given and "T" not in given:
            operands = [*operands, "."]
        exact = "T" in given or ("n" in given and len(operands) == 2 and _is_link(p, operands[1]))
        wanted = transfers(p, operands, given.get("t"), exact=exact)
    except UsageError as error:
        return try_help(p, error)
    except Refused as refused:
        return _fail(p, _reworded(str(refused), given.get("t")))
    return max([_link(p, transfer, set(given)) for transfer in wanted])


def _reworded(text: str, folder: str | None) -> str:
    """What ln says of a folder behind -t that cannot be one."""
    if folder is None:
        return text
    missing = text.endswith(Errno.ENOENT.text)
    return f"failed to access '{folder}': {Errno.ENOENT.text}" if missing else f"target '{folder}' is not a directory"


def _is_link(p: Process, path: str) -> bool:
    try:
        p.sys.readlink(path)
    except OSError:
        return False
    return True


def _fail(p: Process, text: str) -> int:
    p.err(f"ln: {text}\n")
    return 1


def _link(p: Process, transfer: Transfer, flags: set[str]) -> int:
    """Make one link; 1 after a message."""
    target, name = transfer
    symbolic = "s" in flags
    kind = "symbolic" if symbolic else "hard"
    if not symbolic:
        try:
            if S_ISDIR(p.sys.lstat(target).mode):
                return _fail(p, f"{target}: hard link not allowed for directory")
        except OSError as failed:
            return _fail(p, f"failed to access '{target}': {failed.strerror}")
    if flags & {"f", "i"} and _exists(p, name):
        same = stat(p, target)
        if same is not None and same == stat(p, name) and base_name(target) == base_name(name):
            return _fail(p, f"'{target}' and '{name}' are the same file")
        if "i" in flags and not confirmed(p, f"replace '{name}'"):
            return 0
        try:
            p.sys.unlink(name)
        except OSError as failed:
            return _fail(p, f"cannot remove '{name}': {failed.strerror}")
    try:
        (p.sys.symlink if symbolic else p.sys.link)(target, name)
    except OSError as failed:
        there = f" => '{target}'" if not symbolic and failed.errno != Errno.EEXIST else ""
        return _fail(p, f"failed to create {kind} link '{name}'{there}: {failed.strerror}")
    if "v" in flags:
        p.out(f"'{name}' {'->' if symbolic else '=>'} '{target}'\n")
    return 0


def _exists(p: Process, path: str) -> bool:
    try:
        p.sys.lstat(path)
    except OSError:
        return False
    return True
