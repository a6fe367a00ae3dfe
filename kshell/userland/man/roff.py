"""A little roff: the requests .TH .SH .PP .nf and .fi, as man shows them (man(7))."""

import shlex
import textwrap
from collections.abc import Iterator

INDENT = " " * 7


def render(source: str, width: int) -> str:
    """A page filled to ``width`` columns."""
    heading: list[str] = []
    lines: list[str] = []
    filled = True
    for request, text in _blocks(source):
        if request == ".TH":
            heading = shlex.split(text)
        elif request == ".SH":
            lines += ["", text]
        elif request == ".PP":
            lines.append("")
        elif request in (".nf", ".fi"):
            filled = request == ".fi"
        elif filled:
            lines += textwrap.wrap(text, width, initial_indent=INDENT, subsequent_indent=INDENT)
        else:
            lines += [(INDENT + line).rstrip() for line in text.split("\n")]
    name, section, date, origin, book = [*heading, "", "", "", "", ""][:5]
    title = f"{name}({section})"
    return "\n".join([_spread(title, book, title, width), *lines, "", _spread(origin, date, title, width)]) + "\n"


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
