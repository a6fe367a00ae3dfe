"""/proc/PID/fd and /dev/stdin: open files as names (fs/proc/fd.c)."""

import pytest

from kshell.uapi.fcntl import O_CREAT, O_RDWR, O_WRONLY
from tests.kernel.lab import Lab

USER = 1000


@pytest.fixture
def lab():
    return Lab()


def test_each_open_file_is_a_link_that_says_how_it_was_opened(lab):
    def look(calls):
        calls.chdir("/tmp")
        calls.open("new", O_RDWR | O_CREAT)
        calls.open("/bin/../dev/null", O_WRONLY)
        calls.open("/proc/self/status")
        names = calls.getdents("/proc/self/fd")
        return [(n, oct(calls.lstat(f"/proc/self/fd/{n}").mode), calls.readlink(f"/proc/self/fd/{n}")) for n in names]

    own, *rest = [], *lab.do(look)
    assert rest[:2] == [("0", "0o120700", "/tmp/new"), ("1", "0o120300", "/dev/null")]
    assert rest[2][:2] == ("2", "0o120500")
    assert rest[2][2].startswith("/proc/")
    assert own == []


def test_a_pipe_has_a_number_and_can_be_opened_by_its_link(lab):
    def look(calls):
        reader, writer = calls.pipe()
        target = calls.readlink(f"/proc/self/fd/{reader}")
        assert target == calls.readlink(f"/proc/self/fd/{writer}")
        again = calls.open(f"/dev/fd/{writer}", O_WRONLY)
        calls.write(again, b"through")
        return target, calls.read(calls.open("/proc/self/fd/0"))

    target, data = lab.do(look)
    assert target.startswith("pipe:[")
    assert data == b"through"


def test_a_file_opened_by_its_link_is_read_from_the_beginning(lab):
    def look(calls):
        fd = calls.open("/tmp/new", O_RDWR | O_CREAT)
        calls.write(fd, b"text")
        return calls.read(calls.open("/dev/stdin"))

    assert lab.do(look) == b"text"


def test_others_may_neither_list_nor_follow(lab):
    assert lab.do(lambda calls: calls.getdents("/proc/1/fd"), USER) == "EACCES"
    assert lab.do(lambda calls: calls.getdents("/proc/1/fdinfo"), USER) == "EACCES"
    assert lab.do(lambda calls: calls.getdents("/proc/self/fd"), USER) == []


def test_a_thread_s_directory_is_there_too(lab):
    def look(calls):
        pid = calls.getpid()
        names = calls.getdents("/proc/thread-self")
        return calls.readlink("/proc/thread-self") == f"{pid}/task/{pid}", "children" in names, "task" in names

    assert lab.do(look) == (True, True, False)
    assert lab.do(lambda calls: calls.getdents("/proc/2/task")) == ["2"]
