"""The character devices of /dev (drivers/char/mem.c, kernel/printk/printk.c: devkmsg)."""

import itertools
import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.file import File
from kshell.kernel.fs.inode import Device, Symlink
from kshell.kernel.kallsyms import traced
from kshell.kernel.printk.ringbuffer import Record
from kshell.kernel.tty.tty import TtyFile
from kshell.uapi import fcntl
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


LOG_USER = 1
RECORD_MAX = 1024


class NullFile(File):
    """/dev/null: always at its end, takes everything."""

    def read(self, count: int) -> bytes:
        return b""

    def write(self, data: bytes) -> int:
        return len(data)

    def seek(self, offset: int, whence: int) -> int:
        return 0


class ZeroFile(NullFile):
    """/dev/zero: zeros without end."""

    def read(self, count: int) -> bytes:
        return bytes(count)


class RandomFile(NullFile):
    """/dev/random and /dev/urandom: bytes that look random, but are the same in every run."""

    def __init__(self, numbers: Iterator[int], flags: int) -> None:
        super().__init__(None, flags)
        self._numbers = numbers

    def read(self, count: int) -> bytes:
        words = (zlib.crc32(b"%d" % next(self._numbers)).to_bytes(4, "little") for _ in range(0, count, 4))
        return b"".join(words)[:count]


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
        line = kmsg_line(record).encode("ascii") if record is not None else b""
        if len(line) > count:
            raise KernelError(Errno.EINVAL)
        self._seq += 1
        return line

    def write(self, data: bytes) -> int:
        if len(data) > RECORD_MAX:
            raise KernelError(Errno.EINVAL)
        text = data.decode("utf-8", "replace")
        level, facility = -1, LOG_USER
        prefix = re.match(r"<([0-9]+)>", text)
        if prefix is not None:
            level, facility = int(prefix[1]) & 7, int(prefix[1]) >> 3 or LOG_USER
            text = text[prefix.end() :]
        self._kernel.log.emit(text if text.endswith("\n") else text + "\n", level, facility)
        return len(data)

    def seek(self, offset: int, whence: int) -> int:
        buffer = self._kernel.log.buffer
        places = {fcntl.SEEK_SET: buffer.first_seq, fcntl.SEEK_DATA: buffer.clear_seq, fcntl.SEEK_END: buffer.next_seq}
        if offset or whence not in places:
            raise KernelError(Errno.ESPIPE if offset else Errno.EINVAL)
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
    numbers = itertools.count()
    devices = {
        "null": Device(lambda k, f: NullFile(None, f), 0o666, (1, 3)),
        "zero": Device(lambda k, f: ZeroFile(None, f), 0o666, (1, 5)),
        "full": Device(lambda k, f: FullFile(None, f), 0o666, (1, 7)),
        "random": Device(lambda k, f: RandomFile(numbers, f), 0o666, (1, 8)),
        "urandom": Device(lambda k, f: RandomFile(numbers, f), 0o666, (1, 9)),
        "kmsg": Device(KmsgFile, 0o644, (1, 11)),
        "tty": Device(_open_tty, 0o666, (5, 0)),
        "console": Device(lambda k, f: TtyFile(k.ttys[1], f), 0o600, (5, 1)),
    }
    for name, device in devices.items():
        kernel.vfs.make(f"/dev/{name}", device)
        kernel.char_devices.built_in[device.rdev] = device
    for name, target in (("fd", ""), ("stdin", "/0"), ("stdout", "/1"), ("stderr", "/2")):
        kernel.vfs.make(f"/dev/{name}", Symlink(f"/proc/self/fd{target}"))
