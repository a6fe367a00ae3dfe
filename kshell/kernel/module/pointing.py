"""A place in a module's source, shown as a compiler shows it: file, line and column, the line itself, and a caret."""

import ast
from collections.abc import Iterator
from types import CodeType
from typing import NamedTuple

LONGEST = 160


class Span(NamedTuple):
    """A part of a line: ``line`` counts from 1, ``begin`` and ``end`` are columns in characters, from 0."""

    line: int
    begin: int
    end: int


def span_of(node: ast.AST, source: str) -> Span:
    """Where a node of the syntax tree stands; of one over several lines, its part of the first."""
    line, begin = getattr(node, "lineno", 0), getattr(node, "col_offset", 0)
    last, end = getattr(node, "end_lineno", line), getattr(node, "end_col_offset", begin)
    return _in_characters(source, line, begin, end if last == line else None)


def span_of_code(code: CodeType, at: int, line: int, source: str) -> Span:
    """Where the instruction at an offset (as in tb_lasti) stands; the whole of ``line`` if Python does not know."""
    positions = list(code.co_positions())
    first, last, begin, end = positions[at // 2] if 0 <= at // 2 < len(positions) else (None, None, None, None)
    if first != line or begin is None:
        return _in_characters(source, line, 0, None)
    return _in_characters(source, line, begin, end if last == line else None)


def _in_characters(source: str, line: int, begin: int, end: int | None) -> Span:
    """Columns in bytes of UTF-8 as columns in characters; blanks at both ends of the line are no part of it."""
    text = line_at(source, line)
    data = text.encode("utf-8", "surrogatepass")

    def column(byte: int) -> int:
        return len(data[:byte].decode("utf-8", "ignore"))

    last = column(end) if end is not None else len(text.rstrip())
    return Span(line, max(column(begin), len(text) - len(text.lstrip())), last)


def line_at(source: str, line: int) -> str:
    """The text of a line; nothing behind the end."""
    lines = source.splitlines()
    return lines[line - 1] if 0 < line <= len(lines) else ""


def pointed(file: str, source: str, span: Span, text: str) -> list[str]:
    """What is wrong at a place, in three lines; the caret is left out where the line is too long to be shown."""
    shown = line_at(source, span.line)
    where = f"{file}:{span.line}:{span.begin + 1}"
    if not shown.strip() or len(shown) > LONGEST:
        return [f"{where}: {text}"]
    return [f"{where}: {text}", f"{span.line:5} | {shown.rstrip()}", f"      | {underline(shown, span)}"]


def underline(line: str, span: Span) -> str:
    """A caret under the first character of a part of a line, and tildes under the others."""
    before = "".join("\t" if c == "\t" else " " for c in line[: span.begin].ljust(span.begin))
    return before + "^" + "~" * (span.end - span.begin - 1)


class Use(NamedTuple):
    """A place where a name is used; ``imported``: as a library."""

    span: Span
    name: str
    imported: bool


def uses_of(source: str, names: set[str]) -> list[Use]:
    """The first use of each of these names, in the order of the source."""
    found: dict[str, Use] = {}
    uses = (use for node in ast.walk(ast.parse(source)) for use in _uses(node, source) if use.name in names)
    for use in sorted(uses):
        found.setdefault(use.name, use)
    return list(found.values())


def _uses(node: ast.AST, source: str) -> Iterator[Use]:
    span = span_of(node, source)
    if isinstance(node, ast.Name):
        yield Use(span, node.id, imported=False)
    elif isinstance(node, ast.Attribute):
        yield Use(span._replace(begin=max(span.begin, span.end - len(node.attr))), node.attr, imported=False)
    elif isinstance(node, ast.Import):
        yield from (Use(span_of(alias, source), alias.name, imported=True) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        begin = span.begin + len("from ")
        module = node.module or "."
        yield Use(Span(span.line, begin, begin + len(module)), module, imported=True)
        yield from (Use(span_of(alias, source), alias.name, imported=False) for alias in node.names)
