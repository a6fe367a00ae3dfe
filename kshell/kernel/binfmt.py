"""What execve() makes of a file: a program, or a script whose first line names one (fs/binfmt_script.c)."""

from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.inode import Directory, Executable, Inode, RegularFile
from kshell.kernel.fs.vfs import permitted
from kshell.kernel.task import Task
from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import O_RDONLY

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

BINPRM_BUF_SIZE = 256
MOST_INTERPRETERS = 5


def find_program(kernel: "Kernel", task: Task, path: str, argv: list[str]) -> tuple[Executable, str, list[str]]:
    """The program behind a path, where it stands, and its arguments.

    KernelError EACCES, ENOEXEC for a text without ``#!``, ELOOP for scripts of scripts of scripts, as vfs.locate().
    """
    for _ in range(MOST_INTERPRETERS):
        inode, exe = kernel.vfs.locate(task, path)
        if isinstance(inode, Directory) or not permitted(task, inode, 1):
            raise KernelError(Errno.EACCES)
        if isinstance(inode, Executable):
            return inode, exe, argv
        words = _interpreter(kernel, inode)
        argv, path = [*words, path, *argv[1:]], words[0]
    raise KernelError(Errno.ELOOP)


def _interpreter(kernel: "Kernel", inode: Inode) -> list[str]:
    """What stands behind ``#!``: a program, and at most one argument."""
    head = inode.open(kernel, O_RDONLY).read(BINPRM_BUF_SIZE) if isinstance(inode, RegularFile) else b""
    line = head[2:].partition(b"\n")[0].strip(b" \t") if head.startswith(b"#!") else b""
    if not line:
        raise KernelError(Errno.ENOEXEC)
    name, _, argument = line.replace(b"\t", b" ").partition(b" ")
    words = [name, argument.strip()] if argument.strip() else [name]
    return [word.decode("utf-8", "surrogateescape") for word in words]
