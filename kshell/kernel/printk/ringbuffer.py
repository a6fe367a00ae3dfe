"""The records of the kernel log (kernel/printk/printk_ringbuffer.c)."""

from collections import deque
from typing import NamedTuple

LOG_BUF_LEN = 1 << 17
RECORD_OVERHEAD = 88


class Record(NamedTuple):
    """One message: sequence number, time in ns since boot, level 0 to 7, facility, text without its newline.

    ``stamped``: its time is shown (the parameter ``printk.time``).
    """

    seq: int
    ns: int
    level: int
    facility: int
    text: str
    stamped: bool = True


class RingBuffer:
    """The last 128 KiB of messages; ``clear_seq`` is where dmesg -C has put its mark."""

    def __init__(self) -> None:
        self.records: deque[Record] = deque()
        self.next_seq = 0
        self.clear_seq = 0
        self._bytes = 0

    @property
    def first_seq(self) -> int:
        """The oldest record that is still there."""
        return self.records[0].seq if self.records else self.next_seq

    def store(self, ns: int, level: int, facility: int, text: str) -> Record:
        """Add a record; the oldest go when there is no room."""
        record = Record(self.next_seq, ns, level, facility, text)
        self.next_seq += 1
        self.records.append(record)
        self._bytes += len(text) + RECORD_OVERHEAD
        while self._bytes > LOG_BUF_LEN:
            self._bytes -= len(self.records.popleft().text) + RECORD_OVERHEAD
        return record

    def read(self, seq: int) -> Record | None:
        """The record with this number, None when it has not come yet."""
        if seq >= self.next_seq:
            return None
        return self.records[seq - self.first_seq]


def prefixed(record: Record) -> str:
    """The record as the console and ``dmesg -p`` show it: a stamp in front of each of its lines."""
    if not record.stamped:
        return record.text
    stamp = f"[{record.ns // 1_000_000_000:5d}.{record.ns // 1000 % 1_000_000:06d}] "
    return "\n".join(stamp + line for line in record.text.split("\n"))
