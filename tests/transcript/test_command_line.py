"""The ``kshell`` command: which part does the work, exit statuses, and one clear line for whatever is wrong."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from kshell import cli
from kshell.machine import Settings

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-c", "import sys; from kshell.cli import main; sys.exit(main())"]
Capture = pytest.CaptureFixture[str]


class Script:
    """Stands for the machine in batch mode: remembers what it was asked to run."""

    asked: dict[str, Any]
    fate: int | Exception | type[BaseException] = 0

    def __init__(self, settings: Settings) -> None:
        type(self).asked = {"settings": settings}

    def run_script(
        self, argv: list[str], stdin: BinaryIO | None, stdout: BinaryIO, stderr: BinaryIO, limit_ns: int
    ) -> int:
        self.asked |= {"argv": argv, "stdin": stdin, "limit": limit_ns}
        stdout.write(b"out\n")
        stderr.write(b"err\n")
        if isinstance(self.fate, int):
            return self.fate
        raise self.fate


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> type[Script]:
    class Fresh(Script):
        pass

    monkeypatch.setattr("kshell.machine.Machine", Fresh)
    monkeypatch.delenv("KSHELL_TRACEBACK", raising=False)
    return Fresh


def kshell(*args: str, input: str = "", **more: Any) -> subprocess.CompletedProcess[str]:
    """Run kshell as a process of its own, without a terminal and without an environment."""
    environment = {"PYTHONPATH": str(ROOT)}
    return subprocess.run([*PROGRAM, *args], input=input, capture_output=True, text=True, env=environment, **more)


def test_a_command_is_run_by_bash(script: type[Script], capfd: Capture) -> None:
    assert cli.main(["-c", "exit 3", "name", "--limit"]) == 0
    assert script.asked["argv"] == ["bash", "-c", "exit 3", "name", "--limit"]
    assert script.asked["settings"] == Settings()
    assert script.asked["limit"] == 300_000_000_000
    assert capfd.readouterr() == ("out\n", "err\n")


def test_the_exit_status_is_that_of_the_last_command(script: type[Script]) -> None:
    script.fate = 3
    assert cli.main(["-c", "exit 3"]) == 3


def test_options_make_the_machine(script: type[Script], tmp_path: Path) -> None:
    options = ["--kernel", "6.1", "--cpus=4", "--boot", "panic=-1 quiet", "--limit", "2.5", "--modules", str(tmp_path)]
    assert cli.main([*options, "-c", "true"]) == 0
    assert script.asked["settings"] == Settings("6.1", 4, "panic=-1 quiet", modules=(tmp_path,), samples=False)
    assert script.asked["limit"] == 2_500_000_000


def test_a_script_is_a_file_in_the_working_directory(script: type[Script], tmp_path: Path) -> None:
    file = tmp_path / "setup.sh"
    file.write_text("insmod hello.ko\n")
    assert cli.main([str(file), "a", "-b"]) == 0
    assert script.asked["argv"] == ["bash", "setup.sh", "a", "-b"]
    assert script.asked["settings"].files == {"setup.sh": b"insmod hello.ko\n"}


def test_commands_come_in_through_a_pipe(script: type[Script], monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"ls\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert cli.main([]) == 0
    assert script.asked["argv"] == ["bash"]
    assert script.asked["stdin"] is stdin.buffer


def test_streams_may_be_closed(script: type[Script], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert cli.main(["-c", "true"]) == 0
    assert script.asked["stdin"] is None


def test_a_bug_is_one_line(script: type[Script], capfd: Capture) -> None:
    script.fate = ValueError("no such\nthing")
    assert cli.main(["-c", "true"]) == 70
    line = capfd.readouterr().err.removeprefix("err\n")
    assert line.startswith("kshell: internal error: ValueError: no such (test_command_line.py:")
    assert line.endswith("); please report it with what KSHELL_TRACEBACK=1 adds to this\n")
    assert line.count("\n") == 1


def test_a_bug_shows_its_traceback_on_request(
    script: type[Script], capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KSHELL_TRACEBACK", "1")
    script.fate = ValueError("no such thing")
    assert cli.main(["-c", "true"]) == 70
    assert "Traceback (most recent call last)" in capfd.readouterr().err


def test_an_interrupt_is_status_130(script: type[Script]) -> None:
    script.fate = KeyboardInterrupt
    assert cli.main(["-c", "true"]) == 130


@pytest.mark.parametrize(
    ("args", "line", "status"),
    [
        (["--color"], "kshell: unknown option --color (kshell --help lists them)", 2),
        (["-x"], "kshell: unknown option -x (kshell --help lists them)", 2),
        (["-c"], "kshell: -c: option requires an argument", 2),
        (["--boot"], "kshell: --boot: option requires an argument", 2),
        (["--cpus", "0"], "kshell: --cpus: 0: not a number from 1 to 64", 2),
        (["--cpus", "two"], "kshell: --cpus: two: not a number from 1 to 64", 2),
        (["--limit", "nan"], "kshell: --limit: nan: not a number of seconds", 2),
        (["--kernel", "5.10"], "kshell: --kernel: 5.10: there are article and 6.1", 2),
        (["--modules", "nowhere"], "kshell: --modules: nowhere: No such file or directory", 2),
        (["--modules", "text.sh"], "kshell: --modules: text.sh: Not a directory", 2),
        (["run"], "kshell: run: the following arguments are required: FILE (see kshell run --help)", 2),
        (["run", "a", "b"], "kshell: run: unrecognized arguments: b (see kshell run --help)", 2),
        (["check"], "kshell: check: the following arguments are required: FILE (see kshell check --help)", 2),
        (["run", "-j2", "a"], "kshell: run: unrecognized arguments: -j2 (see kshell run --help)", 2),
        (["check", "--mod", "x", "a"], "kshell: check: unrecognized arguments: --mod (see kshell check --help)", 2),
        (["run", "--cpus", "1", "x"], "kshell: run: --cpus: a transcript says that itself, in a line 'cpus: ...'", 2),
        (["--cpus=1", "run", "x"], "kshell: run: --cpus: a transcript says that itself, in a line 'cpus: ...'", 2),
        (["story.ksh.md"], "kshell: story.ksh.md is a transcript: use 'kshell run' or 'kshell check'", 2),
        (["nowhere"], "kshell: nowhere: No such file or directory", 127),
        (["."], "kshell: .: Is a directory", 126),
        (["latin1.sh"], "kshell: latin1.sh: not UTF-8 text", 126),
        (["run", "nowhere"], "kshell: nowhere: No such file or directory", 1),
        (["run", "."], "kshell: .: Is a directory", 1),
        (["check", "latin1.sh"], "latin1.sh:2: not UTF-8 text", 1),
        (["check", "empty"], "kshell: empty: no Markdown files in this folder", 1),
    ],
)
def test_what_is_wrong_is_one_clear_line(
    args: list[str], line: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture
) -> None:
    (tmp_path / "text.sh").write_text("ls\n")
    (tmp_path / "latin1.sh").write_bytes(b"ls\n# caf\xe9\n")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    assert cli.main(args) == status
    assert capfd.readouterr() == ("", line + "\n")


def test_an_unreadable_file_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, capfd: Capture) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert cli.main(["secret.sh"]) == 126
    assert capfd.readouterr().err == "kshell: secret.sh: Permission denied\n"


def test_help_and_version_need_nothing() -> None:
    assert kshell("--help").stdout.startswith("usage: kshell [OPTION]...")
    assert kshell("--version").stdout.startswith("kshell ")


def test_a_broken_pipe_ends_quietly() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*PROGRAM, "--help"], stdout=writer, stderr=subprocess.PIPE, env={"PYTHONPATH": str(ROOT)})
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has /dev/full")
def test_a_full_disk_is_one_clear_line() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*PROGRAM, "--help"], stdout=full, stderr=subprocess.PIPE, env={"PYTHONPATH": str(ROOT)})
    assert (done.returncode, done.stderr) == (1, b"kshell: write error: No space left on device\n")


def test_batch_mode_imports_no_terminal_library() -> None:
    heavy = "argparse prompt_toolkit rich asyncio kshell.transcript kshell.frontend difflib"
    code = (
        "import sys; from kshell import cli; cli.main(['-c', 'true']);"
        f"print([name for name in {heavy.split()!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": str(ROOT)})
    assert done.stdout == "[]\n"


def test_a_real_machine_runs_commands_scripts_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "three.sh").write_text('echo "$0 $1"\nexit 3\n')
    assert kshell("-c", "echo hello; exit 4").stdout == "hello\n"
    assert kshell("-c", "exit 4").returncode == 4
    done = kshell("three.sh", "one", cwd=tmp_path)
    assert (done.stdout, done.stderr, done.returncode) == ("three.sh one\n", "", 3)
    done = kshell(input="echo piped\nfalse\n")
    assert (done.stdout, done.stderr, done.returncode) == ("piped\n", "", 1)


def test_a_command_that_never_returns_is_given_up() -> None:
    done = kshell("--limit", "20", "-c", "sleep 1000")
    assert done.returncode == 124
    assert done.stderr.count("\n") == 1
    assert "sleep" in done.stderr


def test_ctrl_c_ends_a_run(tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text("# begin\n```console\n# while :; do :; done\n```\n")
    process = subprocess.Popen(
        [*PROGRAM, "run", "long.md"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == b"# begin\n"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert (process.returncode, errors) == (130, b"")
