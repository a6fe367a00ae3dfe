"""seq; expectations are coreutils 9.1's."""

import pytest

HELP = "Try 'seq --help' for more information.\n[1]\n"


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ("3", "1 2 3"),
        ("2 4", "2 3 4"),
        ("5 -2 1", "5 3 1"),
        ("5 1", ""),
        ("-5 -3", "-5 -4 -3"),
        ("0.1 0.1 0.5", "0.1 0.2 0.3 0.4 0.5"),
        ("1 .25 2", "1.00 1.25 1.50 1.75 2.00"),
        ("-w 8 11", "08 09 10 11"),
        ("-w -1 1", "-1 00 01"),
        ("-w 9.5 10.5", "09.5 10.5"),
        ("1e2 102", "100 101 102"),
        ("-f %.2f 2", "1.00 2.00"),
        ("-f %%%g%% 2", "%1% %2%"),
        ("10000000000000000000 10000000000000000001", "10000000000000000000 10000000000000000001"),
    ],
)
def test_numbers(computer, arguments, shown):
    assert computer(f"seq {arguments}").split() == shown.split()


def test_separators(computer):
    assert computer("seq -s, 3") == "1,2,3\n"
    assert computer("seq -s : -1 1") == "-1:0:1\n"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ("", f"missing operand\n{HELP}"),
        ("a", f"invalid floating point argument: 'a'\n{HELP}"),
        ("1 0 3", f"invalid Zero increment value: '0'\n{HELP}"),
        ("1 2 3 4", f"extra operand '4'\n{HELP}"),
        ("-f x 3", "format 'x' has no % directive\n[1]\n"),
        ("-f %d 2", "format '%d' has unknown %d directive\n[1]\n"),
        ("-w -f %g 2", f"format string may not be specified when printing equal width strings\n{HELP}"),
        ("1 -s: 3", f"invalid floating point argument: '-s:'\n{HELP}"),
    ],
)
def test_what_is_refused(computer, arguments, text):
    assert computer(f"seq {arguments}") == f"seq: {text}"
