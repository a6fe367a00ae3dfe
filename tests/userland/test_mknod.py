"""mknod: nodes of devices; texts are coreutils 9.1's, as Debian 12 prints them."""

import pytest

from tests.userland.conftest import Computer

TRY = "Try 'mknod --help' for more information.\n[1]\n"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("", "mknod: missing operand\n" + TRY),
        ("x", "mknod: missing operand after 'x'\n" + TRY),
        (
            "x c",
            "mknod: missing operand after 'c'\nSpecial files require major and minor device numbers.\n" + TRY,
        ),
        ("x c a 1", "mknod: invalid major device number 'a'\n[1]\n"),
        ("x z 1 2", "mknod: invalid device type 'z'\n" + TRY),
        ("/tmp c 1 2", "mknod: /tmp: File exists\n[1]\n"),
        (
            "x p 1 2",
            "mknod: extra operand '1'\nFifos do not have major and minor device numbers.\n" + TRY,
        ),
        ("x b 8 0", "mknod: x: Function not implemented\n[1]\n"),
    ],
)
def test_what_cannot_be_made_is_refused(computer: Computer, words: str, text: str) -> None:
    assert computer(f"mknod {words}") == text


def test_a_node_opens_the_device_of_its_number(computer: Computer) -> None:
    assert computer("mknod -m 600 /tmp/nothing c 1 3") == ""
    assert computer("cat /tmp/nothing") == ""
    assert computer("stat -c '%A %t %T' /tmp/nothing") == "crw------- 1 3\n"
    computer("mknod /tmp/mine c 240 0")
    assert computer("cat /tmp/mine") == "cat: /tmp/mine: No such device or address\n[1]\n"


def test_nobody_but_root_makes_devices(computer: Computer) -> None:
    made = computer("setpriv --reuid 1000 mknod /tmp/x c 1 3")
    assert made == "mknod: /tmp/x: Operation not permitted\n[1]\n"
