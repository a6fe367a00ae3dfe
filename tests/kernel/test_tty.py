"""A terminal's line discipline: keys go in at the host's side, a program reads at the other."""

from collections.abc import Callable

from kshell.uapi.errno import Errno
from kshell.uapi.termios import ICANON, Termios
from tests.kernel.lab import Lab


class Line:
    """``read(...)`` starts a program that reads tty1; ``got`` is what its reads have given."""

    def __init__(self) -> None:
        self.lab = Lab()
        self.calls = self.lab.kernel.calls
        self.tty = self.lab.kernel.ttys[1]
        self.got: list[bytes] = []

    def read(self, count: int = 4096, change: Callable[[Termios], Termios] = lambda t: t, times: int = 9) -> None:
        def body() -> int:
            fd = self.calls.open("/dev/tty1")
            self.calls.tcsetattr(fd, change(self.calls.tcgetattr(fd)))
            for _ in range(times):
                self.got.append(self.calls.read(fd, count))
            return 0

        self.lab.spawn("reader", body)

    def press(self, keys: str) -> None:
        self.tty.receive(keys)
        self.lab.run(0.01)

    def shown(self) -> str:
        return self.lab.machine.terminals[1].take_output()


def test_a_line_is_read_when_enter_is_pressed() -> None:
    line = Line()
    line.read()
    line.press("hello")
    assert line.got == []
    line.press("\r")
    assert line.got == [b"hello\n"]
    assert line.shown() == "hello\n"


def test_a_line_may_be_read_piece_by_piece() -> None:
    line = Line()
    line.read(count=3, times=3)
    line.press("hello\n")
    assert line.got == [b"hel", b"lo\n"]


def test_characters_words_and_the_line_can_be_erased() -> None:
    line = Line()
    line.read()
    line.press("one two!!\x17\x17\x7f1\r")
    line.press("gone\x15\r")
    assert line.got == [b"1\n", b"\n"]


def test_an_erased_control_character_takes_both_its_columns() -> None:
    line = Line()
    line.read()
    line.press("\x1b\x7f")
    assert line.shown() == "^[\b \b\b \b"


def test_control_d_ends_the_file_or_hands_over_what_is_there() -> None:
    line = Line()
    line.read()
    line.press("part\x04")
    line.press("\x04")
    assert line.got == [b"part", b""]


def test_without_icanon_each_key_is_read_at_once_and_not_echoed() -> None:
    line = Line()
    line.read(change=Termios.cbreak)
    line.press("q")
    line.press("\x1b[A")
    assert line.got == [b"q", b"\x1b[A"]
    assert line.shown() == ""


def test_a_read_with_a_time_limit_comes_back_empty() -> None:
    line = Line()
    line.read(change=lambda t: t.cbreak(vmin=0, vtime=30), times=1)
    line.lab.run(2.9)
    assert line.got == []
    line.lab.run(0.2)
    assert line.got == [b""]


def test_what_was_typed_ahead_is_there_when_the_settings_change() -> None:
    line = Line()
    line.press("one\rtw")
    line.read(change=Termios.cbreak, times=1)
    assert line.got == [b"one\ntw"]
    line.press("three\rfo")
    line.got.clear()
    line.read(change=lambda t: t._replace(lflag=t.lflag | ICANON), times=1)
    assert line.got == [b"three\n"]


def test_control_s_holds_the_output_back_until_control_q() -> None:
    line = Line()
    line.press("\x13")

    def body() -> int:
        line.calls.write(line.calls.open("/dev/tty1", 1), b"text")
        return 0

    writer = line.lab.spawn("writer", body)
    assert (line.shown(), writer.letter) == ("", "S")
    line.press("\x11")
    assert line.shown() == "text"


def test_what_is_no_terminal_has_no_settings() -> None:
    line = Line()

    def body() -> int:
        try:
            line.calls.tcgetattr(line.calls.open("/dev/null"))
        except OSError as error:
            line.got.append(str(error.errno).encode())
        return 0

    line.lab.spawn("asker", body)
    assert line.got == [str(int(Errno.ENOTTY)).encode()]
