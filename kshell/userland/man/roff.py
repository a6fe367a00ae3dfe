"""A little roff: the requests .TH .SH .PP .nf and .fi, as man shows them (man(7))."""

import shlex
import textwrap
from collections.abc import Iterator

INDENT = " " * 7


def render(source: str, width: int) -> str:
    """A page filled to ``width`` columns."""
    heading = next((text for request, text in _blocks(source) if request == ".TH"), "")
    lines: list[str] = []
    for title, body in sections(source, width - len(INDENT)).items():
        lines += ["", title, *((INDENT + line).rstrip() for line in body)]
    name, section, date, origin, book = [*shlex.split(heading), "", "", "", "", ""][:5]
    title = f"{name}({section})"
    return "\n".join([_spread(title, book, title, width), *lines, "", _spread(origin, date, title, width)]) + "\n"


def sections(source: str, width: int) -> dict[str, list[str]]:
    """The lines below each title of a page, filled to ``width`` columns."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    filled = True
    for request, text in _blocks(source):
        if request == ".SH":
            lines = found[text] = []
        elif request == ".PP":
            lines.append("")
        elif request in (".nf", ".fi"):
            filled = request == ".fi"
        elif request != ".TH":
            lines += textwrap.wrap(text, width) if filled else text.split("\n")
    return found


def _blocks(source: str) -> Iterator[tuple[str, str]]:
    """Requests with what stands behind them, and the text between two requests as one block."""
    text: list[str] = []
    for line in source.splitlines():
        if not line.startswith("."):
            text.append(line.removeprefix("\\&").replace("\\-", "-").replace("\\e", "\\"))
            continue
        if text:
            yield "", "\n".join(text)
            text = []
        request, _, rest = line.partition(" ")
        yield request, rest
    if text:
        yield "", "\n".join(text)


def _spread(left: str, middle: str, right: str, width: int) -> str:
    """Three texts at the left, in the middle and at the right of a line."""
    return f"{left}{middle.center(width - len(left) - len(right))}{right}"
