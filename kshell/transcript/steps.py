"""The steps of a console block, and how a shown line is written in one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kshell.transcript.actions import HEAD, Action, Command, Type, WaitLine, parse_action
from kshell.transcript.errors import Malformed, TranscriptError
from kshell.transcript.escape import escape, is_plain
from kshell.transcript.markdown import Fence, fence_at
from kshell.transcript.pattern import NO_EOL, BadPattern, Pattern, Shown, names_used, parse_line

_TRAILER = re.compile(r"\[[0-9]+\]|\[blocked(?:: [^\]]+)?\]")
_LIKE_TRAILER = re.compile(r"\[\d+\]|\[blocked.*\]", re.DOTALL)
_CONTINUATION = re.compile(r">(?: (.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    """A command or a ``%`` line with what is expected of it.

    ``head`` holds its lines as written, ``output`` the expected lines, ``trailer`` the last one (``[1]``,
    ``[blocked]``) or nothing, ``indent`` the spaces before each line; ``line`` is where it stands in the file,
    ``hidden`` says that it is not to be shown when the transcript is played.
    """

    head: tuple[str, ...]
    action: Action
    output: tuple[str, ...] = ()
    trailer: str = ""
    indent: str = ""
    hidden: bool = False
    line: int = field(default=0, compare=False)

    def printed(self, output: Sequence[str], trailer: str) -> list[str]:
        """The step's lines with another output and trailer."""
        lines = [*self.head, *output, *([trailer] if trailer else [])]
        return [self.indent + line if line else line for line in lines]

    @property
    def lines(self) -> list[str]:
        """The step's lines as they are in the file."""
        return self.printed(self.output, self.trailer)

    @property
    def patterns(self) -> list[Pattern]:
        return [parse_line(line) for line in self.output]

    def uses(self) -> Iterator[tuple[int, str]]:
        """The captures that the step types or waits for, each with its line number."""
        match self.action:
            case Command(lines=lines):
                texts = lines
            case Type(text=text) | WaitLine(regex=text):
                texts = (text,)
            case _:
                texts = ()
        for number, text in enumerate(texts, self.line):
            yield from ((number, name) for name in names_used(text))


def parse_steps(fence: Fence) -> Iterator[str | Step]:
    """The steps of a console block, and blank lines before the first one."""
    inside, at = fence.inside, 0
    while at < len(inside) and not inside[at]:
        yield inside[at]
        at += 1
    if at < len(inside) and not HEAD.fullmatch(inside[at]):
        what = "output before any command: begin with '# cmd', '$ cmd' or '% wait'"
        raise TranscriptError(fence.line + 1 + at, what)
    while at < len(inside):
        end = next((n for n in range(at + 1, len(inside)) if HEAD.fullmatch(inside[n])), len(inside))
        yield _step(fence.line + 1 + at, fence, inside[at:end])
        at = end


def _step(line: int, fence: Fence, lines: Sequence[str]) -> Step:
    try:
        action = parse_action(lines[0])
    except Malformed as error:
        raise TranscriptError(line, str(error), error.at) from None
    heads = 1
    if isinstance(action, Command):
        while heads < len(lines) and (found := _CONTINUATION.fullmatch(lines[heads])):
            action = action._replace(lines=(*action.lines, found[1] or ""))
            heads += 1
    output = list(lines[heads:])
    trailer = output.pop() if output and _TRAILER.fullmatch(output[-1]) else ""
    for number, text in enumerate(output, line + heads):
        try:
            parse_line(text)
        except BadPattern as error:
            raise TranscriptError(number, str(error), text) from None
    return Step(tuple(lines[:heads]), action, tuple(output), trailer, fence.indent, "hide" in fence.words, line)


def written(line: Shown, *, first: bool = False) -> str:
    """A shown line as an expected line that fits it and nothing else; ``first``: it stands right behind a command."""
    text, end = line.text, "" if line.eol else NO_EOL
    if HEAD.fullmatch(text + end) or fence_at(text + end) or (first and _CONTINUATION.fullmatch(text + end)):
        return f"\\x{ord(text[0]):02x}{escape(text[1:])} (esc){end}"
    if not is_plain(text) or _LIKE_TRAILER.fullmatch(text) or not _is_literal(text):
        return f"{escape(text)} (esc){end}"
    return text + end


def _is_literal(text: str) -> bool:
    try:
        return parse_line(text).literal
    except BadPattern:
        return False
