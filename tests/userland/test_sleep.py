"""sleep, true and false."""

import pytest

from kshell.machine import NSEC_PER_SEC
from tests.userland.conftest import Computer


@pytest.mark.parametrize(
    ("arguments", "seconds"), [("3", 3), ("0.5 1.5", 2), ("1m", 60), ("2m 1s", 121), ("0", 0), ("1e1", 10)]
)
def test_sleep_waits_for_the_sum_of_its_arguments(computer: Computer, arguments: str, seconds: int) -> None:
    began = computer.machine.now
    assert computer(f"sleep {arguments}", limit=200) == ""
    assert (computer.machine.now - began) // NSEC_PER_SEC == seconds


def test_what_sleep_refuses(computer: Computer) -> None:
    help_ = "Try 'sleep --help' for more information.\n[1]\n"
    assert computer("sleep") == f"sleep: missing operand\n{help_}"
    assert computer("sleep x 1 1y") == f"sleep: invalid time interval 'x'\nsleep: invalid time interval '1y'\n{help_}"
    assert computer("sleep -- -1") == f"sleep: invalid time interval '-1'\n{help_}"


def test_true_and_false_look_at_nothing(computer: Computer) -> None:
    assert computer("true --no-such-option x") == ""
    assert computer("false --no-such-option x") == "[1]\n"
    assert computer("false --version") == "false (GNU coreutils) 9.1\n[1]\n"
