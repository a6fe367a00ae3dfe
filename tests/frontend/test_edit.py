"""edit opens the person's own editor on her files; the bar says which modules have changed, and reload loads them."""

import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from kshell.machine import NSEC_PER_SEC, Machine, Settings
from kshell.machine.editing import host_file, template
from kshell.machine.rootfs import sample_modules
from tests.frontend.window import HOST_PROMPT, PROMPT, Window

Open = Callable[..., Window]

ASKING = """\
#!/bin/sh
ulimit -d > "$(dirname "$0")/limit"
echo "editing ${1##*/}, $(stty -a | grep -o ' icanon'), $(head -n 1 "$1")"
read line
echo "# $line" >> "$1"
"""


def asking(folder: Path) -> str:
    """An editor that shows the first line of a file, and appends one that is typed."""
    script = folder / "editor"
    script.write_text(ASKING)
    return f"sh {script}"


def test_a_sample_is_copied_to_the_folder_and_the_bar_says_that_the_loaded_one_has_changed(
    window: Open, tmp_path: Path
) -> None:
    w = window(cwd=str(tmp_path), EDITOR="sed -i 's/hello %s/good day %s/'", VISUAL="", columns=150)
    w.run("insmod params.ko count=1 who=you")
    w.run("edit params.py")
    w.until(lambda: f"{tmp_path}/params.py is new" in w.lines, "the note")
    w.wait_toolbar(" params changed: reload ")
    w.type("clear; reload params\r")
    w.wait(r"^\+ rmmod params\n.*exit.*\n\+ insmod /root/params.ko count=1 who=you\n.*params: good day you ")
    w.until(lambda: "changed" not in w.toolbar, "no notice")
    assert "good day %s" in (tmp_path / "params.py").read_text()
    assert "good day" not in (sample_modules() / "params.py").read_text()


@pytest.mark.skipif(resource.getrlimit(resource.RLIMIT_DATA)[0] != resource.RLIM_INFINITY, reason="the host has limits")
def test_a_new_module_begins_with_a_template_and_is_there_when_it_was_saved(window: Open, tmp_path: Path) -> None:
    w = window(cwd=str(tmp_path), EDITOR=asking(tmp_path), VISUAL="", columns=120)
    w.run("edit first.py")
    w.wait('editing first.py,  icanon, """first: what it is for."""\n')
    w.type("mine\r")
    w.until(lambda: f"{tmp_path}/first.py is new" in w.lines, "the note")
    w.run("insmod first.ko; reboot")
    w.wait(r"first: loaded\n(.*\n)*" + PROMPT)
    w.type("clear; ls first*\r")
    w.wait("^first.ko\n" + PROMPT)
    assert (tmp_path / "first.py").read_bytes() == template("first") + b"# mine\n"
    assert (tmp_path / "limit").read_text() == "unlimited\n", "the editor may have all the memory that it wants"


def test_a_new_file_that_was_not_saved_is_not_kept(window: Open, tmp_path: Path) -> None:
    w = window(cwd=str(tmp_path), EDITOR="true", VISUAL="", columns=120)
    w.run("edit first.py")
    w.until(lambda: f"{tmp_path}/first.py was not saved" in w.lines, "the note")
    assert not (tmp_path / "first.py").exists()


def test_a_file_of_the_machine_alone_stays_there(window: Open, tmp_path: Path) -> None:
    w = window(cwd=str(tmp_path), EDITOR="sed -i s/a/b/", VISUAL="")
    w.run("cd /tmp; echo a > note; edit note; cat note")
    w.wait("cat note\nb\nroot@kshell:/tmp# $")
    assert not (tmp_path / "note").exists()


def test_an_editor_that_fails_or_is_not_there_changes_nothing(window: Open, tmp_path: Path) -> None:
    w = window(cwd=str(tmp_path), EDITOR="false", VISUAL="", columns=100)
    w.run("edit first.py; echo $?")
    w.wait("edit: first.py: the editor has failed: nothing is changed\n1\n" + PROMPT)
    w.until(lambda: "edit: false has failed with status 1" in w.lines, "the note")
    assert not (tmp_path / "first.py").exists()
    missing = window(cwd=str(tmp_path), EDITOR="/no/such/editor", VISUAL="", columns=100)
    missing.run("edit first.py")
    missing.until(lambda: "edit: /no/such/editor: No such file or directory" in missing.lines, "the note")


def test_the_machine_goes_on_and_stopping_the_editor_stops_kshell_too(window: Open, tmp_path: Path) -> None:
    w = window(cwd=str(tmp_path), shell=True, EDITOR=asking(tmp_path), VISUAL="")
    w.type("$KSHELL\r")
    w.run("(sleep 1; echo '<4>late' >/dev/kmsg; sleep 1; echo x >/tmp/done) & edit first.py")
    w.wait("editing first.py.*\n$")
    w.type("\x1a")
    w.wait(r"Stopped +\$KSHELL\n" + HOST_PROMPT)
    assert "] late" not in w.text
    w.type("fg\r")
    w.wait(r"fg\n\$KSHELL\n$")
    w.type("mine\r")
    w.wait(r"edit first.py\n(.*\n)*.*\] late\n(.*\n)*" + PROMPT)
    w.type("clear; edit first.py\r")
    w.wait("editing first.py.*\n$")
    w.resize(70, 20)
    w.type("again\r")
    w.wait("^" + PROMPT)
    w.until(lambda: w.lines[-1].startswith("*tty1"), "the bar in the last row")
    assert (tmp_path / "first.py").read_bytes() == template("first") + b"# mine\n# again\n"


def test_there_is_no_editor_where_nobody_sits_at_the_window_or_all_is_recorded(window: Open, tmp_path: Path) -> None:
    w = window("record", str(tmp_path / "out.ksh.md"), EDITOR="true", columns=120)
    w.run("edit hello.py")
    w.wait("edit: hello.py: no editor can be opened here, only in the window that kshell was started in\n" + PROMPT)


def test_nor_in_an_attached_window(window: Open) -> None:
    window(EDITOR="true").wait(PROMPT)
    w = window("attach", columns=120)
    w.run("edit hello.py")
    w.wait("edit: hello.py: no editor can be opened here, only in the window that kshell was started in\n" + PROMPT)


class Files:
    """A machine whose first terminal's shell looks for files of the host."""

    def __init__(self, start: Path, *modules: Path) -> None:
        self.start = start
        self.settings = Settings(modules=modules, samples=not modules)
        self.machine = Machine(self.settings)
        terminal = self.machine.terminal(1)
        self.machine.run(10 * NSEC_PER_SEC, lambda: terminal.prompt is not None)

    def __call__(self, path: str) -> Path | None:
        kernel = self.machine.kernel
        draft = host_file(kernel, kernel.pids.find(1), self.settings, path, self.start)
        return draft.path if draft is not None else None


def test_which_file_of_the_host_is_meant(tmp_path: Path) -> None:
    mine, start = tmp_path / "mine", tmp_path / "start"
    mine.mkdir()
    (start / "below").mkdir(parents=True)
    (mine / "own.py").write_text("")
    files = Files(start, mine)
    assert files("/root/own.ko") == files("/root/own.py") == mine / "own.py"
    assert files("/root/new.py") == files("/root/new.ko") == mine / "new.py"
    assert files("/root/below/new.py") == start / "below/new.py"
    samples = Files(start)
    assert samples("/root/hello.ko") == start / "hello.py"


def test_no_other_file_of_the_host_is_touched(tmp_path: Path) -> None:
    (tmp_path / "start").mkdir()
    (tmp_path / "secret.py").write_text("")
    files = Files(tmp_path / "start")
    for path in ("/etc/passwd", "/root/../secret.py", "/root/a/../../secret.py", "/root/nowhere/x.py", "/tmp/x.py"):
        assert files(path) is None
    assert files("/root/notes.txt") is None
