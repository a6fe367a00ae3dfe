"""/proc/kmsg: the log as it comes, each record read once by whoever asks first (fs/proc/kmsg.c, syslog_print)."""

from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.file import File
from kshell.kernel.fs.inode import Generated, Inode
from kshell.kernel.kallsyms import traced
from kshell.kernel.printk.ringbuffer import Record, prefixed
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


class Kmsg(Generated):
    """The name: for root alone."""

    def __init__(self) -> None:
        super().__init__(None, None, 0o400)

    def open(self, kernel: "Kernel", flags: int) -> File:
        return KmsgReader(kernel, self, flags)


class KmsgReader(File):
    """The open file: reading waits for a record that nobody has read from here before."""

    def __init__(self, kernel: "Kernel", inode: Inode, flags: int) -> None:
        super().__init__(inode, flags)
        self._log = kernel.log
        self._rest = b""

    @traced("syslog_print+0x1f3/0x2f0", "do_syslog+0x111/0x6b0", "kmsg_read+0x40/0x60", "proc_reg_read+0x59/0xa0",
            "vfs_read+0xa5/0x310", "ksys_read+0x6b/0xf0")  # fmt: skip
    def read(self, count: int) -> bytes:
        log, buffer = self._log, self._log.buffer
        if not self._rest:
            if log.syslog_seq >= buffer.next_seq:
                if self.nonblocking:
                    raise KernelError(Errno.EAGAIN)
                log.wait.wait_or_restart(lambda: log.syslog_seq < buffer.next_seq)
            log.syslog_seq = max(log.syslog_seq, buffer.first_seq)
            while len(self._rest) < count and (record := buffer.read(log.syslog_seq)) is not None:
                self._rest += syslog_lines(record).encode("utf-8", "surrogateescape")
                log.syslog_seq += 1
        data, self._rest = self._rest[:count], self._rest[count:]
        return data


def syslog_lines(record: Record) -> str:
    """A record as syslog(2) gives it: ``<6>[    5.123456] text``, on each of its lines."""
    priority = record.facility * 8 + record.level
    return "".join(f"<{priority}>{line}\n" for line in prefixed(record).split("\n"))


def kmsg_inode(kernel: "Kernel") -> Inode:
    """The file's inode."""
    return Kmsg()
