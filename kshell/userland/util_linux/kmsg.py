"""The kernel log as /dev/kmsg gives it, a record with each read (Documentation/ABI/testing/dev-kmsg)."""

from collections.abc import Iterator
from typing import NamedTuple

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import O_NONBLOCK, SEEK_DATA, SEEK_END
from kshell.userland.process import Process

LEVELS = ("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug")
FACILITIES = ("kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp")


class Record(NamedTuple):
    """A record of the log: ``facility`` and ``level`` are -1 when unknown, ``usec`` counts from boot."""

    facility: int
    level: int
    usec: int
    text: str

    @property
    def named(self) -> bool:
        """Whether facility and level have names."""
        return 0 <= self.facility < len(FACILITIES) and 0 <= self.level < len(LEVELS)


def parse_record(data: bytes) -> Record:
    """What one read(2) of /dev/kmsg gave: ``PRI,SEQ,USEC,FLAGS;TEXT`` and lines of tags, which are left out."""
    head, _, text = data.partition(b";")
    priority, _, usec = head.split(b",")[:3]
    return Record(int(priority) >> 3, int(priority) & 7, int(usec), _unescaped(text.partition(b"\n")[0]))


def read_records(p: Process, *, follow: bool = False, only_new: bool = False) -> Iterator[Record]:
    """The records since the log was last cleared, or from now on; with ``follow`` it waits for more. OSError."""
    fd = p.sys.open("/dev/kmsg", 0 if follow else O_NONBLOCK)
    p.sys.lseek(fd, 0, SEEK_END if only_new else SEEK_DATA)
    while True:
        try:
            data = p.sys.read(fd)
        except OSError as failed:
            if failed.errno == Errno.EPIPE:  # it was overwritten: go on with the oldest that is left
                continue
            if failed.errno != Errno.EAGAIN:
                raise
            data = b""
        if not data:
            p.sys.close(fd)  # not in a finally: what is left of a generator may be cleaned up when another task runs
            return
        yield parse_record(data)


def parse_syslog(text: str) -> Iterator[Record]:
    r"""The records of a saved log, in the form of syslog(2): ``<6>[    5.123456] text``, further lines as they are."""
    for part in text.removesuffix("\n").replace("\n<", "\n\0<").split("\n\0"):
        facility = level = -1
        usec = 0
        if part.startswith("<") and ">" in part:
            priority, _, part = part[1:].partition(">")
            if priority.isdigit():
                facility, level = int(priority) >> 3, int(priority) & 7
        stamp, bracket, rest = part.partition("]")
        seconds, dot, micros = stamp.removeprefix("[").strip().partition(".")
        if stamp.startswith("[") and bracket and dot and (seconds + micros).isdigit():
            usec, part = int(seconds) * 1_000_000 + int(micros), rest.removeprefix(" ")
        if part:
            yield Record(facility, level, usec, part)


def _unescaped(text: bytes) -> str:
    r"""The text with the kernel's ``\xNN`` turned back into bytes."""
    parts = text.split(b"\\x")
    whole = bytearray(parts[0])
    for part in parts[1:]:
        try:
            whole += bytes.fromhex(part[:2].decode("ascii")) + part[2:]
        except ValueError:
            whole += b"\\x" + part
    return whole.decode("utf-8", "surrogateescape")
