"""The file of lines that were typed: what is kept, and what becomes of it when several sessions write."""

import fcntl
import os
from pathlib import Path

from kshell.frontend.history import Past


def numbers(first: int, last: int) -> str:
    return "".join(f"echo {number}\n" for number in range(first, last + 1))


def test_a_file_that_is_twice_too_long_is_shortened(tmp_path: Path) -> None:
    file = tmp_path / "history"
    file.write_text(numbers(1, 6))
    assert Past(file, 3).lines == ["echo 4", "echo 5", "echo 6"]
    assert file.read_text() == numbers(1, 6)
    file.write_text(numbers(1, 7))
    file.chmod(0o600)
    assert Past(file, 3).lines == ["echo 5", "echo 6", "echo 7"]
    assert file.read_text() == numbers(5, 7)
    assert file.stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == ["history"]


def test_two_sessions_write_to_the_file_that_one_has_shortened(tmp_path: Path) -> None:
    file = tmp_path / "history"
    file.write_text(numbers(1, 2))
    first = Past(file, 3)
    first.add("echo 3")
    file.write_text(file.read_text() + numbers(4, 7))
    second = Past(file, 3)
    first.add("echo 8")
    second.add("echo 9")
    assert file.read_text() == numbers(5, 9)


def test_a_file_that_another_session_is_shortening_is_left_to_it(tmp_path: Path) -> None:
    file = tmp_path / "history"
    file.write_text(numbers(1, 9))
    with file.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert Past(file, 3).lines == ["echo 7", "echo 8", "echo 9"]
    assert file.read_text() == numbers(1, 9)


def test_what_a_crash_has_left_behind_does_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "history"
    file.write_text(numbers(1, 9))
    (tmp_path / "history.new").write_text("half a li")
    Past(file, 3)
    assert file.read_text() == numbers(7, 9)
    assert os.listdir(tmp_path) == ["history"]


def test_no_lines_taken_over_and_none_lost(tmp_path: Path) -> None:
    file = tmp_path / "history"
    file.write_text(numbers(1, 9))
    assert Past(file, 0).lines == []
    assert file.read_text() == numbers(1, 9)
