"""What holds of the code as a whole and no linter can say: who looks at the host, and what is there for everybody."""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kshell.linux
from kshell.kernel.compat import Compat
from kshell.uapi.errno import Errno
from kshell.uapi.signals import Signal

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kshell"
SIMULATED = ("kernel", "linux", "plugins", "shell", "uapi", "userland")
HOST = frozenset(
    """
    asyncio concurrent ctypes datetime fcntl getpass glob locale multiprocessing os pathlib platform pty pwd random
    secrets select selectors shutil signal socket subprocess tempfile termios threading time tty uuid
    """.split()
)
MAY_LOOK = {  # who may look at the host, and why
    "plugins/hookspecs.py": "plugins name folders of the host",
    "plugins/manager.py": "plugins are installed on the host",
}


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def test_the_simulated_machine_does_not_look_at_the_host() -> None:
    lookers = {
        str(path.relative_to(PACKAGE))
        for folder in SIMULATED
        for path in (PACKAGE / folder).rglob("*.py")
        if HOST & {name.partition(".")[0] for name in imports(path)}
    }
    assert lookers == set(MAY_LOOK)


def test_one_file_looks_at_the_wall_clock() -> None:
    lookers = [path for path in PACKAGE.rglob("*.py") if {"time", "datetime"} & set(imports(path))]
    assert [str(path.relative_to(PACKAGE)) for path in lookers] == ["frontend/pacer.py"]


@pytest.mark.parametrize("folder", ["modules", "tests/conformance/modules"])
def test_modules_import_the_kernel_and_nothing_else(folder: str) -> None:
    strange = {
        f"{path.name}: {name}"
        for path in (ROOT / folder).glob("*.py")
        for name in imports(path)
        if name != "kshell.linux"
    }
    assert strange == set()


@pytest.mark.parametrize("command", ["-c true", "check empty.ksh.md", "run empty.ksh.md", "--help"])
def test_what_needs_no_terminal_imports_no_terminal_library(command: str, tmp_path: Path) -> None:
    (tmp_path / "empty.ksh.md").write_text("```console\n# true\n```\n")
    code = (
        "import sys; from kshell import cli; sys.stdout = None; cli.main(sys.argv[1:]);"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command.split()], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert {"kshell", "sys"} <= set(done.stderr.split())
    assert not {"asyncio", "prompt_toolkit", "pygments", "rich", "tkinter", "curses"} & set(done.stderr.split())


def face() -> list[str]:
    """The functions that a module may call, by the names they were defined with."""
    names = []
    for name in kshell.linux.__all__:
        thing = getattr(kshell.linux, name)
        if inspect.isfunction(thing) and thing.__name__ == name:
            names.append(name)
    return names


@pytest.mark.parametrize("name", face())
def test_every_call_of_the_kernel_says_what_it_does(name: str) -> None:
    head = (getattr(kshell.linux, name).__doc__ or "").partition("\n")[0]
    assert head.startswith(f"{name} - ")
    assert head.endswith((".", "?", ":"))


def test_every_name_of_the_kernel_is_there_and_listed_once() -> None:
    assert [name for name in kshell.linux.__all__ if not hasattr(kshell.linux, name)] == []
    assert len(set(kshell.linux.__all__)) == len(kshell.linux.__all__)


def test_every_name_of_the_kernel_is_on_the_page_for_authors() -> None:
    words = set(re.findall(r"\w+", (ROOT / "docs" / "modules.md").read_text("utf-8")))
    assert set(kshell.linux.__all__) - words <= set(Errno.__members__) | set(Signal.__members__) | {"EWOULDBLOCK"}


def test_every_difference_between_the_two_worlds_is_on_the_page_of_differences() -> None:
    page = (ROOT / "docs" / "differences.md").read_text("utf-8")
    assert [flag for flag in Compat._fields if flag not in page] == []


def test_every_exception_to_a_rule_has_its_reason() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*PACKAGE.rglob("*.py"), *(ROOT / "benchmarks").glob("*.py")]
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for mark in ("# noqa", "# type: ignore")
        if mark in line and "#" not in line.split(mark, 1)[1]
    ]
    assert bare == []
