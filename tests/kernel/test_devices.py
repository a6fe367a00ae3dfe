"""The devices in /dev (drivers/char/mem.c, kernel/printk/printk.c; the recording ad-procuser)."""

import pytest

from kshell.uapi.fcntl import O_NONBLOCK, O_RDONLY, SEEK_END, SEEK_SET
from tests.kernel.lab import Lab

USER = 1000


@pytest.fixture
def lab():
    return Lab()


def read_some(path, count):
    return lambda calls: calls.read(calls.open(path), count)


def test_null_is_empty_and_takes_everything(lab):
    assert lab.read("/dev/null") == ""
    assert lab.write("/dev/null", "x" * 100_000, USER) == ""
    assert lab.do(lambda calls: calls.lseek(calls.open("/dev/null"), 5, SEEK_SET)) == 0


def test_zero_has_zeros_without_end(lab):
    assert lab.do(read_some("/dev/zero", 3)) == b"\0\0\0"
    assert lab.write("/dev/zero", "x") == ""


def test_full_has_zeros_and_no_room(lab):
    assert lab.do(read_some("/dev/full", 2)) == b"\0\0"
    assert lab.write("/dev/full", "x") == "ENOSPC"


def test_random_bytes_differ_but_not_between_runs(lab):
    def two(calls):
        first = calls.read(calls.open("/dev/urandom"), 7)
        return first, calls.read(calls.open("/dev/urandom"), 7)

    first, second = lab.do(two)
    assert len(first) == len(second) == 7
    assert first != second
    assert (first, second) == Lab().do(two)


def test_numbers_and_permissions(lab):
    shown = {}
    for name in ("null", "zero", "full", "random", "urandom", "kmsg", "tty", "console", "tty1"):
        status = lab.do(lambda calls, name=name: calls.stat(f"/dev/{name}"))
        shown[name] = oct(status.mode), status.rdev
    assert shown == {
        "null": ("0o20666", (1, 3)),
        "zero": ("0o20666", (1, 5)),
        "full": ("0o20666", (1, 7)),
        "random": ("0o20666", (1, 8)),
        "urandom": ("0o20666", (1, 9)),
        "kmsg": ("0o20644", (1, 11)),
        "tty": ("0o20666", (5, 0)),
        "console": ("0o20600", (5, 1)),
        "tty1": ("0o20620", (4, 1)),
    }


def test_kmsg_gives_one_record_a_read(lab):
    lab.kernel.log.printk("\0016first\n")
    lab.kernel.log.printk("\0013a\\b\tc\n")

    def read_three(calls):
        fd = calls.open("/dev/kmsg", O_RDONLY | O_NONBLOCK)
        records = [calls.read(fd), calls.read(fd)]
        try:
            calls.read(fd)
        except BlockingIOError:
            return records
        return "read on"

    first, second = lab.do(read_three)
    assert first.split(b";")[1] == b"first\n"
    assert first.split(b",")[:2] == [b"6", b"0"]
    assert second.endswith(b",-;a\\x5cb\\x09c\n")


def test_what_is_written_to_kmsg_is_logged(lab):
    for text in ("hello\n", "<3>an error\n", "<12>of its own\n", "<x>no level\n"):
        assert lab.write("/dev/kmsg", text) == ""
    records = [(record.facility, record.level, record.text) for record in lab.kernel.log.buffer.records]
    assert records == [(1, 4, "hello"), (1, 3, "an error"), (1, 4, "of its own"), (1, 4, "<x>no level")]
    assert lab.write("/dev/kmsg", "x" * 1025) == "EINVAL"


def test_kmsg_can_be_moved_to_its_ends_only(lab):
    lab.kernel.log.printk("old\n")

    def move(calls):
        fd = calls.open("/dev/kmsg")
        calls.lseek(fd, 0, SEEK_END)
        calls.lseek(fd, 0, SEEK_SET)
        return calls.read(fd)

    assert lab.do(move).endswith(b";old\n")
    assert lab.do(lambda calls: calls.lseek(calls.open("/dev/kmsg"), 5, SEEK_SET)) == "ESPIPE"
    assert lab.do(read_some("/dev/kmsg", 5)) == "EINVAL"


def test_a_user_reads_kmsg_only_if_dmesg_is_not_restricted(lab):
    lab.kernel.log.printk("seen\n")
    assert lab.do(read_some("/dev/kmsg", 100), USER) == "EPERM"
    assert lab.write("/dev/kmsg", "x", USER) == "EACCES"
    lab.write("/proc/sys/kernel/dmesg_restrict", "0\n")
    assert lab.do(read_some("/dev/kmsg", 100), USER).endswith(b";seen\n")


def test_proc_kmsg_gives_each_record_once_and_then_waits(lab):
    lab.kernel.log.printk("\0016one\ntwo\n")
    stamp = f"{lab.kernel.log.buffer.records[0].ns / 1e9:12.6f}"
    assert lab.do(read_some("/proc/kmsg", 4096)) == f"<6>[{stamp}] one\n<6>[{stamp}] two\n".encode()
    assert lab.do(read_some("/proc/kmsg", 4096)) is None
    lab.kernel.log.printk("\0013three\n")
    lab.run(0.1)
    assert lab.do(read_some("/proc/kmsg", 4096), USER) == "EACCES"
