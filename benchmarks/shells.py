"""Interactive shells, each on a terminal of its own: kshell, and others that are written in Python."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import NamedTuple

import pexpect

from benchmarks.figure import CannotMeasure


class Shell(NamedTuple):
    """A module that ``python -m`` runs, and what its prompt looks like."""

    name: str
    arguments: tuple[str, ...]
    prompt: str

    @property
    def installed(self) -> bool:
        return find_spec(self.name) is not None


KSHELL = Shell("kshell", (), "root@kshell")
PEERS = (
    Shell("IPython", ("--no-banner",), r"In "),
    Shell("ptpython", (), ">>>"),
    Shell("xonsh", ("--no-rc", "-DPROMPT=ready"), "ready"),
)


@contextmanager
def prompted(home: str, shell: Shell) -> "Iterator[pexpect.spawn[str]]":
    """A shell that shows its first prompt; CannotMeasure."""
    environment = {"HOME": home, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    arguments = ["-m", shell.name, *shell.arguments]
    child = pexpect.spawn(sys.executable, arguments, env=environment, timeout=20, encoding="utf-8")
    try:
        child.expect(shell.prompt)
        yield child
    except (pexpect.EOF, pexpect.TIMEOUT) as failure:
        raise CannotMeasure(f"{shell.name} shows no prompt: {type(failure).__name__}") from None
    finally:
        child.close(force=True)
