"""What the tools of kmod 30 share: names of modules, what /sys says of them, inserting and removing, messages.

Texts and order of steps are those of Debian's build, whose libkmod names the source line of its own errors.
"""

from collections.abc import Sequence
from contextlib import suppress

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import O_NONBLOCK, S_ISDIR
from kshell.userland.libc import getopt
from kshell.userland.process import Process

VERSION = "kmod version 30\n+ZSTD +XZ -ZLIB +LIBCRYPTO -EXPERIMENTAL\n"
SUFFIX = ".ko"
COMPRESSION_MAGIC = 6


Parsed = tuple[list[tuple[str, str]], list[str]]


def parse(p: Process, short: str, long: Sequence[str], usage: str) -> Parsed | int:
    """The options and arguments, or the status to exit with when all is said: a wrong option, help, version.

    ``usage`` is the help text with ``{name}`` for the program's name.
    """
    try:
        options, args = getopt.parse(p.args, short + "Vh", (*long, "version", "help"))
    except getopt.UsageError as wrong:
        p.err(f"{p.name}: {wrong}\n")
        return 1
    for option, _ in options:
        if option in ("-h", "--help"):
            p.out(usage.format(name=p.name))
            return 0
        if option in ("-V", "--version"):
            p.out(VERSION)
            return 0
    return options, args


def error(p: Process, text: str, level: str = "ERROR") -> None:
    """Print a message as kmod's tools do: ``rmmod: ERROR: text``."""
    p.err(f"{p.name}: {level}: {text}\n")


class Syslog(Process):
    """The same process, but what it says on standard error goes to the system log (option ``-s``).

    Nobody listens to the system log here, so that syslog(3) writes to the console, with a line end of its own.
    """

    def __init__(self, p: Process) -> None:
        super().__init__(p.sys, p.argv, p.env)

    def err(self, text: str) -> None:
        with suppress(OSError):
            self.write_file("/dev/console", text + "\r\n")


def normalized(name: str) -> str:
    """A module's name as the kernel spells it: up to the first dot, ``-`` as ``_``."""
    return name.partition(".")[0].replace("-", "_")


def module_name(path: str) -> str:
    """The name that a module has by its file."""
    return normalized(path.rpartition("/")[2])


def absolute(p: Process, path: str) -> str:
    """A path from the root on, otherwise as it was typed."""
    return path if path.startswith("/") else f"{p.sys.getcwd().rstrip('/')}/{path}"


def mode(p: Process, path: str) -> int:
    """The type and permissions of the file at a path, 0 when there is none."""
    try:
        return p.sys.stat(path).mode
    except OSError:
        return 0


def release_folder(p: Process) -> str:
    """Where the modules of the running kernel are installed."""
    return f"/lib/modules/{p.sys.uname().release}"


def initstate(p: Process, name: str) -> str:
    """``live``, ``coming`` or ``going``; empty when the module is not loaded.

    A folder without the file counts as coming, as libkmod has it: built-in modules with parameters look like that.
    """
    folder = f"/sys/module/{name}"
    try:
        return p.read_text(f"{folder}/initstate").strip()
    except OSError:
        return "coming" if S_ISDIR(mode(p, folder)) else ""


def refcnt(p: Process, name: str) -> int | None:
    """How often a loaded module is used, -1 while it is going; None when /sys does not say."""
    try:
        return int(p.read_text(f"/sys/module/{name}/refcnt"))
    except (OSError, ValueError):
        return None


def holders(p: Process, name: str) -> list[str]:
    """The modules that use this one, in the order of /sys; a message and none when the folder is missing."""
    folder = f"/sys/module/{name}/holders"
    try:
        return p.sys.getdents(folder)
    except OSError as failed:
        library_error(p, f"1998 kmod_module_get_holders() could not open '{folder}': {failed.strerror}")
        return []


def insert(p: Process, path: str, params: str, flags: int = 0) -> None:
    """Load a module's file into the kernel; OSError with the errno of open(2), read(2) or finit_module(2)."""
    fd = p.sys.open(path)
    try:
        if len(p.sys.read(fd, COMPRESSION_MAGIC)) < COMPRESSION_MAGIC:
            raise OSError(Errno.EINVAL, Errno.EINVAL.text)
        p.sys.lseek(fd, 0)
        p.sys.finit_module(fd, params, flags)
    finally:
        p.sys.close(fd)


def remove(p: Process, name: str, flags: int = 0) -> None:
    """Take a module out of the kernel; OSError after libkmod's message."""
    try:
        p.sys.delete_module(name, O_NONBLOCK | flags)
    except OSError as failed:
        library_error(p, f"856 kmod_module_remove_module() could not remove '{name}': {failed.strerror}")
        raise


def library_error(p: Process, text: str) -> None:
    """Print a message of libkmod's own, which begins with a line of its source."""
    error(p, f"../libkmod/libkmod-module.c:{text}")
