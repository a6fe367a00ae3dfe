"""reload: kshell's own."""

from pathlib import Path

import pytest

from tests.userland.conftest import Computer

SOURCE = """\
from kshell.linux import *
MODULE_LICENSE("GPL")
count = 1
module_param("count", int, 0o444)
@module_init
def begins():
    pr_info("mine: version 1, count %d\\n", count)
    return 0
@module_exit
def ends():
    pr_info("mine: ends\\n")
"""


class Own:
    """A machine with one module, whose file is in a folder of the host."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "mine.py"
        self.file.write_text(SOURCE)
        self.computer = Computer(modules=(folder,))
        assert self.computer("insmod mine.ko count=7") == ""
        self.computer.console()


@pytest.fixture
def own(tmp_path: Path) -> Own:
    return Own(tmp_path)


def test_a_module_is_loaded_again_from_its_file_with_its_parameters(own: Own) -> None:
    own.file.write_text(SOURCE.replace("version 1", "version 2"))
    assert own.computer("reload mine") == "+ rmmod mine\n+ insmod /root/mine.ko count=7\n"
    assert own.computer("dmesg -t").splitlines()[-2:] == ["mine: ends", "mine: version 2, count 7"]


def test_a_module_stays_when_its_file_holds_none(own: Own) -> None:
    own.file.write_text(SOURCE.replace("return 0", "return 0)"))
    shown = own.computer("reload mine")
    assert shown == "reload: /root/mine.ko: line 8: unmatched ')': mine stays as it is\n[1]\n"
    own.file.unlink()
    assert own.computer("reload mine") == "reload: /root/mine.ko: No such file or directory: mine stays as it is\n[1]\n"
    assert own.computer("lsmod").splitlines()[1].split()[0] == "mine"


def test_what_rmmod_refuses_is_not_loaded_again(computer: Computer) -> None:
    computer("insmod noexit.ko")
    first, *_, last = computer("reload noexit").splitlines()
    assert (first, last) == ("+ rmmod noexit", "[1]")


def test_what_reload_refuses(own: Own) -> None:
    assert own.computer("reload other") == "reload: other: not loaded\n[1]\n"
    assert own.computer("reload").startswith("reload: missing module name\n")
    assert "Usage: reload MODULE..." in own.computer("reload --help")


def test_what_linux_has_not_is_not_listed(own: Own) -> None:
    assert "loaded" not in own.computer("ls /sys/module/mine").split()
    assert own.computer("cat /sys/module/mine/loaded") == "/root/mine.ko\ncount=7\n"
