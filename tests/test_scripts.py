"""The scripts find their clone, a Python and a place for its environment, wherever they stand and however called.

Instead of Python they get a shell script that notes what it is asked for, so that nothing is installed here.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOBODY = 65534
PYTHON = r"""#!/bin/sh
case "$*" in
    *version_info*) exit "${TOO_OLD:-0}" ;;
    "-m venv "*) [ -z "${NO_VENV:-}" ] || { mkdir -p "$3"; exit 1; }
        mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && echo venv >>"$NOTES" ;;
    "-m pip "*) [ -z "${NO_NETWORK:-}" ] && echo pip >>"$NOTES" ;;
    "-m compileall "*) ;;
    *) echo "$@" ;;
esac
"""


class Clone:
    """A folder with the scripts and nothing else."""

    def __init__(self, root: Path, notes: Path) -> None:
        self.root = root
        self.notes = notes
        self.python = notes.with_name("python3")
        self.python.write_text(PYTHON)
        self.python.chmod(0o755)
        notes.touch()
        notes.chmod(0o666)
        (root / "scripts").mkdir(parents=True)
        (root / "kshell").mkdir()
        for name in ("setup", "kshell"):
            shutil.copy(ROOT / "scripts" / name, root / "scripts" / name)
        (root / "pyproject.toml").touch()
        os.utime(root / "pyproject.toml", (1, 1))

    def run(self, *argv: str | Path, user: int | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a command without any environment but the stub's; the default is kshell with an argument."""
        return subprocess.run(
            argv or (self.root / "scripts" / "kshell", "-c", "a  b"),
            env={"PATH": os.defpath, "PYTHON": str(self.python), "NOTES": str(self.notes), **env},
            cwd="/",
            user=user,
            capture_output=True,
            text=True,
        )

    @property
    def done(self) -> list[str]:
        """What Python was asked to do."""
        return self.notes.read_text().split()


@pytest.fixture
def clone() -> Iterator[Clone]:
    """In a place that every user can read, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield Clone(Path(folder) / "a clone", Path(folder) / "notes")


def test_the_first_start_sets_up_and_later_ones_do_not(clone: Clone) -> None:
    first, second = clone.run(), clone.run()
    assert first.stderr == f"kshell: setting up {clone.root}/.venv (once)\n"
    assert (first.stdout, second.stdout, second.stderr) == ("-P -m kshell -c a  b\n", "-P -m kshell -c a  b\n", "")
    assert clone.done == ["venv", "pip"]


def test_a_symbolic_link_to_the_script_will_do(clone: Clone) -> None:
    link = clone.notes.with_name("kshell")
    link.symlink_to(clone.root / "scripts" / "kshell")
    assert clone.run(link, "--help").stdout == "-P -m kshell --help\n"


@pytest.mark.parametrize("shell", ["dash", "bash", "busybox"])
def test_any_shell_will_do(clone: Clone, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell}")
    command = [shell, "sh"] if shell == "busybox" else [shell]
    assert clone.run(*command, clone.root / "scripts" / "kshell").stdout == "-P -m kshell\n"


def test_two_at_once_set_up_once(clone: Clone) -> None:
    both = [
        subprocess.Popen(
            [clone.root / "scripts" / "kshell"],
            env={"PATH": os.defpath, "PYTHON": str(clone.python), "NOTES": str(clone.notes)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(2)
    ]
    assert [process.communicate()[0] for process in both] == ["-P -m kshell\n"] * 2
    assert clone.done == ["venv", "pip"]


def test_a_lock_whose_owner_has_died_is_taken_over(clone: Clone) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    lock = clone.root / ".venv.lock"
    lock.mkdir()
    (lock / "owner").write_text(f"{dead.pid}\n")
    assert clone.run().returncode == 0
    assert not lock.exists()


def test_an_environment_of_a_clone_that_was_moved_is_made_anew(clone: Clone) -> None:
    clone.run()
    clone.root = clone.root.rename(clone.root.with_name("moved"))
    assert "setting up" in clone.run().stderr
    assert clone.done == ["venv", "pip", "pip"]


def test_a_new_pyproject_sets_up_again(clone: Clone) -> None:
    clone.run()
    later = (clone.root / ".venv" / ".kshell-ready").stat().st_mtime + 10
    os.utime(clone.root / "pyproject.toml", (later, later))
    assert "setting up" in clone.run().stderr


def test_a_clone_that_cannot_be_written_uses_the_cache(clone: Clone) -> None:
    cache = clone.notes.with_name("cache")
    cache.mkdir()
    cache.chmod(0o777)
    clone.root.chmod(0o555)
    user = NOBODY if os.geteuid() == 0 else None
    done = clone.run(user=user, XDG_CACHE_HOME=str(cache))
    assert (done.stdout, done.returncode) == ("-P -m kshell -c a  b\n", 0)
    assert [path.name.partition("-")[0] for path in (cache / "kshell").iterdir()] == ["venv"]
    assert clone.run(user=user).stderr == (
        f"kshell: {clone.root} cannot be written and there is no HOME; set XDG_CACHE_HOME\n"
    )
    clone.root.chmod(0o755)


@pytest.mark.parametrize(
    ("trouble", "line"),
    [
        ("NO_NETWORK", "kshell: pip could not install what kshell needs (is there a network?)"),
        ("NO_VENV", "python3 -m venv does not work here; install your system's package for it (Debian: python3-venv)"),
        ("TOO_OLD", "python3 (or name it: PYTHON=/path/to/python3.12 scripts/kshell)"),
    ],
)
def test_what_is_wrong_is_one_clear_line_and_leaves_nothing_behind(clone: Clone, trouble: str, line: str) -> None:
    failed = clone.run(**{trouble: "1"})
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert failed.stderr.splitlines()[-1].endswith(line)
    assert clone.run().stdout == "-P -m kshell -c a  b\n"
