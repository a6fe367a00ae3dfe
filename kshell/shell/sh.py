"""bash: the program (bash shell.c)."""

from kshell.shell.execute.executor import Executor
from kshell.shell.execute.process import to_the_end
from kshell.shell.execute.reading import run_source, run_text
from kshell.shell.functions import import_functions
from kshell.shell.input import InputSource, script_text
from kshell.shell.options import LETTERS
from kshell.shell.shell import Frame, Shell
from kshell.shell.special import VERSION, set_initial_variables
from kshell.shell.syntax.buffer import Lines
from kshell.uapi.fcntl import S_ISDIR
from kshell.userland.process import Process

VERSION_TEXT = f"""\
GNU bash, version {VERSION} (x86_64-pc-linux-gnu)
This is kshell's look-alike of it.
"""
GNU_OPTIONS = (
    "debug debugger dump-po-strings dump-strings help init-file login noediting noprofile norc posix pretty-print "
    "rcfile restricted verbose version"
)
USAGE = f"""\
Usage:\tbash [GNU long option] [option] ...
\tbash [GNU long option] [option] script-file ...
GNU long options:
{"".join(f"{chr(9)}--{name}{chr(10)}" for name in GNU_OPTIONS.split())}Shell options:
\t-ilrsD or -c command or -O shopt_option\t\t(invocation only)
\t-abefhkmnptuvxBCEHPT or -o option
"""
LONG_OPTIONS = {
    "--login": "l", "--noprofile": "", "--norc": "", "--posix": "", "--noediting": "", "--verbose": "v",
    "--restricted": "",
}  # fmt: skip
INVALID, NOT_FOUND, NOT_EXECUTABLE = 2, 127, 126


class Invocation:
    """The command line: ``letters`` are single options, ``command`` belongs to -c, ``words`` are what is left."""

    def __init__(self, p: Process) -> None:
        self.letters = ""
        self.switches: list[tuple[str, str]] = []
        self.wants_command = False
        self.version = False
        self.norc = False
        self.problem = ""
        self.words = self._read(list(p.args))

    def _read(self, words: list[str]) -> list[str]:
        while words and words[0][:1] in ("-", "+"):
            word = words.pop(0)
            if word in ("--", "-"):
                break
            self.norc = self.norc or word == "--norc"
            if word == "--version":
                self.version = True
            elif word in LONG_OPTIONS:
                self.letters += LONG_OPTIONS[word]
            elif word.startswith("--"):
                self.problem = f"{word}: invalid option"
                return words
            else:
                self._short(word, words)
        return words

    def _short(self, word: str, words: list[str]) -> None:
        for letter in word[1:]:
            if letter == "c":
                self.wants_command = True
            elif letter in "oO":
                self.switches.append((word[0] + letter, words.pop(0) if words else ""))
            elif letter in LETTERS or letter in "ilsrD":
                self.letters += letter if word[0] == "-" else ""
                self.switches += [("+o", LETTERS[letter])] if word[0] == "+" and letter in LETTERS else []
            else:
                self.problem = f"{word[0]}{letter}: invalid option"


def main(p: Process) -> int:
    """bash [-i] [-c COMMAND [NAME [ARG]...]] [FILE [ARG]...]"""
    asked = Invocation(p)
    if asked.version:
        p.out(VERSION_TEXT)
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
        return _interactive_command(shell, text)
    shell.startup = "command"
    return to_the_end(shell, lambda: run_text(shell, text, "-c", last=True))


def _interactive_command(shell: Shell, text: str) -> int:
    from kshell.shell.interactive import run_command  # noqa: PLC0415  # seldom asked for

    return run_command(shell, text)


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
    return to_the_end(shell, lambda: run_source(shell, Lines(script_text(data)), path))


def _stdin(p: Process, asked: Invocation) -> int:
    shell = _shell(p, asked, p.argv[0].lstrip("-"), asked.words)
    shell.flags = "s"
    return to_the_end(shell, lambda: run_source(shell, InputSource(shell, 0), shell.name))


def _interactive(p: Process, asked: Invocation) -> int:
    from kshell.shell.interactive import run_interactive  # noqa: PLC0415  # scripts need neither prompt nor history

    shell = _shell(p, asked, p.argv[0].lstrip("-"), asked.words, interactive=True)
    shell.flags = "s"
    return run_interactive(shell, rc=not asked.norc and not shell.login)
