"""nproc: texts are those of Debian 12."""

import pytest

from tests.userland.conftest import Computer


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ("", "2\n"),
        ("--all", "2\n"),
        ("--ignore=1", "1\n"),
        ("--ignore 9", "1\n"),
        ("--ignore=-1", "nproc: invalid number: '-1'\n[1]\n"),
        ("x", "nproc: extra operand 'x'\nTry 'nproc --help' for more information.\n[1]\n"),
    ],
)
def test_nproc_counts_the_cpus(computer: Computer, arguments: str, shown: str) -> None:
    assert computer(f"nproc {arguments}") == shown


def test_nproc_on_a_bigger_machine() -> None:
    assert Computer(cpus=12)("nproc --ignore=2") == "10\n"


def test_nproc_counts_the_cpus_that_it_may_use(computer: Computer) -> None:
    assert computer("taskset 1 nproc") == "1\n"
    assert computer("taskset 1 nproc --all") == "2\n"
