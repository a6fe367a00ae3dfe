"""Everything that a program can ask of the kernel: our <unistd.h>.

A program holds one object of this kind. A call that fails raises ``OSError(errno, text)`` with Linux's number;
one that a caught signal cuts short raises ``InterruptedError`` (EINTR) after the handler has run. A signal that
kills unwinds the program from inside the call. Times are integer nanoseconds, data are bytes, paths are str.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple, NoReturn, Protocol

from kshell.uapi.resource import Rlimit
from kshell.uapi.termios import Termios

Handler = Callable[[int], None] | Literal["SIG_DFL", "SIG_IGN"]
SIG_DFL: Literal["SIG_DFL"] = "SIG_DFL"
SIG_IGN: Literal["SIG_IGN"] = "SIG_IGN"

CLOCK_REALTIME = 0
CLOCK_MONOTONIC = 1

REBOOT_RESTART = 0x01234567
REBOOT_HALT = 0xCDEF0123
REBOOT_POWER_OFF = 0x4321FEDC

MODULE_INIT_IGNORE_MODVERSIONS = 1
MODULE_INIT_IGNORE_VERMAGIC = 2

SYSLOG_ACTION_CLEAR = 5
SYSLOG_ACTION_CONSOLE_OFF = 6
SYSLOG_ACTION_CONSOLE_ON = 7
SYSLOG_ACTION_CONSOLE_LEVEL = 8
SYSLOG_ACTION_SIZE_BUFFER = 10


class Stat(NamedTuple):
    """What stat(2) tells: type and permission bits, size in bytes, times in ns since 1970, blocks of 512 bytes."""

    ino: int
    mode: int
    nlink: int
    uid: int
    gid: int
    size: int
    mtime: int
    rdev: tuple[int, int] = (0, 0)
    blocks: int = 0


class Statfs(NamedTuple):
    """What statfs(2) tells of a file system: its kind, its number, sizes in blocks of ``bsize`` bytes, inodes."""

    kind: str
    fsid: int
    bsize: int
    blocks: int
    bfree: int
    files: int
    ffree: int
    namelen: int


class Utsname(NamedTuple):
    sysname: str
    nodename: str
    release: str
    version: str
    machine: str


class Times(NamedTuple):
    """CPU time in ns: the process's own, and that of its children that were waited for."""

    user: int
    system: int
    children_user: int
    children_system: int


class Syscalls(Protocol):
    """The system calls, as the calling task sees them."""

    # -- processes
    def fork(self, child: Callable[[], int]) -> int:
        """Start a child that shares open files and runs ``child()``, whose return value is its exit status; its pid.

        A stack of Python frames cannot be copied, so the child starts in a function of its own: that is the only
        difference from fork(2).
        """

    def execve(self, path: str, argv: Sequence[str], env: Mapping[str, str]) -> NoReturn:
        """Become another program (ENOENT, EACCES, EISDIR, ENOEXEC for a text file: bash then runs it as a script)."""

    def exit(self, status: int) -> NoReturn: ...

    def waitpid(self, pid: int, options: int = 0) -> tuple[int, int]:
        """(pid, status) of a child; (0, 0) with WNOHANG when none has changed. ECHILD, EINTR."""

    def getpid(self) -> int: ...
    def getppid(self) -> int: ...
    def getuid(self) -> int: ...
    def getgid(self) -> int: ...
    def setuid(self, uid: int) -> None: ...
    def setgid(self, gid: int) -> None: ...
    def getpgid(self, pid: int = 0) -> int: ...
    def setpgid(self, pid: int, pgid: int) -> None: ...
    def getsid(self, pid: int = 0) -> int: ...
    def setsid(self) -> int: ...
    def times(self) -> Times: ...

    # -- scheduling
    def sched_yield(self) -> None: ...
    def spend(self, ns: int) -> None:
        """Compute for ns of CPU time, outside the kernel: others run when the slice is over, signals act.

        Stands for the instructions of a program that goes round without system calls; one that has done so for long
        is charged in larger steps.
        """

    def getpriority(self, which: int, who: int) -> int:
        """The lowest nice value of a process, group or user (PRIO_PROCESS and so on; who 0: the caller's). ESRCH."""

    def setpriority(self, which: int, who: int, nice: int) -> None:
        """ESRCH, EPERM, EACCES"""

    def prlimit(self, resource: int, new: Rlimit | None = None) -> Rlimit:
        """The (soft, hard) limit of this process, and the new one from now on. EINVAL, EPERM"""

    def sched_getaffinity(self, pid: int) -> int:
        """The CPUs that a task may run on, as a bit mask. ESRCH"""

    def sched_setaffinity(self, pid: int, mask: int) -> None:
        """ESRCH, EPERM, EINVAL: no such CPU, or a kernel thread that is bound to its own."""

    def sched_getscheduler(self, pid: int) -> tuple[int, int]:
        """(policy, real-time priority). ESRCH"""

    def sched_setscheduler(self, pid: int, policy: int, priority: int) -> None:
        """ESRCH, EPERM, EINVAL: no such policy, or a priority that it does not have."""

    # -- signals
    def kill(self, pid: int, sig: int) -> None:
        """ESRCH, EPERM, EINVAL; pid 0 is the own process group, -1 everybody, -N group N."""

    def sigaction(self, sig: int, handler: Handler) -> Handler:
        """Set what a signal does to this process; the previous setting."""

    def pause(self) -> None:
        """Sleep until a signal was caught."""

    # -- time
    def nanosleep(self, ns: int) -> None: ...
    def clock_gettime(self, clock: int) -> int: ...
    def alarm(self, ns: int) -> None:
        """Send SIGALRM to this process after ns (0 cancels)."""

    # -- files
    def open(self, path: str, flags: int = 0, mode: int = 0o666) -> int: ...
    def close(self, fd: int) -> None: ...
    def read(self, fd: int, count: int = 65536) -> bytes:
        """Up to count bytes; empty at the end of the file. A terminal gives a line."""

    def write(self, fd: int, data: bytes) -> int: ...
    def lseek(self, fd: int, offset: int, whence: int = 0) -> int: ...
    def dup2(self, old: int, new: int) -> int: ...
    def fcntl_dupfd(self, fd: int, lowest: int) -> int:
        """A copy of fd numbered ``lowest`` or more, closed on execve (fcntl F_DUPFD_CLOEXEC)."""

    def pipe(self) -> tuple[int, int]:
        """(read end, write end)"""

    def fstat(self, fd: int) -> Stat: ...
    def stat(self, path: str) -> Stat: ...
    def lstat(self, path: str) -> Stat: ...
    def statfs(self, path: str) -> Statfs: ...
    def readlink(self, path: str) -> str: ...
    def getdents(self, path: str) -> list[str]:
        """The names in a directory, without ``.`` and ``..``, in the order the file system keeps them."""

    def access(self, path: str, mode: int) -> None:
        """Raise unless the caller may read (4), write (2), execute (1) or see (0) it."""

    def mkdir(self, path: str, mode: int = 0o777) -> None: ...
    def mknod(self, path: str, mode: int, device: tuple[int, int]) -> None:
        """Make the node of a character device, major and minor; EPERM unless root."""

    def rmdir(self, path: str) -> None: ...
    def unlink(self, path: str) -> None: ...
    def symlink(self, target: str, path: str) -> None: ...
    def rename(self, old: str, new: str) -> None: ...
    def link(self, old: str, new: str) -> None:
        """Give a file another name; EPERM for a directory."""

    def chmod(self, path: str, mode: int) -> None: ...
    def chown(self, path: str, uid: int, gid: int, *, follow: bool = True) -> None:
        """Set owner and group (-1: leave it), of a symbolic link itself when not to follow."""

    def utimes(self, path: str, mtime: int | None = None) -> None:
        """Set the file's time, ns since 1970, or now (touch)."""

    def chdir(self, path: str) -> None: ...
    def getcwd(self) -> str: ...
    def umask(self, mask: int) -> int: ...
    def open_fds(self) -> list[int]: ...

    # -- terminals
    def isatty(self, fd: int) -> bool: ...
    def ttyname(self, fd: int) -> str: ...
    def tcgetpgrp(self, fd: int) -> int: ...
    def tcsetpgrp(self, fd: int, pgid: int) -> None: ...
    def tcgetattr(self, fd: int) -> Termios: ...
    def tcsetattr(self, fd: int, termios: Termios) -> None:
        """Change the terminal's settings at once. ``tcgetattr(0).cbreak()`` gives a program keys without Enter, arrows
        as ``ESC [ A``; ``cbreak(vmin=0, vtime=30)`` lets read() come back empty after 3 s. The program resets them
        before it ends or stops; a shell does when it did not.
        """

    def winsize(self, fd: int) -> tuple[int, int]:
        """(rows, columns); ENOTTY"""

    def readline(self, fd: int, prompt: str, status: int = 0, asker: object = None) -> str | None:
        """Show a prompt and take a line edited at the terminal, without its newline; None at end of file (^D).

        ``status`` is the caller's last exit status ($?), for front ends that show it; ``asker`` is what they may look
        at, and never change, to complete what is typed: the shell, with its variables, functions and jobs. Stands for
        GNU readline, whose editing the front end does. InterruptedError on ^C.
        """

    def edit(self, fd: int, path: str, data: bytes) -> bytes:
        """Let the person at a terminal edit a file, in an editor of her own; what she has made of ``data``.

        ``path`` is absolute. Where a file of the host is behind it, that is edited, and ``data`` comes back as it is.
        Sleeps. kshell's own: ENOTTY, ENOSYS where nobody can be asked, EIO if the editor has failed, EINTR.
        """

    # -- modules, log, machine
    def finit_module(self, fd: int, params: str, flags: int = 0) -> None: ...
    def delete_module(self, name: str, flags: int) -> None: ...
    def syslog(self, action: int, length: int = 0) -> int: ...
    def uname(self) -> Utsname: ...
    def sethostname(self, name: str) -> None: ...
    def reboot(self, command: int) -> None: ...
    def sync(self) -> None: ...
