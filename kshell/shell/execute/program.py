"""Looking programs up, and turning into them (bash findcmd.c; execute_cmd.c, shell_execve)."""

from kshell.shell.conditions import stat_or_none
from kshell.shell.execute.process import to_the_end
from kshell.shell.execute.reading import run_source
from kshell.shell.input import script_text
from kshell.shell.shell import Frame, Hashed, Shell
from kshell.shell.special import set_initial_variables
from kshell.shell.syntax.buffer import Lines
from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import S_ISDIR, S_ISREG
from kshell.userland.process import Process

NOT_FOUND, NOT_EXECUTABLE = 127, 126
SAMPLE = 80


def search(shell: Shell, name: str, path: str | None = None) -> list[str]:
    """Where PATH leads for a name: programs first to last; if none can be run, files that could not."""
    if "/" in name:
        return [name]
    given = shell.variables.get("PATH") if path is None else path
    files = [f"{folder or '.'}/{name}" for folder in (given or "").split(":")] if name and given is not None else []
    found = [file for file in files if is_program(shell, file)]
    return found or [file for file in files if _is_file(shell, file)][:1]


def _is_file(shell: Shell, path: str) -> bool:
    found = stat_or_none(shell.sys, path)
    return found is not None and S_ISREG(found.mode)


def is_program(shell: Shell, path: str) -> bool:
    """Whether a path is that of a file which may be run."""
    if not _is_file(shell, path):
        return False
    try:
        shell.sys.access(path, 1)
    except OSError:
        return False
    return True


def look_up(shell: Shell, name: str) -> str | None:
    """The program of a name, remembered for the next time; None if there is none."""
    if "/" in name:
        return name
    known = shell.hashed.get(name)
    if known is not None:
        known.hits += 1
        return known.path
    found = search(shell, name)
    if not found:
        return None
    if shell.options.set_o["hashall"] and is_program(shell, found[0]):
        shell.hashed[name] = Hashed(found[0], 1)
    return found[0]


def become(
    shell: Shell, words: list[str], path: str | None, name: str = "", environment: dict[str, str] | None = None
) -> int:
    """Turn this process into a program; returns only when that fails, with the status. ``name`` is for messages."""
    name = name or words[0]
    if path is None:
        nowhere = not shell.variables.get("PATH")
        shell.complain(f"{name}: {Errno.ENOENT.text if nowhere else 'command not found'}")
        return NOT_FOUND
    if environment is None:
        environment = shell.environment() | {"_": path}
    try:
        shell.sys.execve(path, words, environment)
    except OSError as error:
        if error.errno == Errno.ENOEXEC:
            return _script(shell, path, words, name)
        return _refused(shell, name, path, error)


def why_not(shell: Shell, path: str) -> str:
    """Why a file that is there cannot be run, in a word."""
    found = stat_or_none(shell.sys, path)
    return (Errno.EISDIR if found is not None and S_ISDIR(found.mode) else Errno.EACCES).text


def _refused(shell: Shell, name: str, path: str, error: OSError) -> int:
    found = stat_or_none(shell.sys, path)
    if found is not None and S_ISDIR(found.mode):
        shell.complain(f"{name}: Is a directory")
        return NOT_EXECUTABLE
    if error.errno == Errno.ENOENT and found is not None:
        shell.complain(f"{name}: cannot execute: required file not found")
        return NOT_FOUND
    if error.errno == Errno.ELOOP and found is not None:
        interpreter = shell.p.read_text(path)[2:].split()[0]
        shell.p.err(f"{shell.name}: {name}: {interpreter}: bad interpreter: {error.strerror}\n")
        return NOT_EXECUTABLE
    shell.complain(f"{name}: {error.strerror}")
    return NOT_FOUND if error.errno == Errno.ENOENT else NOT_EXECUTABLE


def _script(shell: Shell, path: str, words: list[str], name: str) -> int:
    """Run a text file without ``#!`` in this process, as a shell of its own would."""
    try:
        data = shell.p.read_file(path)
    except OSError as error:
        return _refused(shell, name, path, error)
    if b"\0" in data[:SAMPLE].partition(b"\n")[0]:
        shell.complain(f"{name}: cannot execute binary file: {Errno.ENOEXEC.text}")
        return NOT_EXECUTABLE
    new = Shell(Process(shell.sys, words, shell.environment()), path, words[1:])
    new.executor = shell.executor.copy(new)
    set_initial_variables(new)
    new.frames.append(Frame("main", path, 0))
    return to_the_end(new, lambda: run_source(new, Lines(script_text(data)), path))
