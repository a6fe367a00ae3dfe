"""``kshell run`` and ``kshell check``, on machines that play and on real ones."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kshell import cli
from kshell.transcript import check, command, workers
from kshell.transcript.session import Session

Capture = pytest.CaptureFixture[str]


def console(*lines: str) -> str:
    return "\n".join(["```console", *lines, "```", ""])


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder, and the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def playing(monkeypatch: pytest.MonkeyPatch, machine: Callable[..., Any], folder: Path) -> Path:
    """A folder in which run and check use a machine that knows one play; the folder."""
    plays = {"ls": [(0, "say", "a\n\x1bé\n"), (0, "end", 0)]}
    for user in (command, check):
        monkeypatch.setattr(user, "begin", lambda transcript, _: Session(machine(plays), transcript.front.limit))
    return folder


def test_run_prints_the_file_with_what_is_shown(playing: Path, capfd: Capture) -> None:
    (playing / "s.ksh.md").write_text("# É\r\n```console\n# ls\nb\n(t2)# true\n% wait /x/ 1s\n```\nend", "utf-8")
    assert cli.main(["run", "s.ksh.md"]) == 0
    out, err = capfd.readouterr()
    assert out == "# É\n```console\n# ls\na\n\\x1bé (esc)\n(t2)# true\n% wait /x/ 1s\n```\nend"
    assert err == "s.ksh.md:6: no line that matches /x/ in 1s\n"


def test_check_prints_a_note_and_a_diff_and_returns_50(playing: Path, capfd: Capture) -> None:
    (playing / "good.md").write_text(console("# ls", "a", "..."))
    (playing / "bad.md").write_text(console("# ls", "b", "..."))
    assert cli.main(["check", "good.md"]) == 0
    assert capfd.readouterr() == ("", "1 transcript, 1 step: passed\n")
    assert cli.main(["check", "good.md", "bad.md"]) == 50
    out, err = capfd.readouterr()
    assert out.splitlines() == [
        "bad.md:2: something else was shown",
        "    terminal 1, at 5s: # ls",
        "    shown:",
        "    | a",
        r"    | \x1bé (esc)",
        "--- bad.md\texpected",
        "+++ bad.md\tshown",
        "@@ -1,6 +1,5 @@ # ls",
        " ```console",
        " # ls",
        "-b",
        " ...",
        " ```",
        " ",
    ]
    assert err == "2 transcripts: 1 failed, 1 passed; of 2 steps 1 failed\n"


def test_check_returns_50_for_an_unfulfilled_wait(playing: Path, capfd: Capture) -> None:
    (playing / "wait.md").write_text(console("% wait (t2) 2s", "(t2)# ls", "[[X:.]]", "...", "% wait /x/ 1s"))
    assert cli.main(["check", "wait.md"]) == 50
    assert capfd.readouterr().out.splitlines() == [
        "wait.md:6: no line that matches /x/ in 1s",
        "    terminal 1, from 7s to 8s: % wait /x/ 1s",
        "    captured: X=a",
    ]


def test_another_end_is_told_in_words(playing: Path, capfd: Capture) -> None:
    (playing / "end.md").write_text(console("# true", "[3]"))
    assert cli.main(["check", "end.md"]) == 50
    assert capfd.readouterr().out.startswith("end.md:2: it ends with [0], expected was [3]\n")


def test_a_folder_stands_for_the_markdown_files_with_steps_below_it(playing: Path, capfd: Capture) -> None:
    (playing / "sub" / ".hidden").mkdir(parents=True)
    (playing / "sub" / "b.md").write_text(console("# true", "B"))
    (playing / "sub" / "a.ksh.md").write_text(console("# true", "A"))
    (playing / "sub" / "prose.md").write_text("# true\n")
    (playing / "sub" / "other.txt").write_text(console("# true", "X"))
    (playing / "sub" / ".hidden" / "c.md").write_text(console("# true", "C"))
    assert cli.main(["check", "sub", "sub/b.md", "."]) == 50
    assert [line for line in capfd.readouterr().out.splitlines() if line.startswith("-")] == [
        "--- sub/a.ksh.md\texpected", "-A", "--- sub/b.md\texpected", "-B",
    ]  # fmt: skip


def test_files_are_chosen_by_name_or_heading(playing: Path, capfd: Capture) -> None:
    (playing / "one.md").write_text("# The Hang\n" + console("# true"))
    (playing / "two.md").write_text("## A crash ##\n" + console("# true"))
    (playing / "hang.md").write_text(console("# true"))
    assert cli.main(["check", ".", "-k", "hang"]) == 0
    assert capfd.readouterr().err == "2 transcripts, 2 steps: passed\n"
    assert cli.main(["check", ".", "-k", "hnag"]) == 1
    assert capfd.readouterr().err == "kshell: check: no transcript has 'hnag' in its name or in a heading\n"


def test_x_stops_at_the_first_file_that_differs(playing: Path, capfd: Capture) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (playing / name).write_text(console("# true", *(["x"] if name != "a.md" else [])))
    assert cli.main(["check", "-x", "."]) == 50
    assert capfd.readouterr().err == "2 transcripts: 1 failed, 1 passed; of 2 steps 1 failed\n"


def test_nothing_runs_while_there_is_an_error_in_any_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture
) -> None:
    monkeypatch.setattr(check, "begin", lambda *_: pytest.fail("it has begun"))
    (folder / "good.md").write_text(console("# true"))
    (folder / "bad.md").write_text("```console\n(t2)#\tx\n\t% jump\n")
    (folder / "worse.md").write_text("---\nkernel: 6.1\nmodules: mine none\n---\n")
    (folder / "regex.md").write_text(console("# a", "b", "x\ty(\x1b (re)"))
    assert cli.main(["check", "good.md", "bad.md", "worse.md", "regex.md", "nowhere"]) == 1
    assert capfd.readouterr().err.splitlines() == [
        "bad.md:1: unclosed fence: end it with a line '```'",
        "    ```console",
        "    ^~~~~~~~~~",
        "worse.md:3: modules: there is no folder mine",
        "    modules: mine none",
        "             ^~~~",
        "regex.md:4: bad regular expression: missing ), unterminated subpattern at position 3",
        r"    x\ty(\x1b (re)",
        "    ^~~~~~~~~~~~~~",
        "kshell: nowhere: No such file or directory",
    ]


@pytest.mark.parametrize(
    ("text", "source", "caret"),
    [
        (console("# a", "", "% sleep 5s"), "% sleep 5s", "  ^~~~~"),
        (console("# a", "% wait /x(/ 5s"), "% wait /x(/ 5s", "        ^~"),
        (console("# kill [[PID]]"), "# kill [[PID]]", "       ^~~~~~~"),
        (console("% key \x1b"), r"% key \x1b", "      ^~~~"),
        ("---\ncpus: two\n---", "cpus: two", "      ^~~"),
        (console("  out"), "  out", "  ^"),
    ],
)
def test_a_caret_stands_under_what_is_wrong(text: str, source: str, caret: str, folder: Path, capfd: Capture) -> None:
    (folder / "f.md").write_text(text)
    assert cli.main(["check", "f.md"]) == 1
    assert capfd.readouterr().err.splitlines()[1:] == [f"    {source}", f"    {caret}"]


def test_several_processes_find_the_same_in_the_same_order(folder: Path, capfd: Capture) -> None:
    for n in range(12):
        (folder / f"{n:02}.md").write_text(console(f"# echo {n % 3}", "0"))
    assert cli.main(["check", "."]) == 50
    alone = capfd.readouterr()
    assert cli.main(["check", "-j", "3", "."]) == 50
    assert capfd.readouterr() == alone
    assert cli.main(["check", "-j2", "-x", "."]) == 50
    assert capfd.readouterr().err == "2 transcripts: 1 failed, 1 passed; of 2 steps 1 failed\n"


def test_many_are_spread_over_the_cpus(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture) -> None:
    used: list[int] = []
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    monkeypatch.setattr(workers, "in_order", lambda work, todo, n, lost: used.append(n) or map(work, todo))
    for n in range(20):
        (folder / f"{n:02}.md").write_text(console("% wait 1ms"))
    assert cli.main(["check", "00.md", "01.md"]) == 0
    assert cli.main(["check", "."]) == 0
    assert cli.main(["check", "-j1", "."]) == 0
    assert used == [3]


def test_a_flood_is_cut_in_the_middle_of_the_diff(folder: Path, capfd: Capture) -> None:
    (folder / "s.md").write_text(console("# seq 5000", "% wait 1s"))
    assert cli.main(["check", "s.md"]) == 50
    out = capfd.readouterr().out.splitlines()
    added = [line[1:] for line in out if line.startswith("+")][1:]
    assert added[198:202] == ["199", "...", "4801", "4802"]
    assert (len(added), added[-1]) == (400, "5000")
    (folder / "s.md").write_text(console("# seq 5000", *added, "% wait 1s"))
    assert cli.main(["check", "s.md"]) == 0


def test_json_holds_all_that_was_found(folder: Path, capfd: Capture) -> None:
    (folder / "s.md").write_text("# One\n" + console("(t2)# echo 1", r"[[X:\d]]") + "# Two\n" + console("# false", "x"))
    assert cli.main(["check", "--json", "s.md"]) == 50
    found = json.loads(capfd.readouterr().out)
    (transcript,) = found["transcripts"]
    one, two = transcript["sections"]
    assert (found["passed"], found["failed"], found["errors"]) == (0, 1, [])
    assert (transcript["file"], transcript["passed"], transcript["error"]) == ("s.md", False, "")
    assert (one["title"], one["line"], two["title"], two["line"]) == ("One", 1, "Two", 6)
    assert one["steps"][0] | {"began_ns": 0, "ended_ns": 0} == {
        "line": 3, "command": "(t2)# echo 1", "terminal": 2, "began_ns": 0, "ended_ns": 0, "passed": True,
        "problem": "", "note": "", "captured": {"X": "1"}, "expected": [r"[[X:\d]]"], "expected_end": "",
        "shown": ["1"], "shown_end": "",
    }  # fmt: skip
    (false,) = two["steps"]
    assert (false["passed"], false["expected"], false["shown"], false["shown_end"]) == (False, ["x"], [], "[1]")
    assert "-x\n+[1]\n" in transcript["diff"]


def test_junit_has_a_test_for_each_heading(folder: Path, capfd: Capture) -> None:
    (folder / "s.md").write_text("# O\x1bne\n" + console("# true") + "# Two\n" + console("# false", "x\x01"))
    assert cli.main(["check", "--junit", "report.xml", "s.md"]) == 50
    suite = ElementTree.parse("report.xml").getroot().find("testsuite")
    assert suite is not None
    assert suite.attrib == {"name": "s.md", "tests": "2", "failures": "1", "errors": "0"}
    assert [(case.get("name"), len(case)) for case in suite] == [(r"O\x1bne", 0), ("Two", 1)]
    assert suite[1][0].get("message") == "s.md:7: something else was shown"
    assert "+[1]" in (suite[1][0].text or "")


def test_errors_are_in_the_reports_too(folder: Path, capfd: Capture) -> None:
    (folder / "bad.md").write_text(console("% jump"))
    assert cli.main(["check", "--json", "--junit", "report.xml", "bad.md"]) == 1
    assert json.loads(capfd.readouterr().out)["errors"][0]["line"] == 2
    error = ElementTree.parse("report.xml").getroot().find("testsuite/testcase/error")
    assert error is not None
    assert error.get("message", "").startswith("unknown directive '% jump'")
    assert cli.main(["check", "--junit", "no/report.xml", "bad.md"]) == 1
    assert "kshell: no/report.xml: No such file or directory\n" in capfd.readouterr().err


def test_a_bug_of_kshell_fails_its_own_file_only(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture) -> None:
    monkeypatch.delenv("KSHELL_TRACEBACK", raising=False)
    begin = check.begin

    def fails(transcript: Any, modules: Any) -> Session:
        if transcript.file == "a.md":
            raise ValueError("no such thing")
        return begin(transcript, modules)

    monkeypatch.setattr(check, "begin", fails)
    for name in ("a.md", "b.md"):
        (folder / name).write_text(console("# true"))
    assert cli.main(["check", "."]) == 50
    out, err = capfd.readouterr()
    assert out == "a.md: internal error of kshell: ValueError: no such thing\n"
    assert err == "2 transcripts: 1 failed, 1 passed; of 1 steps 0 failed\n"
