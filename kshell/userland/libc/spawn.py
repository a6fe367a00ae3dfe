"""Run a program and wait for it (fork(2), execvp(3), waitpid(2))."""

from collections.abc import Callable, Sequence

from kshell.userland.libc.execvp import execvp, status_of
from kshell.userland.process import Process


def spawn(p: Process, argv: Sequence[str], prepare: Callable[[], None] = lambda: None) -> int:
    """The status word of a program that ran to its end; 126 or 127 as its exit code when it could not be run.

    ``prepare()`` is called in the child before the program takes its place. Sleeps.
    """

    def child() -> int:
        prepare()
        try:
            execvp(p, argv, p.env)
        except OSError as failed:
            p.err(f"{p.argv[0]}: {_shown(p, argv[0])}: {failed.strerror}\n")
            return status_of(failed)

    pid = p.sys.fork(child)
    while True:
        done, status = p.sys.waitpid(pid)
        if done == pid:
            return status


def _shown(p: Process, name: str) -> str:
    """The program's name in a message; find puts it in quotes."""
    return f"'{name}'" if p.name == "find" else name
