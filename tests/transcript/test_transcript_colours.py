"""What is coloured on the terminal is coloured in films, pictures and pages."""

from pathlib import Path

import pyte
import pytest
from asciinema_scene.scenelib.scene_content import SceneContent
from hypothesis import given
from hypothesis import strategies as st

from kshell import cli
from kshell.transcript.export.palette import SGR, coloured, sgr
from kshell.transcript.ink import PLAIN
from kshell.transcript.screen import Screen

STORY = r"""```console
# echo '<3>demo: disk on fire' > /dev/kmsg
...
# printf 'plain \033[1;36mcyan\033[m \033[41mbehind\n\033[49;7mswapped\033[0m\n'
...
# dmesg
...
```
"""


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The story, in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("s.ksh.md").write_text(STORY)
    return tmp_path


def test_a_cast_has_the_colours_on_an_emulator_that_is_not_ours(story: Path) -> None:
    assert cli.main(["export", "-o", "s.cast", "s.ksh.md"]) == 0
    screen = pyte.Screen(80, 25)
    stream = pyte.Stream(screen)
    for frame in SceneContent.parse("s.cast").frames:
        stream.feed(frame.text if frame.tpe == "o" else "")

    def look(row: int, text: str) -> tuple[str, str, bool]:
        cell = screen.buffer[row][screen.display[row].index(text)]
        return cell.fg, cell.bg, cell.bold

    assert look(0, "root@") == ("green", "default", True)
    for row in (1, 7):  # the console's message, and dmesg's line
        assert look(row, "[  ") == ("green", "default", False)
        assert look(row, "demo: ") == ("brown", "default", False)
        assert look(row, "disk") == ("red", "default", False)
    assert look(4, "plain") == ("default", "default", False)
    assert look(4, "cyan") == ("cyan", "default", True)
    assert look(4, "behind") == ("default", "red", False)
    assert screen.buffer[5][screen.display[5].index("swapped")].reverse


@pytest.mark.parametrize("kind", ["svg", "html"])
def test_stills_have_the_same_colours(kind: str, story: Path) -> None:
    assert cli.main(["export", "--format", f"stills-{kind}", "-o", ".", "s.ksh.md"]) == 0
    text = next(Path().glob(f"03-dmesg.{kind}")).read_text()
    assert 'class="f1"' in text
    assert 'class="f6 bold"' in text
    assert ".f1{" in text
    assert ">disk on fire<" in text
    assert ("<rect class=" in text) == (kind == "svg")


def test_a_message_in_the_midst_of_a_line_is_not_coloured() -> None:
    line = "[    5.000001] a: b\n"
    assert coloured(line, {}, at_start=False) == line
    assert coloured(line * 2, {}, at_start=True) == "\x1b[32m[    5.000001] \x1b[0m\x1b[33ma: \x1b[0mb\n" * 2
    assert coloured("[1] 5.000001\n", {}, at_start=True) == "[1] 5.000001\n"


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([1, 31], "f1 bold"),
        ([0], ""),
        ([97, 104], "f15 g12"),
        ([38, 5, 208, 4], "underline"),
        ([48, 2, 1, 2, 3, 2], "faint"),
        ([38], ""),
        ([7], "f0 g7"),
        ([31, 7], "f0 g1"),
        ([1, 3, 4, 31, 22, 23, 24, 39], ""),
    ],
)
def test_sequences_become_words(numbers: list[int], words: str) -> None:
    assert PLAIN.changed(numbers).words() == words


@given(st.lists(st.integers(0, 120), max_size=8))
def test_every_word_has_a_sequence_that_gives_it_again(numbers: list[int]) -> None:
    words = PLAIN.changed(numbers).words()
    assert all(word in SGR for word in words.split())
    again = [int(number) for number in sgr(words).split(";") if number]
    assert PLAIN.changed(again).words() == words


@given(st.text("ab \n\r\t\b\x1b[;0137mHJK?é"))
def test_a_screen_takes_every_text(text: str) -> None:
    screen = Screen(rows=4, columns=10)
    screen.write(text)
    assert len(screen.rows("# ")) <= 4
