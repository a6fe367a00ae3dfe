"""Reading commands and running them, one after the other (bash eval.c, builtins/evalstring.c)."""

from typing import TYPE_CHECKING

from kshell.shell.control import Discard
from kshell.shell.syntax.buffer import Lines, Source
from kshell.shell.syntax.parser import Parser
from kshell.shell.syntax.problem import (
    ArrayProblem,
    ConditionProblem,
    SubstitutionProblem,
    SyntaxProblem,
    TooDeep,
    Unfinished,
)

if TYPE_CHECKING:
    from kshell.shell.shell import Shell
    from kshell.shell.syntax.ast import Node

SYNTAX_STATUS = 2
NESTED_STATUS = 127


class Refused(Exception):
    """What was read cannot be parsed; a message has been printed, and $? says so."""


def make_parser(shell: "Shell", source: Source, line: int = 0) -> Parser:
    """A parser of what a shell reads."""
    return Parser(source, lambda: shell.aliases if shell.options.shopt["expand_aliases"] else {}, line=line)


def run_text(shell: "Shell", text: str, name: str, *, line: int = 0, last: bool = False) -> int:
    """Run a text in this shell (eval, trap, -c); an error in it ends it, not what is around. The last status.

    ``last``: this process ends with it.
    """
    source = Lines(text)
    parser = make_parser(shell, source, line)
    shell.status = 0 if not text.strip() else shell.status
    while True:
        try:
            node = next_command(shell, parser, name)
            if node is None:
                return shell.status
            if last and source.used_up and parser.line_used_up():
                shell.executor.run_last(node)
            else:
                shell.executor.run(node)
        except Refused:
            return shell.status
        except Discard as problem:
            shell.status = problem.status
            return shell.status


def run_source(shell: "Shell", source: Source, name: str) -> int:
    """Run commands as they are read; an error in one is not the end of all. The last status."""
    parser = make_parser(shell, source)
    while True:
        try:
            node = next_command(shell, parser, name)
            if node is None:
                return shell.status
            shell.executor.run(node)
        except Refused:
            return shell.status
        except Discard as problem:
            shell.status = problem.status


def next_command(shell: "Shell", parser: Parser, name: str) -> "Node | None":
    """The next command, None at the end; Refused after a message for what cannot be parsed."""
    try:
        node = parser.next_command()
    except ConditionProblem as problem:
        _warn(shell, parser)
        say(shell, name, problem.line, problem.text)
        if not shell.interactive and parser.line_used_up() and not parser.buffer.more():
            shell.status = SYNTAX_STATUS
        raise Refused from None
    except SyntaxProblem as problem:
        _warn(shell, parser)
        _say_what(shell, name, problem)
        if isinstance(problem, ArrayProblem):
            parser.recover()
            raise Discard from None
        nested = isinstance(problem, SubstitutionProblem) and name == "-c"
        shell.status = NESTED_STATUS if nested else SYNTAX_STATUS
        raise Refused from None
    except Unfinished as problem:
        _warn(shell, parser)
        what = f"unexpected EOF while looking for matching `{problem.waiting}'"
        say(shell, name, problem.line, what if problem.waiting else "syntax error: unexpected end of file")
        shell.status = problem.status
        raise Refused from None
    except TooDeep:
        shell.crash()
    _warn(shell, parser)
    if shell.options.set_o["verbose"]:
        shell.p.err(parser.buffer.text[: parser.buffer.at])
    if shell.options.set_o["noexec"] and not shell.interactive and node is not None:
        return next_command(shell, parser, name)
    return node


def _is_typed(shell: "Shell", name: str) -> bool:
    """Whether what is read comes from somebody at the prompt, and not out of a file."""
    return shell.interactive and not (shell.source and name == shell.source)


def _warn(shell: "Shell", parser: Parser) -> None:
    for line, text in parser.warnings:
        shell.p.err(f"{shell.source or shell.name}: {'' if shell.interactive else f'line {line}: '}{text}\n")
    parser.warnings.clear()


def _say_what(shell: "Shell", name: str, problem: SyntaxProblem) -> None:
    """A syntax error, with the line that it is in unless somebody has just typed it."""
    say(shell, name, problem.line, problem.text)
    if problem.more and not _is_typed(shell, name):
        say(shell, name, problem.line, problem.more)


def say(shell: "Shell", name: str, line: int, text: str) -> None:
    """A message about what is being read: ``name`` is where it comes from."""
    if not text:
        return
    own = shell.source or shell.name
    if _is_typed(shell, name):
        shell.p.err(f"{own}: {text}\n")
    elif name == own:
        shell.p.err(f"{own}: line {line}: {text}\n")
    else:
        shell.p.err(f"{own}: {name}: line {line}: {text}\n")
