"""``kshell check --submissions``: one transcript examines many; a bad one neither stops nor falsifies the others."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kshell import cli
from kshell.transcript.workers import in_order

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]
POLITE = (ROOT / "modules" / "kthread_stop.py").read_text()
PAGE = (ROOT / "docs" / "testing.md").read_text()
EXERCISE = PAGE.partition("````markdown\n")[2].partition("````\n")[0]
TABLE = PAGE.partition("```text\n")[2].partition("```\n")[0]
LOOP = "    while not kthread_should_stop():\n"
INIT = "    global thread_st\n"
TOLD = {
    "ann": POLITE,
    "bob": POLITE.replace(LOOP, "    while True:\n"),
    "carl": POLITE.replace(INIT, INIT + "    while True: pass\n"),
    "dora": "#include <linux/module.h>\n",
    "eve": None,
}
UNTOLD = {
    "memory": POLITE.replace(INIT, INIT + "    rows = bytearray(10**15)\n"),
    "top": "while True: pass\n",
    "deep": POLITE.replace(INIT, INIT + "    return init_thread()\n"),
    "exit": POLITE.replace(INIT, INIT + "    raise SystemExit\n"),
    "host": POLITE.replace(INIT, INIT + "    import os; os._exit(0)\n"),
    "nul": "\0\1\2",
}


@pytest.fixture
def class_(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with an exercise, and what was handed in: the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("exercise.ksh.md").write_text(EXERCISE)
    for name, text in (TOLD | UNTOLD).items():
        folder = tmp_path / ("handed-in" if name in TOLD else "worse") / name
        folder.mkdir(parents=True)
        if text is not None:
            (folder / "polite.py").write_text(text)
    (tmp_path / "handed-in" / ".git").mkdir()
    return tmp_path


def test_every_submission_has_its_row_as_the_page_tells(class_: Path, capfd: Capture) -> None:
    assert cli.main(["check", "--submissions", "handed-in", "exercise.ksh.md"]) == 50
    assert capfd.readouterr() == (TABLE, "5 transcripts: 4 failed, 1 passed; of 10 steps 7 failed\n")


def test_no_submission_takes_more_than_its_own_row(class_: Path, capfd: Capture) -> None:
    (class_ / "worse" / "zoe").mkdir()
    (class_ / "worse" / "zoe" / "polite.py").write_text(POLITE)
    assert cli.main(["check", "--submissions", "worse", "exercise.ksh.md"]) == 50
    rows = dict(line.split(maxsplit=1) for line in capfd.readouterr().out.splitlines())
    assert [*rows] == sorted([*UNTOLD, "zoe"])
    assert rows.pop("zoe") == "passed"
    assert all(row.startswith("2 of 2 steps failed; line 7, # insmod polite.ko: ") for row in rows.values())


def test_reports_name_the_submission(class_: Path, capfd: Capture) -> None:
    args = ["check", "--json", "--junit", "report.xml", "--submissions", "handed-in", "-k", "ann", "exercise.ksh.md"]
    assert cli.main(args) == 0
    (record,) = json.loads(capfd.readouterr().out)["transcripts"]
    assert (record["file"], record["submission"], record["passed"]) == ("exercise.ksh.md", "ann", True)
    cases = ElementTree.parse("report.xml").getroot().iterfind("testsuite/testcase")
    assert [(case.get("classname"), case.get("name")) for case in cases] == [
        ("ann: exercise.ksh.md", "It starts"),
        ("ann: exercise.ksh.md", "It stops"),
    ]


def test_several_exercises_have_a_column(class_: Path, capfd: Capture) -> None:
    Path("two.ksh.md").write_text("```console\n# modinfo -F license polite.ko\nGPL\n```\n")
    assert cli.main(["check", "--submissions", "handed-in", "-k", "ann", "exercise.ksh.md", "two.ksh.md"]) == 0
    assert capfd.readouterr().out == "ann  exercise.ksh.md  passed\nann  two.ksh.md       passed\n"


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (["--submissions", "nowhere"], "argument --submissions: nowhere: No such file or directory"),
        (["--submissions", "handed-in/ann"], "argument --submissions: handed-in/ann: there is no folder in it"),
        (["--submissions", "handed-in", "--update"], "--submissions does not go with --update"),
    ],
)
def test_wrong_usage_is_told(class_: Path, capfd: Capture, args: list[str], line: str) -> None:
    assert cli.main(["check", *args, "exercise.ksh.md"]) == 2
    assert capfd.readouterr().err == f"kshell: check: {line} (see kshell check --help)\n"


def do(what: str) -> str:
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "exit":
        os._exit(3)
    return what.upper()


def test_a_process_that_dies_costs_only_what_it_was_given() -> None:
    things = ["a", "die", "b", "exit", "c", "die", "d"]
    assert [*in_order(do, things, 2, lambda thing, why: f"{thing}: {why}")] == [
        "A",
        "die: the process that ran it was killed by SIGKILL",
        "B",
        "exit: the process that ran it ended with status 3",
        "C",
        "die: the process that ran it was killed by SIGKILL",
        "D",
    ]


def test_who_has_seen_enough_does_not_wait_for_the_rest() -> None:
    results = in_order(do, ["a", "b", *["die"] * 20], 2, lambda thing, why: why)
    assert next(results) == "A"
    results.close()


def test_no_process_outlives_the_one_that_began_it() -> None:
    code = (
        "import os, signal\n"
        "from kshell.transcript.workers import in_order\n"
        "def work(thing):\n"
        "    os.write(1, thing)\n"
        "    signal.pause()\n"
        "next(in_order(work, [b'busy'] * 2, 2, lambda thing, why: why))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        said = parent.stdout.read(len(b"busybusy"))
        parent.kill()
        assert (said, parent.stdout.read()) == (b"busybusy", b"")  # its end: the workers have gone
