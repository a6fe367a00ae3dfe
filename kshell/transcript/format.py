"""A transcript: Markdown in, settings, files and steps out, and back to the same Markdown."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kshell.transcript.errors import TranscriptError
from kshell.transcript.front import Front, parse_front
from kshell.transcript.markdown import Fence, blocks, split_front
from kshell.transcript.steps import Step, parse_steps

_FILE_NAME = re.compile(r"[\w+-][\w.+-]*")


class EmbeddedFile(NamedTuple):
    """A fence with ``file=NAME``: it is in the session's working directory."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """A parsed file: ``parts`` are its steps and, one by one, all its other lines; ``file`` is what errors call it."""

    front: Front
    files: tuple[EmbeddedFile, ...]
    parts: tuple[str | Step, ...]
    file: str = field(default="transcript", compare=False)

    @property
    def steps(self) -> list[Step]:
        return [part for part in self.parts if isinstance(part, Step)]


def print_transcript(transcript: Transcript) -> str:
    """The text that parse() reads back as the same transcript."""
    lines: list[str] = []
    for part in transcript.parts:
        lines += [part] if isinstance(part, str) else part.printed(part.output, part.trailer)
    return "\n".join(lines)


def parse(text: str, file: str = "transcript") -> Transcript:
    """Read a transcript; TranscriptError for what can be known to be wrong before anything runs."""
    try:
        lines = text.split("\n")
        settings, body = split_front(lines)
        front = parse_front(settings)
        parts: list[str | Step] = list(lines[:body])
        files: list[EmbeddedFile] = []
        for block in blocks(lines, body):
            files += _embedded(block, files) if isinstance(block, Fence) else ()
            parts += _parts(block)
        _check_captures(part for part in parts if isinstance(part, Step))
    except TranscriptError as error:
        error.file = file
        raise
    return Transcript(front, tuple(files), tuple(parts), file)


def _parts(block: str | Fence) -> Iterator[str | Step]:
    """A block's lines, those of a console block as steps."""
    if isinstance(block, str):
        yield block
        return
    yield block.opening
    if block.words[:1] == ("console",):
        for word in block.words[1:]:
            if word != "hide":
                raise TranscriptError(block.line, f"unknown word '{word}' behind 'console': there is only 'hide'")
        yield from parse_steps(block)
    else:
        yield from block.lines
    yield block.closing


def _embedded(fence: Fence, earlier: Iterable[EmbeddedFile]) -> Iterator[EmbeddedFile]:
    """The file that a fence with ``file=NAME`` holds."""
    for name in (word.removeprefix("file=") for word in fence.words if word.startswith("file=")):
        if not _FILE_NAME.fullmatch(name):
            raise TranscriptError(fence.line, f"file={name}: write the name of a file in the working directory")
        if any(name == other.name for other in earlier):
            raise TranscriptError(fence.line, f"file={name}: there is one of this name already")
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
        raise TranscriptError(line, f"capture {name} is used before it is defined: write [[{name}:regex]] above")
