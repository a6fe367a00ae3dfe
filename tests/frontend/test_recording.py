"""kshell record: an ordinary session leaves a transcript that passes kshell check."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.frontend.window import F1, F2, F3, PROMPT, Window

Open = Callable[..., Window]


def test_a_recorded_session_passes_check(window: Open, tmp_path: Path) -> None:
    out = tmp_path / "out.ksh.md"
    w = window("record", str(out))
    w.run("insmod kthread_hang.ko")
    w.wait("Thread Running")
    w.type("rmmod kthread_hang\r")
    w.wait_toolbar(r"\*tty1!rmmod D")
    w.type("\x03ls\r")
    w.wait(r"\^Cls")
    w.type(F2)
    w.run("ps -e | grep mythread")
    w.wait("mythread\n")
    w.type(F1 + "\x0fq")
    assert w.end() == 0
    text = out.read_text()
    assert "# rmmod kthread_hang\n[..] Cleaning Up\n[blocked: kthread_stop]\n" in text
    assert "% key C-c\n^C\n" in text
    assert "% type ls\nls\n" in text
    assert "(t2)# ps -e | grep mythread\n" in text
    checked = subprocess.run(
        [sys.executable, "-m", "kshell", "check", str(out)], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout) == (0, "")


def test_what_was_seen_when_kshell_is_killed_is_a_file_that_passes_check(window: Open, tmp_path: Path) -> None:
    out = tmp_path / "out.ksh.md"
    w = window("record", str(out))
    w.run("insmod kthread_hang.ko")
    w.wait("Thread Running(.*\n)*.*Thread Running")
    w.until(lambda: out.read_text().count("Thread Running") == 2, "the second message in the file")
    w.type(F3 + "tty\r")
    w.wait("/dev/tty3\n")
    w.until(lambda: "(t3)# tty\n/dev/tty3\n" in out.read_text(), "what was typed at once")
    w.type(F1 + "rmmod kthread_hang\r")
    w.wait_toolbar(r"\*tty1!rmmod D")
    w.close()
    checked = subprocess.run(
        [sys.executable, "-m", "kshell", "check", str(out)], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout) == (0, "")


def test_a_recording_does_not_depend_on_the_settings_of_the_person(window: Open, tmp_path: Path) -> None:
    settings = tmp_path / "config" / "kshell" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('prompt = "mine> "\n[aliases]\nhi = "echo hello"\n')
    out = tmp_path / "out.ksh.md"
    w = window("record", str(out))
    w.type("hi\r")
    w.wait("bash: hi: command not found\n" + PROMPT)
    w.type("\x0fq")
    assert w.end() == 0
    assert "# hi\nbash: hi: command not found\n[127]\n" in out.read_text()


def test_a_file_that_is_there_is_not_overwritten(window: Open, tmp_path: Path) -> None:
    out = tmp_path / "out.ksh.md"
    out.write_text("mine")
    w = window("record", str(out), columns=200)
    assert w.end() == 1
    assert f"kshell: record: {out}: File exists" in "\n".join(w.lines)
    assert out.read_text() == "mine"
