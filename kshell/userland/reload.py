"""reload: load a module again from its file, with the parameters that it had; kshell's own (docs/differences.md)."""

from kshell.uapi.elf import is_elf
from kshell.uapi.modinfo import NotAModule, declarations
from kshell.uapi.wait import WEXITSTATUS, WIFEXITED, WTERMSIG
from kshell.userland.libc import getopt
from kshell.userland.libc.spawn import spawn
from kshell.userland.process import Process

USAGE = """\
Usage: reload MODULE...
Unload each module and load its file again as it is now, with the parameters
that were given to it: rmmod and insmod in one, and both are shown. A module
stays loaded if its file holds none now.
"""


def main(p: Process) -> int:
    try:
        options, names = getopt.parse(p.args, "h", ("help",))
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    if options:
        p.out(USAGE)
        return 0
    if not names:
        p.err("reload: missing module name\nTry 'reload --help' for more information.\n")
        return 1
    for name in names:
        status = _reload(p, name)
        if status:
            return status
    return 0


def _reload(p: Process, name: str) -> int:
    stem = name.replace("-", "_").removesuffix(".ko")
    try:
        path, params, *_ = p.read_text(f"/sys/module/{stem}/loaded").split("\n")
    except OSError:
        p.err(f"reload: {name}: not loaded\n")
        return 1
    if wrong := _wrong(p, path):
        p.err(f"reload: {path}: {wrong}: {stem} stays as it is\n")
        return 1
    return _run(p, ["rmmod", stem]) or _run(p, ["insmod", path, *params.split()])


def _wrong(p: Process, path: str) -> str:
    """Why there is no module in a file now; nothing if there is one."""
    try:
        data = p.read_file(path)
    except OSError as failed:
        return failed.strerror or "cannot be read"
    if is_elf(data):
        return ""
    try:
        declarations(data)
    except NotAModule as why:
        return str(why)
    return ""


def _run(p: Process, argv: list[str]) -> int:
    """Run a program as ``set -x`` shows it; its exit status, 128 and more for a signal."""
    p.err(f"+ {' '.join(argv)}\n")
    status = spawn(p, argv)
    return WEXITSTATUS(status) if WIFEXITED(status) else 128 + WTERMSIG(status)
