"""Pipes (fs/pipe.c)."""

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.file import File
from kshell.kernel.fs.inode import Inode
from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.core import Scheduler
from kshell.kernel.sched.wait import WaitQueue
from kshell.kernel.signal import send_signal
from kshell.uapi import fcntl
from kshell.uapi.errno import Errno
from kshell.uapi.signals import Signal

PIPE_SIZE = 65536


class Pipe:
    """A buffer of 64 KiB between two open files."""

    def __init__(self, sched: Scheduler) -> None:
        self.sched = sched
        self.buffer = bytearray()
        self.wait = WaitQueue(sched)
        self.inode = Inode(fcntl.S_IFIFO | 0o600)
        self.reader = PipeEnd(self, fcntl.O_RDONLY)
        self.writer = PipeEnd(self, fcntl.O_WRONLY)

    @traced("pipe_read+0x32b/0x420")
    def read(self, count: int, *, nonblocking: bool) -> bytes:
        """What is there, waiting for the first byte; empty when all writers have gone."""
        if not self.buffer and self.writer.holders:
            if nonblocking:
                raise KernelError(Errno.EAGAIN)
            self.wait.wait_or_restart(lambda: bool(self.buffer) or not self.writer.holders)
        data = bytes(self.buffer[:count])
        del self.buffer[:count]
        self.wait.wake_up()
        return data

    @traced("pipe_write+0x3f5/0x6a0")
    def write(self, data: bytes, *, nonblocking: bool) -> int:
        """Put data in, waiting for room; SIGPIPE and EPIPE when nobody reads."""
        if self.reader.holders and len(self.buffer) >= PIPE_SIZE:
            if nonblocking:
                raise KernelError(Errno.EAGAIN)
            self.wait.wait_or_restart(lambda: len(self.buffer) < PIPE_SIZE or not self.reader.holders)
        if not self.reader.holders:
            send_signal(self.sched, self.sched.current, Signal.SIGPIPE)
            raise KernelError(Errno.EPIPE)
        taken = data[: PIPE_SIZE - len(self.buffer)]
        self.buffer += taken
        self.wait.wake_up()
        return len(taken)


class PipeEnd(File):
    """One end of a pipe."""

    def __init__(self, pipe: Pipe, flags: int) -> None:
        super().__init__(pipe.inode, flags)
        self._pipe = pipe

    def read(self, count: int) -> bytes:
        if self.flags & fcntl.O_WRONLY:
            raise KernelError(Errno.EBADF)
        return self._pipe.read(count, nonblocking=self.nonblocking)

    def write(self, data: bytes) -> int:
        if not self.flags & fcntl.O_WRONLY:
            raise KernelError(Errno.EBADF)
        return self._pipe.write(data, nonblocking=self.nonblocking)

    def release(self) -> None:
        self._pipe.wait.wake_up()
