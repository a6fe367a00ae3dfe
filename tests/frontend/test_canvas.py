"""What a program paints with the sequences of console_codes(4), compared with an independent emulator."""

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kshell.frontend.canvas import Canvas
from kshell.frontend.screen import Screen
from kshell.frontend.typeset import plain

COLUMNS = 150  # more than a test can fill: emulators differ in what happens at the right edge
SEQUENCES = st.sampled_from(
    "[H [3;5H [4;7H [J [1J [2J [K [1K [2K [A [2B [3C [2D [4G [2d [2P [3@ M [X 7 8 [1;31m [m [?25l [2E [F".split()
).map("\x1b{}".format)
TEXT = st.text("abc \r\b\t", min_size=1, max_size=6)


@given(st.lists(st.one_of(SEQUENCES, TEXT, st.just("\r\n")), max_size=14))
def test_a_canvas_shows_what_another_emulator_shows(parts: list[str]) -> None:
    other = pyte.Screen(COLUMNS, 5)
    pyte.Stream(other).feed("".join(parts))
    canvas = Canvas(5, COLUMNS)
    canvas.write("".join(parts))
    assert [plain(line).rstrip() for line in canvas.lines()] == [line.rstrip() for line in other.display]


def test_text_goes_on_in_the_next_row_and_the_last_row_scrolls() -> None:
    canvas = Canvas(2, 4)
    canvas.write("abcdefgh")
    assert canvas.lines() == ["abcd", "efgh"]
    canvas.write("i")
    assert canvas.lines() == ["efgh", "i"]


def test_lines_are_inserted_and_deleted_at_the_cursor() -> None:
    canvas = Canvas(4, 10)
    canvas.write("a\nb\nc\nd\x1b[2;1H\x1b[L")
    assert canvas.lines() == ["a", "", "b", "c"]
    canvas.write("\x1b[2M")
    assert canvas.lines() == ["a", "c", "", ""]


def test_colours_stay_with_their_characters() -> None:
    canvas = Canvas(1, 20)
    canvas.write("\x1b[1mbold\x1b[m plain \x1b[7mbar\x1b[K")
    assert canvas.lines() == ["\x1b[1mbold\x1b[0m plain \x1b[7mbar\x1b[0m"]


@pytest.mark.parametrize(("rows", "columns"), [(2, 4), (8, 30)])
def test_another_size_keeps_what_fits(rows: int, columns: int) -> None:
    canvas = Canvas(4, 10)
    canvas.write("one\ntwo\n")
    canvas.resize(rows, columns)
    assert canvas.lines()[:2] == ["one", "two"]
    canvas.write("\x1b[99;99H\x1b[2Kx")
    assert canvas.lines()[-1] == "x".rjust(columns)


def test_a_program_that_moves_the_cursor_leaves_its_last_picture_as_lines() -> None:
    screen = Screen(3, 20)
    screen.show("before\n\x1b[H\x1b[Jpicture one")
    screen.show("\x1b[Hpicture two\x1b[K\nlast")
    assert [line.text for line in screen.lines] == ["before"]
    screen.end_canvas()
    assert [line.text for line in screen.lines] == ["before", "picture two", "last"]


def test_what_is_painted_on_the_alternate_screen_goes_without_a_trace() -> None:
    screen = Screen(3, 20)
    screen.show("before\n\x1b[?1049h\x1b[Hpage\x1b[?1049lafter\n")
    assert [line.text for line in screen.lines] == ["before"]
    assert screen.canvas is None
