"""``kshell check --update``: what differs is rewritten, and nothing else."""

import io
import os
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kshell import cli
from kshell.transcript import check
from kshell.transcript.errors import TranscriptError
from kshell.transcript.run import read
from kshell.transcript.session import Session
from kshell.transcript.update import Updated, all_steps, no_new_failures, update

from .conftest import FakeMachine

Capture = pytest.CaptureFixture[str]
Plays = Mapping[str, Sequence[tuple[float, str, Any]]]
Update = Callable[..., list[str]]


def says(text: str, status: int = 0) -> list[tuple[float, str, Any]]:
    return [(0, "say", text), (0, "end", status)]


@pytest.fixture
def updated(monkeypatch: pytest.MonkeyPatch, machine: Callable[..., Any]) -> Update:
    """Update the steps of a console block on a machine that plays: the new lines, or why it was refused.

    What came of it passes, and a second update changes nothing.
    """

    def run(plays: Plays, *lines: str, yes: bool = False) -> list[str]:
        monkeypatch.setattr(check, "begin", lambda transcript, _: Session(machine(plays), transcript.front.limit))
        data = "\n".join(["```console", *lines, "```", ""]).encode()
        new = update(data, "s.md", (), all_steps if yes else no_new_failures)
        if new.refused:
            assert new.data == data
            return [*new.refused]
        again = update(new.data, "s.md", (), no_new_failures)
        assert again == Updated(new.data, 0, (), again.checked)
        assert again.checked.passed
        return new.data.decode().splitlines()[1:-1]

    return run


def test_what_is_as_expected_stays(updated: Update) -> None:
    lines = ["# ls", "...", r"[[N:\d]] b (re)", "[..]"]
    assert updated({"ls": says("a\n2 b\nc\n")}, *lines) == lines


def test_only_the_lines_that_differ_become_others(updated: Update) -> None:
    plays = {"ls": says("a 1\nb 2\nc 3\nd 4\n")}
    assert updated(plays, "# ls", "[..] 1", "B", "...", r"d \d (re)") == ["# ls", "[..] 1", "...", r"d \d (re)"]
    assert updated(plays, "# ls", "a 1", "B", "c [..]") == ["# ls", "a 1", "b 2", "c [..]", "d 4"]


def test_a_line_keeps_what_is_loose_in_the_one_it_replaces(updated: Update) -> None:
    plays = {"rmmod": says("[    5.000123] Cleaning down now\nCPU: 1 PID: 143 Comm: rmmod\n")}
    lines = ["# rmmod", "[..] Cleaning Up now", "CPU: [..] PID: [..] Comm: insmod"]
    assert updated(plays, *lines) == ["# rmmod", "[..] Cleaning down now", "CPU: [..] PID: [..] Comm: rmmod"]


def test_an_elision_does_not_swallow_a_line_that_has_changed(updated: Update) -> None:
    plays = {"rmmod": says("[    5.000123] Cleaning Up\n[    5.000124] x\n[   10.240000] Thread stopped\n")}
    lines = ["# rmmod", "[..] Cleaning Down", "...", "[..] Thread stopping"]
    assert updated(plays, *lines) == ["# rmmod", "[..] Cleaning Up", "...", "[..] Thread stopped"]
    assert updated(plays, "# rmmod", "no such", "...") == ["# rmmod", "..."]


def test_a_definition_is_kept_though_its_line_has_changed(updated: Update) -> None:
    plays = {"ps": says("  143 pts/1    00:00:00 rmmod\n"), "kill 143": says("")}
    lines = ["# ps", r"[..][[PID:\d+]] ?        00:00:00 rmmod", "# kill [[PID]]"]
    assert updated(plays, *lines) == ["# ps", r"[..][[PID:\d+]] pts/1    00:00:00 rmmod", "# kill [[PID]]"]


def test_captured_values_are_folded_back_in(updated: Update) -> None:
    plays = {"pidof x": says("143\n"), "n": says("1\n"), "log": says("x[143] 1430 5.143 ended by 143\nwith 1\n")}
    lines = ["# pidof x", r"[[PID:\d+]]", "# n", r"[[N:\d]]", "# log", "old"]
    assert updated(plays, *lines)[5:] == ["x[[[PID]]] 1430 5.143 ended by [[PID]]", "with 1"]
    assert updated(plays, *lines[:-1], "[[N]] old")[5:] == ["x[[[PID]]] 1430 5.143 ended by [[PID]]", "with [[N]]"]


def test_an_exit_status_and_a_wait_channel_are_rewritten(updated: Update) -> None:
    plays = {"false": says("", 2), "rmmod": [(0, "wait", "msleep")]}
    lines = ["# false", "[1]", "# rmmod", "[blocked: kthread_stop]"]
    assert updated(plays, *lines) == ["# false", "[2]", "# rmmod", "[blocked: msleep]"]


def test_what_would_read_as_something_else_is_escaped(updated: Update) -> None:
    assert updated({"x": says("> a 7\nz\n")}, "# x", "x a 8", "...") == ["# x", "..."]
    assert updated({"x": says("> a\n# b\n[1]\n\x1b\n")}, "# x") == [
        "# x", r"\x3e a (esc)", r"\x23 b (esc)", "[1] (esc)", r"\x1b (esc)",
    ]  # fmt: skip


def test_a_new_failure_is_refused_unless_it_is_meant(updated: Update) -> None:
    plays = {"false": says("", 1)}
    assert updated(plays, "# true", "x", "# false") == [
        "s.md:4: it ends with [1]: # false",
        "s.md: not updated, for what failed had passed before; --yes updates it all the same",
    ]
    assert updated(plays, "# true", "x", "# false", yes=True) == ["# true", "# false", "[1]"]


def test_a_command_that_blocks_now_ends_its_step_at_once_in_the_new_file(updated: Update) -> None:
    plays = {"rmmod": [(0, "wait", "kthread_stop"), (7, "say", "later\n")]}
    assert updated(plays, "# rmmod")[0] == "s.md:2: no prompt on terminal 1: the command waits in kthread_stop: # rmmod"
    lines = updated(plays, "# rmmod", "% wait 10s", yes=True)
    assert lines == ["# rmmod", "[blocked: kthread_stop]", "% wait 10s", "later"]


def test_a_capture_that_is_gone_is_left_to_the_author(updated: Update) -> None:
    plays = {"pidof x": says("none\n"), "kill [[PID]]": says("")}
    assert updated(plays, "# pidof x", r"[[PID:\d+]]", "# kill [[PID]]") == [
        "s.md: not updated, it would be wrong in its line 4: capture PID is used before it is defined: "
        "write [[PID:regex]] above"
    ]


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder, and the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_other_byte_of_the_file_stays(folder: Path, capfd: Capture) -> None:
    text = (
        "\ufeff# T  \r\n\r\n- a\r\n  ```console\r\n  # echo 1; echo 2\r\n  1\r\n  3\r\n  # echo\r\n\r\n  ```\r\n\tend"
    )
    (folder / "s.md").write_bytes(text.encode())
    (folder / "s.md").chmod(0o640)
    (folder / "link.md").symlink_to("s.md")
    assert cli.main(["check", "--update", "link.md"]) == 0
    assert (folder / "s.md").read_bytes() == text.replace("3\r", "2\r").encode()
    assert stat.S_IMODE((folder / "s.md").stat().st_mode) == 0o640
    assert (folder / "link.md").is_symlink()
    assert sorted(os.listdir()) == ["link.md", "s.md"]
    assert capfd.readouterr() == ("", "link.md: 1 step updated\n1 transcript, 2 steps: passed\n")


def test_what_cannot_be_written_is_one_clear_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kshell.transcript.replace.os.fsync", full)
    (folder / "s.md").write_text("```console\n# echo 1\n2\n```\n")
    assert cli.main(["check", "--update", "s.md"]) == 50
    assert capfd.readouterr().err.splitlines()[0] == "kshell: s.md: No space left on device"
    assert (folder / "s.md").read_text() == "```console\n# echo 1\n2\n```\n"
    assert os.listdir() == ["s.md"]


def test_a_refused_file_differs_still(folder: Path, capfd: Capture) -> None:
    (folder / "s.md").write_text("```console\n# false\n```\n")
    assert cli.main(["check", "--update", "s.md"]) == 50
    assert "s.md: not updated, for what failed" in capfd.readouterr().err
    assert cli.main(["check", "--update", "--yes", "-j", "2", "s.md"]) == 0
    assert (folder / "s.md").read_text() == "```console\n# false\n[1]\n```\n"


@pytest.mark.parametrize(
    ("answers", "statuses", "asked"),
    [("y\nn\nyes\n", "426", 3), ("what\nn\na\n", "156", 3), ("y\nq\n", "423", 2), ("", "123", 1)],
)
def test_each_step_is_asked_for(
    answers: str, statuses: str, asked: int, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture
) -> None:
    text = "```console\n# (exit 4)\n[1]\n# (exit 5)\n[2]\n# (exit 6)\n[3]\n```\n"
    (folder / "s.md").write_text(text)
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    cli.main(["check", "--update", "-i", "s.md"])
    assert capfd.readouterr().err.count("Update this step?") == asked
    assert "".join((folder / "s.md").read_text().split("[")[n + 1][0] for n in range(3)) == statuses


def test_i_and_yes_go_with_update(folder: Path, capfd: Capture) -> None:
    assert cli.main(["check", "-i", "s.md"]) == 2
    assert capfd.readouterr().err == "kshell: check: -i goes with --update (see kshell check --help)\n"


words = st.sampled_from(["a", "b", "143", "7", "[    5.000123] a", "[..]", "> x", "x (re)", "x 143 y", "a 7", "\x1b"])
patterns = words | st.sampled_from(
    [
        "...",
        "[..] a",
        "a [..]",
        r"\d+ (re)",
        "[ab] (re*)",
        r"[[P:\d+]]",
        "[[P]]",
        r"x [[Q:\d+]] y",
        "a [[P]]",
        "z (no-eol)",
    ]
)
ends = st.sampled_from(["", "[1]", "[blocked]", "[0]"])


@given(
    st.lists(st.tuples(st.lists(words, max_size=4), st.lists(patterns, max_size=4), ends, st.booleans()), max_size=4),
    st.integers(0, 2),
)
def test_an_updated_file_passes_and_is_not_updated_again(
    steps: list[tuple[list[str], list[str], str, bool]], status: int
) -> None:
    plays = {f"c{n}": says("\n".join(said) + "\n" * bool(said), status) for n, (said, _, _, _) in enumerate(steps)}
    lines = [line for n, (_, expected, end, _) in enumerate(steps) for line in (f"# c{n}", *expected, end) if line]
    data = "\n".join(["```console", *lines, "```"]).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check, "begin", lambda transcript, _: Session(FakeMachine(plays), transcript.front.limit))
        try:
            read(data, "s.md")
        except TranscriptError:
            return
        new = update(data, "s.md", (), all_steps)
        if new.refused:
            assert "it would be wrong in its line" in new.refused[0] or "something else each time" in new.refused[0]
            assert new.data == data
        else:
            again = update(new.data, "s.md", (), no_new_failures)
            assert (again.data, again.refused) == (new.data, ())
            assert new.checked.passed
            assert again.checked.passed
