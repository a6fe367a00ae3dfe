"""A transcript: Markdown in, settings, files and steps out, and back to the same Markdown."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from kshell.transcript.errors import TranscriptError
from kshell.transcript.front import Front, parse_front
from kshell.transcript.markdown import Fence, Heading, blocks, heading_at, split_front
from kshell.transcript.steps import Step, parse_steps

_FILE_NAME = re.compile(r"[\w+-][\w.+-]*")


class EmbeddedFile(NamedTuple):
    """A fence with ``file=NAME``: it is in the session's working directory."""

    name: str
    text: str


class Section(NamedTuple):
    """The steps below a heading, or before the first one; ``line`` is that of the heading, 0 without one."""

    title: str
    line: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A parsed file: ``parts`` are its steps and, one by one, all its other lines; ``file`` is what errors call it."""

    front: Front
    files: tuple[EmbeddedFile, ...]
    parts: tuple[str | Step, ...]
    headings: tuple[Heading, ...] = field(default=(), compare=False)
    file: str = field(default="transcript", compare=False)

    @property
    def steps(self) -> list[Step]:
        return [part for part in self.parts if isinstance(part, Step)]

    @property
    def sections(self) -> list[Section]:
        """The steps in order, cut where a heading stands; a heading without steps makes no section."""
        bounds = [(0, ""), *((heading.line, heading.title) for heading in self.headings), (sys.maxsize, "")]
        sections = [
            Section(title, line, tuple(step for step in self.steps if line <= step.line < end))
            for (line, title), (end, _) in pairwise(bounds)
        ]
        return [section for section in sections if section.steps]


def print_transcript(transcript: Transcript) -> str:
    """The text that parse() reads back as the same transcript."""
    lines: list[str] = []
    for part in transcript.parts:
        lines += [part] if isinstance(part, str) else part.lines
    return "\n".join(lines)


def parse(text: str, file: str = "transcript") -> Transcript:
    """Read a transcript; TranscriptError for what can be known to be wrong before anything runs."""
    lines = text.split("\n")
    try:
        settings, body = split_front(lines)
        front = parse_front(settings)
        parts: list[str | Step] = list(lines[:body])
        files: list[EmbeddedFile] = []
        headings: list[Heading] = []
        number = body + 1
        for block in blocks(lines, body):
            headings += heading_at(block, number) if isinstance(block, str) else ()
            number += 1 if isinstance(block, str) else len(block.lines) + 2
            files += _embedded(block, files) if isinstance(block, Fence) else ()
            parts += _parts(block)
        _check_captures(part for part in parts if isinstance(part, Step))
    except TranscriptError as error:
        error.file, error.source = file, lines[error.line - 1]
        raise
    return Transcript(front, tuple(files), tuple(parts), tuple(headings), file)


def _parts(block: str | Fence) -> Iterator[str | Step]:
    """A block's lines, those of a console block as steps."""
    if isinstance(block, str):
        yield block
        return
    yield block.opening
    if block.words[:1] == ("console",):
        for word in block.words[1:]:
            if word != "hide":
                raise TranscriptError(block.line, f"unknown word '{word}' behind 'console': there is only 'hide'", word)
        yield from parse_steps(block)
    else:
        yield from block.lines
    yield block.closing


def _embedded(fence: Fence, earlier: Iterable[EmbeddedFile]) -> Iterator[EmbeddedFile]:
    """The file that a fence with ``file=NAME`` holds."""
    for name in (word.removeprefix("file=") for word in fence.words if word.startswith("file=")):
        if not _FILE_NAME.fullmatch(name):
            raise TranscriptError(
                fence.line, f"file={name}: write the name of a file in the working directory", f"file={name}"
            )
        if any(name == other.name for other in earlier):
            raise TranscriptError(fence.line, f"file={name}: there is one of this name already", f"file={name}")
        yield EmbeddedFile(name, "".join(line + "\n" for line in fence.inside))


def _check_captures(steps: Iterable[Step]) -> None:
    """Refuse a capture that is used in a line above the one that defines it."""
    defined: set[str] = set()
    for step in steps:
        for line, name in step.uses():
            _check_defined(name, defined, line)
        for line, pattern in enumerate(step.patterns, step.line + len(step.head)):
            for name in sorted(pattern.uses):
                _check_defined(name, defined, line)
            defined |= pattern.defines


def _check_defined(name: str, defined: set[str], line: int) -> None:
    if name not in defined:
        what = f"capture {name} is used before it is defined: write [[{name}:regex]] above"
        raise TranscriptError(line, what, f"[[{name}]]")
