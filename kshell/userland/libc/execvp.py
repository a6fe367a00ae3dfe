"""execvp(3): become a program that is looked for in $PATH."""

from collections.abc import Mapping, Sequence
from typing import NoReturn

from kshell.uapi.errno import Errno
from kshell.userland.process import Process

DEFAULT_PATH = "/bin:/usr/bin"
SHELL = "/bin/sh"
EXIT_CANNOT_INVOKE = 126
EXIT_ENOENT = 127


def execvp(p: Process, argv: Sequence[str], env: Mapping[str, str]) -> NoReturn:
    """Become ``argv[0]`` with the environment env; OSError. A text file without a program in it is a shell script."""
    name = argv[0]
    refused: OSError | None = None
    for path in [name] if "/" in name else _candidates(name, p.env.get("PATH", DEFAULT_PATH)):
        try:
            _exec(p, path, argv, env)
        except OSError as failed:
            if "/" in name or failed.errno not in (Errno.ENOENT, Errno.ENOTDIR, Errno.EACCES):
                raise
            if failed.errno == Errno.EACCES:
                refused = failed
    raise refused or OSError(Errno.ENOENT, Errno.ENOENT.text)


def status_of(failed: OSError) -> int:
    """The exit status for a program that could not be run."""
    return EXIT_ENOENT if failed.errno == Errno.ENOENT else EXIT_CANNOT_INVOKE


def _candidates(name: str, path: str) -> list[str]:
    return [f"{folder or '.'}/{name}" for folder in path.split(":")] if name else []


def _exec(p: Process, path: str, argv: Sequence[str], env: Mapping[str, str]) -> NoReturn:
    try:
        p.sys.execve(path, argv, env)
    except OSError as failed:
        if failed.errno != Errno.ENOEXEC:
            raise
    p.sys.execve(SHELL, [SHELL, path, *argv[1:]], env)
