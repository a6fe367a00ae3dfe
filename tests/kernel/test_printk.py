"""What printk() makes of its text."""

import pytest

from kshell.kernel.printk.format import sprintf
from tests.kernel.lab import Lab


@pytest.mark.parametrize(
    ("fmt", "value", "text"),
    [
        ("%px", 0x1234, "0000000000001234"),
        ("%10px", 0xDEADBEEF, "  deadbeef"),
        ("%p", None, "0000000000000000"),
        ("%s", None, "(null)"),
        ("%#o", 8, "010"),
        ("%#o", 0, "0"),
        ("%#x", 255, "0xff"),
        ("%u", -1, "4294967295"),
    ],
)
def test_conversions_are_those_of_the_kernel(fmt: str, value: object, text: str):
    assert sprintf(fmt, (value,)) == text


def test_a_long_message_is_cut_and_loses_its_newline():
    lab = Lab()
    lab.kernel.log.printk("\0016" + "x" * 2000 + "\n")
    assert lab.log == []
    lab.kernel.log.printk("\0016next\n")
    assert lab.log == ["x" * 989, "next"]
