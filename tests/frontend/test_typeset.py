"""Text of the machine made fit for the host's terminal."""

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kshell.frontend.pen import Pen
from kshell.frontend.typeset import cursor, plain, rows, typeset


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain text", "plain text"),
        ("50%\r100%", "100%"),
        ("abc\rX", "Xbc"),
        ("abd\bc", "abc"),
        ("a\tb", "a       b"),
        ("--More--\r\x1b[Knext", "next"),
        ("abcdef\x1b[3D\x1b[K", "abc"),
        ("a\x1b[5Gb", "a   b"),
        ("title \x1b]0;owned\x07here", "title here"),
        ("\x1bcreset \x1b[2Jnot", "reset not"),
        ("bell\a and \x00null", "bell and null"),
        ("\x1b[1mbold\x1b[m end", "\x1b[1mbold\x1b[m end\x1b[0m"),
        ("é ü 漢字\r漢", "漢ü 漢字"),
    ],
)
def test_only_text_and_colours_are_left(written: str, shown: str) -> None:
    assert typeset(written) == shown


@given(
    st.lists(
        st.sampled_from([*"abc \r\b\t", "\x1b[K", "\x1b[2C", "\x1b[D", "\x1b[4G", "\x1b[1m", "\x1b[m"]), max_size=20
    )
)
def test_a_line_looks_as_on_another_emulator(parts: list[str]) -> None:
    other = pyte.Screen(200, 1)
    pyte.Stream(other).feed("".join(parts))
    assert plain(typeset("".join(parts))).rstrip() == other.display[0].rstrip()


@pytest.mark.parametrize(
    ("line", "expected"), [("abc", 3), ("abc\b \b", 2), ("a\t", 8), ("漢字\b\b", 1), ("\x1b[1ma", 1)]
)
def test_where_the_cursor_stands(line: str, expected: int) -> None:
    assert cursor(line) == expected


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [("", 10, 1), ("x" * 10, 10, 1), ("x" * 11, 10, 2), ("漢" * 5, 9, 2), ("\x1b[1mxx\x1b[0m", 2, 1)],
)
def test_how_many_rows_a_line_takes(text: str, columns: int, expected: int) -> None:
    assert rows(text, columns) == expected


def test_colours_come_to_the_shortest_sequence() -> None:
    pen = Pen()
    for sequence in ("\x1b[1;31m", "\x1b[7m", "\x1b[38;5;200m", "\x1b[48;2;1;2;3m", "\x1b[27m"):
        pen.take(sequence)
    assert str(pen) == "\x1b[1;38;5;200;48;2;1;2;3m"
    pen.take("\x1b[22;39;49m")
    assert str(pen) == ""
    pen.take("\x1b[91;104;4m")
    assert str(pen) == "\x1b[91;104;4m"
    pen.take("\x1b[m")
    assert str(pen) == ""
