"""The character devices of /dev (drivers/char/mem.c, kernel/printk/printk.c: devkmsg)."""

from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.file import File
from kshell.kernel.fs.inode import Device
from kshell.kernel.kallsyms import traced
from kshell.kernel.printk.ringbuffer import Record
from kshell.kernel.tty.tty import TtyFile
from kshell.uapi import fcntl
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


class NullFile(File):
    """/dev/null: always at its end, takes everything."""

    def read(self, count: int) -> bytes:
        return b""

    def write(self, data: bytes) -> int:
        return len(data)


class ZeroFile(NullFile):
    """/dev/zero: zeros without end."""

    def read(self, count: int) -> bytes:
        return bytes(count)


class FullFile(ZeroFile):
    """/dev/full: like zero, but never takes anything."""

    def write(self, data: bytes) -> int:
        raise KernelError(Errno.ENOSPC)


class KmsgFile(File):
    """/dev/kmsg: each read gives one record, each write makes one."""

    def __init__(self, kernel: "Kernel", flags: int) -> None:
        super().__init__(None, flags)
        reading = not flags & fcntl.O_WRONLY
        if reading and kernel.sysctl["kernel.dmesg_restrict"] and kernel.sched.current.uid:
            raise KernelError(Errno.EPERM)
        self._kernel = kernel
        self._seq = kernel.log.buffer.first_seq

    @traced("devkmsg_read+0x1e5/0x2a0", "vfs_read+0x9b/0x310", "ksys_read+0x6b/0xf0")
    def read(self, count: int) -> bytes:
        buffer = self._kernel.log.buffer
        if self._seq >= buffer.next_seq:
            if self.nonblocking:
                raise KernelError(Errno.EAGAIN)
            self._kernel.log.wait.wait_or_restart(lambda: self._seq < buffer.next_seq)
        if self._seq < buffer.first_seq:
            self._seq = buffer.first_seq
            raise KernelError(Errno.EPIPE)
        record = buffer.read(self._seq)
        self._seq += 1
        return kmsg_line(record).encode("ascii") if record is not None else b""

    def write(self, data: bytes) -> int:
        text = data.decode("utf-8", "replace")
        level = -1
        if text.startswith("<") and ">" in text[1:5]:
            number, _, rest = text[1:].partition(">")
            if number.isdigit():
                level, text = int(number) & 7, rest
        self._kernel.log.emit(text if text.endswith("\n") else text + "\n", level, 1)
        return len(data)

    def seek(self, offset: int, whence: int) -> int:
        buffer = self._kernel.log.buffer
        places = {fcntl.SEEK_SET: buffer.first_seq, fcntl.SEEK_DATA: buffer.clear_seq, fcntl.SEEK_END: buffer.next_seq}
        if whence not in places or offset:
            raise KernelError(Errno.EINVAL)
        self._seq = max(places[whence], buffer.first_seq)
        return 0


def kmsg_line(record: Record) -> str:
    """A record as /dev/kmsg gives it: ``PRIORITY,SEQUENCE,MICROSECONDS,FLAGS;text``."""
    raw = record.text.encode("utf-8", "surrogateescape")
    text = "".join(chr(b) if 32 <= b < 127 and b != 92 else f"\\x{b:02x}" for b in raw)
    return f"{record.facility * 8 + record.level},{record.seq},{record.ns // 1000},-;{text}\n"


def _open_tty(kernel: "Kernel", flags: int) -> File:
    tty = kernel.sched.current.tty
    if tty is None:
        raise KernelError(Errno.ENXIO)
    return TtyFile(tty, flags)


def make_devices(kernel: "Kernel") -> None:
    """Fill /dev."""
    devices = {
        "null": Device(lambda k, f: NullFile(None, f), 0o666, (1, 3)),
        "zero": Device(lambda k, f: ZeroFile(None, f), 0o666, (1, 5)),
        "full": Device(lambda k, f: FullFile(None, f), 0o666, (1, 7)),
        "kmsg": Device(KmsgFile, 0o644, (1, 11)),
        "tty": Device(_open_tty, 0o666, (5, 0)),
        "console": Device(lambda k, f: TtyFile(k.ttys[1], f), 0o600, (5, 1)),
    }
    for name, device in devices.items():
        kernel.vfs.make(f"/dev/{name}", device)
