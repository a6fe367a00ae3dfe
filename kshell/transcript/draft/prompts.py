"""Which rows of a paper are a prompt with what was typed there, and which were shown by programs."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kshell.transcript.draft.events import Moment
from kshell.transcript.draft.paper import Edit, Paper, Row
from kshell.transcript.fold import STAMP

CONTINUATION = "> "
KNOWN = re.compile(
    r"(?:\([^()\s]+\) ?)?"  # a virtual environment
    r"(?:[\w.-]+@[\w.-]+[: ]\S*?[#$%] "
    r"|\[[\w.-]+@[\w.-]+ [^\]]*\][#$] "
    r"|(?:ba|da|a|k|z)?sh(?:-[\d.]+)?[#$%] "
    r"|[/~]\S* [#$] )"
)
BARE = re.compile(r"[#$] ")
EDITED = re.compile(r".*?[#$%>❯λ»] ", re.DOTALL)
LEAVING = ("exit", "logout")
AT_START = Moment(0, 0)


class Typed(NamedTuple):
    """A line at a prompt, which was shown and entered at some time: ``entered`` None if it was not; ``prompt`` is empty
    where bash asks for more."""

    prompt: str
    text: str
    shown: Moment
    entered: Moment | None


class Printed(NamedTuple):
    """A line that was shown at some time; ``eol`` is false if a prompt stands behind it."""

    text: str
    at: Moment
    eol: bool = True


Piece = Typed | Printed


def pieces(paper: Paper, prompt: re.Pattern[str] | None) -> list[Piece]:
    """What is on a paper, from the top, without the logout at its end.

    ``prompt``: what prompts look like, or None for the usual ones.
    """
    found = _pieces(paper, prompt)
    for n, piece in reversed(list(enumerate(found))):
        if isinstance(piece, Typed):
            leaves = piece.text.strip() in LEAVING
            return [*found[:n], piece._replace(text="", entered=None)] if leaves else found
    return found


def _pieces(paper: Paper, prompt: re.Pattern[str] | None) -> list[Piece]:
    if paper.edits and prompt is None:
        return list(_marked(paper))
    lines = [(_text(rows), rows) for rows in _lines(paper.rows)]
    patterns = (prompt,) if prompt is not None else (KNOWN, BARE)
    for pattern in patterns:
        if any(pattern.match(text) for text, _ in lines):
            return list(_searched(lines, pattern))
    return [Printed(text, _began(rows)) for text, rows in lines if text or rows[0].left]


def _lines(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows, those together that are one line."""
    line: list[Row] = []
    for row in rows:
        if line and not row.joined:
            yield line
            line = []
        line.append(row)
    if line and (len(line) > 1 or line[0].cells):
        yield line


def _text(rows: Sequence[Row]) -> str:
    return "".join("".join(row.cells) for row in rows)


def _began(rows: Sequence[Row]) -> Moment:
    return next((moment for row in rows for moment in (row.began, row.left) if moment is not None), AT_START)


# -- where the shell has marked what is edited


def _marked(paper: Paper) -> Iterator[Piece]:
    rows, at = paper.rows, (0, 0)
    edits = list(paper.edits)
    if paper.editing is not None:
        begin, shown = paper.editing
        edits.append(Edit(begin, (len(rows), 0), shown, None))
    for edit in edits:
        if edit.begin < at:
            continue
        yield from _between(rows, at, edit.begin)
        at = edit.end
        yield from _edited(edit, [*_between(rows, edit.begin, edit.end)])
    yield from _between(rows, at, (len(rows), 0))


def _edited(edit: Edit, lines: list[Printed]) -> Iterator[Piece]:
    """A line that was edited. The kernel may have written behind its prompt: then it stands below what was written."""
    found = EDITED.match(lines[0].text) if lines else None
    if found is None:
        yield from (line for line in lines if line.text.strip())
        return
    prompt = "" if found[0] == CONTINUATION else found[0]
    typed = [lines[0]._replace(text=lines[0].text[found.end() :]), *lines[1:]]
    yield from (line._replace(eol=True) for line in typed if STAMP.match(line.text))
    text = "".join(line.text for line in typed if not STAMP.match(line.text))
    yield Typed(prompt, text, edit.shown, edit.entered)


def _between(rows: Sequence[Row], begin: tuple[int, int], end: tuple[int, int]) -> Iterator[Printed]:
    """What was printed between two places; the last line without an end if a prompt follows in its row."""
    whole = list(rows[begin[0] : end[0]])
    if whole and begin[1]:
        head = whole.pop(0)
        if text := "".join(head.cells[begin[1] :]):
            yield Printed(text, _began([head]))
    for line in _lines(whole):
        if any(row.began or row.left for row in line):  # else it is room on a new page
            yield Printed(_text(line), _began(line))
    if end[1] and end[0] < len(rows):
        first = begin[1] if begin[0] == end[0] else 0
        if text := "".join(rows[end[0]].cells[first : end[1]]):
            yield Printed(text, _began([rows[end[0]]]), eol=False)


# -- where it has not


def _searched(lines: Sequence[tuple[str, list[Row]]], pattern: re.Pattern[str]) -> Iterator[Piece]:
    prompts = {found[0] for text, _ in lines if (found := pattern.match(text))}
    open_line, asked = False, ""
    for text, rows in lines:
        found = pattern.match(text)
        behind = None if found else next((prompt for prompt in prompts if text.find(prompt) > 0), None)
        stamped = STAMP.match(text[found.end() :] if found else text)
        if found:
            yield from _at_prompt(found[0], text[found.end() :], rows)
        elif behind is not None:
            start = text.index(behind)
            yield Printed(text[:start], _began(rows), eol=False)
            yield Typed(behind, text[start + len(behind) :], _began(rows), rows[-1].left)
        elif asked and not stamped:
            yield Typed(asked, text, _began(rows), rows[-1].left)
        elif open_line and text.startswith(CONTINUATION):
            yield Typed("", text.removeprefix(CONTINUATION), _began(rows), rows[-1].left)
        else:
            yield Printed(text, _began(rows))
        open_line = bool(found or behind or asked or (open_line and text.startswith(CONTINUATION)))
        asked = (found[0] if found else asked) if stamped else ""


def _at_prompt(prompt: str, text: str, rows: list[Row]) -> Iterator[Piece]:
    """A line that begins with a prompt; what stands behind it can be a message of the kernel, and nothing typed."""
    if STAMP.match(text):
        yield Typed(prompt, "", _began(rows), None)
        yield Printed(text, rows[0].left or _began(rows))
    else:
        yield Typed(prompt, text, _began(rows), rows[-1].left)
