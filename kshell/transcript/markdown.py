"""As much of Markdown as a transcript needs: front matter, headings, and fences (CommonMark 0.31, section 4.5)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kshell.transcript.errors import TranscriptError

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*")
_FENCE = re.compile(r"( {0,3})(?:(`{3,})([^`]*)|(~{3,})(.*))", re.DOTALL)


class Heading(NamedTuple):
    """A heading such as ``## title``: its level is 2."""

    line: int
    level: int
    title: str


class Fence(NamedTuple):
    """A fenced block: its first line has number ``line``."""

    line: int
    indent: str
    mark: str
    words: tuple[str, ...]
    opening: str
    lines: tuple[str, ...] = ()
    closing: str = ""

    @property
    def inside(self) -> list[str]:
        """The lines without the indentation of the fence itself."""
        width = len(self.indent)
        return [line[min(width, len(line) - len(line.lstrip(" "))) :] for line in self.lines]


def split_front(lines: Sequence[str]) -> tuple[Sequence[str], int]:
    """The lines of the front matter, and how many lines of the file it takes."""
    if lines[0].rstrip() != "---":
        return (), 0
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if not end:
        raise TranscriptError(1, "unclosed front matter: end it with a line '---'", "---")
    return lines[1:end], end + 1


def heading_at(text: str, line: int) -> Iterator[Heading]:
    """The heading that a line is, if it is one (CommonMark 0.31, section 4.2)."""
    if found := _HEADING.fullmatch(text):
        yield Heading(line, len(found[1]), found[2] or "")


def blocks(lines: Sequence[str], start: int) -> Iterator[str | Fence]:
    """The fences from index ``start`` on, and the lines between them."""
    while start < len(lines):
        fence = fence_at(lines[start], start + 1)
        if not fence:
            yield lines[start]
            start += 1
            continue
        end = _end(lines, fence)
        yield fence._replace(lines=tuple(lines[start + 1 : end]), closing=lines[end])
        start = end + 1


def fence_at(text: str, line: int = 0) -> Fence | None:
    """The fence that a line opens, or closes."""
    found = _FENCE.fullmatch(text)
    if not found:
        return None
    return Fence(line, found[1], found[2] or found[4], tuple((found[3] or found[5] or "").split()), text)


def _end(lines: Sequence[str], fence: Fence) -> int:
    """The index of the closing line: the same characters, at least as many, and nothing behind them."""
    for n in range(fence.line, len(lines)):
        other = fence_at(lines[n])
        if other and other.mark.startswith(fence.mark) and not other.words:
            return n
    raise TranscriptError(fence.line, f"unclosed fence: end it with a line '{fence.mark}'", fence.opening.strip())
