"""bash: the shell, at a terminal or for a script (bash shell.c)."""

from collections.abc import Callable

from kshell.shell.execute.executor import Executor
from kshell.shell.execute.process import to_the_end
from kshell.shell.execute.reading import run_source, run_text
from kshell.shell.functions import import_functions
from kshell.shell.input import InputSource, script_text
from kshell.shell.invocation import USAGE, Invocation
from kshell.shell.options import LETTERS
from kshell.shell.shell import Frame, Shell
from kshell.shell.special import VERSION, set_initial_variables
from kshell.shell.startup import read_startup_files
from kshell.shell.syntax.buffer import Lines
from kshell.uapi.fcntl import S_ISDIR
from kshell.userland.process import Process

VERSION_TEXT = f"""\
GNU bash, version {VERSION} (x86_64-pc-linux-gnu)
This is kshell's look-alike of it.
"""
HELP = f"""\
GNU bash, version {VERSION}-(x86_64-pc-linux-gnu)
{USAGE}Type `bash -c "help set"' for more information about shell options.
Type `bash -c help' for more information about shell builtin commands.
"""
INVALID, NOT_FOUND, NOT_EXECUTABLE = 2, 127, 126


def main(p: Process) -> int:
    """bash [-i] [-c COMMAND [NAME [ARG]...]] [FILE [ARG]...]"""
    asked = Invocation(p)
    if asked.about:
        p.out(VERSION_TEXT if asked.about == "--version" else HELP)
        return 0
    if asked.problem:
        p.err(f"{p.argv[0]}: {asked.problem}\n{USAGE}")
        return INVALID
    if asked.wants_command:
        return _command(p, asked)
    if asked.words and "s" not in asked.letters:
        return _file(p, asked)
    if "i" in asked.letters or (p.sys.isatty(0) and p.sys.isatty(2)):
        return _interactive(p, asked)
    return _stdin(p, asked)


def _shell(p: Process, asked: Invocation, name: str, arguments: list[str], *, interactive: bool = False) -> Shell:
    """A shell that has just started."""
    shell = Shell(p, name, arguments, interactive=interactive)
    shell.executor = Executor(shell)
    shell.login = "l" in asked.letters or p.argv[0].startswith("-")
    set_initial_variables(shell)
    import_functions(shell)
    for letter in asked.letters:
        if letter in LETTERS:
            shell.options.switch(LETTERS[letter], on=True)
    for kind, option in asked.switches:
        if kind[1] == "o" and option in shell.options.set_o:
            shell.options.switch(option, on=kind[0] == "-")
        elif kind[1] == "O" and option in shell.options.shopt:
            shell.options.shopt[option] = kind[0] == "-"
    return shell


def _command(p: Process, asked: Invocation) -> int:
    if not asked.words:
        p.err(f"{p.argv[0]}: -c: option requires an argument\n")
        return INVALID
    text, *rest = asked.words
    interactive = "i" in asked.letters
    shell = _shell(p, asked, rest[0] if rest else p.argv[0].lstrip("-"), rest[1:], interactive=interactive)
    shell.flags = "c"
    shell.variables.set("BASH_EXECUTION_STRING", text)
    if interactive:
        return _interactive_command(shell, asked, text)
    shell.startup = "command"
    return _run(shell, asked, lambda: run_text(shell, text, "-c", last=True))


def _run(shell: Shell, asked: Invocation, run: Callable[[], int]) -> int:
    """Run what a script's shell is there for, after its start-up file; the exit status."""

    def everything() -> int:
        read_startup_files(shell, asked)
        return run()

    return to_the_end(shell, everything)


def _interactive_command(shell: Shell, asked: Invocation, text: str) -> int:
    from kshell.shell.interactive import run_command  # noqa: PLC0415  # seldom asked for

    return run_command(shell, asked, text)


def _file(p: Process, asked: Invocation) -> int:
    path, *rest = asked.words
    try:
        if S_ISDIR(p.sys.stat(path).mode):
            p.err(f"{path}: {path}: Is a directory\n")
            return NOT_EXECUTABLE
        data = p.read_file(path)
    except OSError as error:
        p.err(f"{p.argv[0]}: {path}: {error.strerror}\n")
        return NOT_FOUND if error.errno == 2 else NOT_EXECUTABLE
    if b"\0" in data[:80].partition(b"\n")[0]:
        p.err(f"{path}: {path}: cannot execute binary file\n")
        return NOT_EXECUTABLE
    shell = _shell(p, asked, path, rest)
    shell.frames.append(Frame("main", path, 0))
    return _run(shell, asked, lambda: run_source(shell, Lines(script_text(data)), path))


def _stdin(p: Process, asked: Invocation) -> int:
    shell = _shell(p, asked, p.argv[0].lstrip("-"), asked.words)
    shell.flags = "s"
    return _run(shell, asked, lambda: run_source(shell, InputSource(shell, 0), shell.name))


def _interactive(p: Process, asked: Invocation) -> int:
    from kshell.shell.interactive import run_interactive  # noqa: PLC0415  # scripts need neither prompt nor history

    shell = _shell(p, asked, p.argv[0].lstrip("-"), asked.words, interactive=True)
    shell.flags = "s"
    return run_interactive(shell, asked)
