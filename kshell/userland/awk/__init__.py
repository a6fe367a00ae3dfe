"""awk: look for patterns in records and do something with them (as mawk 1.3.4 20200120, Debian's awk)."""

import re
from collections.abc import Iterator

from kshell.userland.awk.calls import Outside
from kshell.userland.awk.functions import Functions
from kshell.userland.awk.lex import SyntaxProblem, tokens
from kshell.userland.awk.program import Parser, Program
from kshell.userland.awk.state import State, counter
from kshell.userland.awk.statements import Exit, Next
from kshell.userland.awk.streams import Records, Streams
from kshell.userland.awk.values import FileError, RunTimeError, from_input, number
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: mawk [Options] [Program] [file ...]

Program:
    The -f option value is the name of a file containing program text.
    If no -f option is given, a "--" ends option processing; the following
    parameters are the program text.

Options:
    -f program-file  Program  text is read from file instead of from the
                     command-line.  Multiple -f options are accepted.
    -F value         sets the field separator, FS, to value.
    -v var=value     assigns value to program variable var.
    --               unambiguous end of options.
"""
VERSION = "mawk 1.3.4 20200120\n"
EXIT_TROUBLE = 2
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)=(.*)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"'}


class Wrong(Exception):
    """An argument that awk refuses; the text is the message."""


def main(p: Process) -> int:
    try:
        options, operands = _arguments(p.args)
        texts = [
            p.read_text(value) if value != "-" else p.read_all(0).decode() for kind, value in options if kind == "f"
        ]
    except Wrong as wrong:
        return _fail(p, str(wrong))
    except OSError as failed:
        name = next(value for kind, value in options if kind == "f")
        return _fail(p, f"cannot open {name} ({failed.strerror})")
    if ("W", "version") in options or ("W", "help") in options:
        p.out(VERSION if ("W", "version") in options else USAGE)
        return 0
    if not texts:
        if not operands:
            p.err(USAGE)
            return 0
        texts = [operands.pop(0)]
    state = State(p.env, [p.argv[0], *operands])
    for kind, value in options:
        if kind == "F":
            state.globals["FS"] = "\t" if value == "t" else _unescaped(value)
        elif kind == "v":
            found = _ASSIGNMENT.fullmatch(value)
            if found is None:
                return _fail(p, f"improper assignment: -v {value}")
            state.globals[found[1]] = from_input(_unescaped(found[2]))
    return _run(p, state, "\n".join(texts))


def _fail(p: Process, text: str) -> int:
    p.err(f"{p.argv[0]}: {text}\n")
    return EXIT_TROUBLE


def _arguments(words: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """The options and the operands; Wrong."""
    options: list[tuple[str, str]] = []
    words = list(words)
    while words and words[0].startswith("-") and words[0] != "-":
        word = words.pop(0)
        if word == "--":
            break
        kind, value = word[1], word[2:]
        if kind not in "fFvW":
            raise Wrong(f"not an option: {word}")
        if not value:
            if not words:
                raise Wrong(f"option -{kind} lacks argument")
            value = words.pop(0)
        if kind == "W":
            value = next((name for name in ("version", "help", "usage") if name.startswith(value)), "")
            value = "help" if value == "usage" else value
        options.append((kind, value))
    return options, words


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[0]), text)


def _run(p: Process, state: State, text: str) -> int:
    """Run a program; its exit status."""
    with Stdout(p) as out:
        streams = Streams(p, out, state)
        source = _Input(p, state)
        try:
            outside = Outside(streams, Functions(p, streams), source.next, p.sys.sched_yield)
            status = _execute(Parser(list(tokens(text)), outside).program(), state, source)
            streams.close_all()
            return status
        except SyntaxProblem as problem:
            return _fail(p, f"line {problem.line}: {problem}")
        except WriteError as failed:
            return _fail(p, f"close failed on file /dev/stdout ({failed.strerror})")
        except FileError as error:
            out.flush()
            return _fail(p, str(error))
        except RunTimeError as error:
            out.flush()
            place = f'\tFILENAME="{state.text("FILENAME")}" FNR={state.text("FNR")} NR={state.text("NR")}'
            return _fail(p, f"run time error: {error}\n{place}")
        except RecursionError:
            return _fail(p, "function call nesting too deep")


def _execute(program: Program, state: State, source: "_Input") -> int:
    """BEGIN, the records, END; the exit status."""
    status = 0
    try:
        for statement in program.begin:
            statement(state)
        if program.rules or program.end:
            for _ in source.records():
                _apply(program, state)
    except Exit as leave:
        status = leave.status or 0
    try:
        for statement in program.end:
            statement(state)
    except Exit as leave:
        status = status if leave.status is None else leave.status
    return status


def _apply(program: Program, state: State) -> None:
    """Do with a record what the rules want."""
    try:
        for rule in program.rules:
            if rule.holds(state):
                rule.action(state)
    except Next:
        return


class _Input:
    """The records of the files that ARGV names when their turn comes."""

    def __init__(self, p: Process, state: State) -> None:
        self._p = p
        self._state = state
        self._at = 0
        self._any = False
        self._open: Records | None = None

    def records(self) -> Iterator[None]:
        """Sets $0 to one record after the other."""
        while (line := self.next(self._state)) is not None:
            self._state.set_record(line)
            yield

    def next(self, state: State) -> str | None:
        """The next record, None at the end of all; FileError."""
        while True:
            if self._open is None and not self._start(state):
                return None
            try:
                line = self._open.next() if self._open is not None else None
            except OSError as failed:
                raise FileError(f"read error ({failed.strerror})") from None
            if line is not None:
                counter(state, "NR")
                counter(state, "FNR")
                return line
            self._open = None

    def _start(self, state: State) -> bool:
        """Open the next file; carry out assignments on the way."""
        argc = state.globals.get("ARGC", 0.0)
        while self._at + 1 < (number(argc) if not isinstance(argc, dict) else 0):
            self._at += 1
            word = state.string(state.array("ARGV").get(str(self._at), ""))
            found = _ASSIGNMENT.fullmatch(word)
            if found is not None:
                state.globals[found[1]] = from_input(_unescaped(found[2]))
            elif word:
                self._any = True
                self._use(state, word)
                return True
        if not self._any:
            self._any = True
            self._use(state, "-")
            return True
        return False

    def _use(self, state: State, name: str) -> None:
        try:
            fd = 0 if name == "-" else self._p.sys.open(name)
        except OSError as failed:
            raise FileError(f"cannot open {name} ({failed.strerror})") from None
        self._open = Records(self._p, fd, state)
        state.globals["FILENAME"] = "" if name == "-" else name
        state.globals["FNR"] = 0.0
