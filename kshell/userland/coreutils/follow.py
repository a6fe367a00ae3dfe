"""What is added to files while one looks (tail -f of coreutils 9.1, without inotify: it looks once a second)."""

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import S_ISREG, SEEK_SET
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process


class Followed:
    """A file that is looked at: by its descriptor, or by its name, which may come to stand for another file."""

    def __init__(self, name: str, fd: int | None, *, by_name: bool) -> None:
        self.name = name
        self.shown = "standard input" if name == "-" else name
        self.fd = fd
        self.by_name = by_name
        self.size = 0


class Follower:
    """Prints what is added to files; ``interval`` in ns, ``pid`` a process whose end ends it (0: none)."""

    def __init__(self, p: Process, out: Stdout, interval: int, pid: int, *, named: bool, retry: bool) -> None:
        self._p = p
        self._out = out
        self._interval = interval
        self._pid = pid
        self._named = named
        self._retry = retry
        self._files: list[Followed] = []
        self._last: Followed | None = None

    def header(self, followed: Followed) -> None:
        """Say of which file the next lines are."""
        if self._named and self._last is not followed:
            self._out.write(f"{chr(10) if self._last else ''}==> {followed.shown} <==\n")
            self._last = followed

    def add(self, followed: Followed) -> None:
        """Follow a file, if it is a regular one, or may come to be there."""
        if followed.fd is not None:
            status = self._p.sys.fstat(followed.fd)
            if S_ISREG(status.mode):
                followed.size = status.size
                self._files.append(followed)
        elif self._retry:
            self._files.append(followed)

    def follow(self) -> int:
        """Follow the files; 1 when none is left to follow, 0 when the process has ended."""
        if not self._files:
            self._out.error("no files remaining")
            return 1
        while self._files:
            gone = self._pid and not self._alive()
            for followed in list(self._files):
                self._look(followed)
            if gone:
                return 0
            self._p.sys.nanosleep(self._interval)
        self._out.error("no files remaining")
        return 1

    def _alive(self) -> bool:
        try:
            self._p.sys.kill(self._pid, 0)
        except OSError as failed:
            return failed.errno != Errno.ESRCH
        return True

    def _look(self, followed: Followed) -> None:
        """Print what is new in one file."""
        if followed.by_name or followed.fd is None:
            self._renew(followed)
        if followed.fd is None:
            return
        size = self._p.sys.fstat(followed.fd).size
        if size < followed.size:
            self._out.error(f"{followed.shown}: file truncated")
            self._p.sys.lseek(followed.fd, 0, SEEK_SET)
        followed.size = size
        for data in self._p.chunks(followed.fd):
            self.header(followed)
            self._out.write_bytes(data)

    def _renew(self, followed: Followed) -> None:
        """Open the file that the name stands for by now."""
        try:
            status = self._p.sys.stat(followed.name)
            same = followed.fd is not None and self._p.sys.fstat(followed.fd).ino == status.ino
            fd = followed.fd if same else self._p.sys.open(followed.name)
        except OSError as failed:
            if followed.fd is not None:
                self._out.error(f"'{followed.shown}' has become inaccessible: {failed.strerror}")
                self._close(followed)
                if not self._retry:
                    self._files.remove(followed)
            return
        if same:
            return
        was = "replaced" if followed.fd is not None else "appeared"
        self._out.error(f"'{followed.shown}' has {'been ' if was == 'replaced' else ''}{was};  following new file")
        self._close(followed)
        followed.fd, followed.size = fd, 0

    def _close(self, followed: Followed) -> None:
        if followed.fd is not None:
            self._p.sys.close(followed.fd)
        followed.fd = None
