"""Commands over several lines: whether more must follow, and how the lines are shown and handed over."""

from functools import lru_cache

from kshell.shell.syntax.buffer import Lines
from kshell.shell.syntax.parser import Parser
from kshell.shell.syntax.problem import SyntaxProblem, TooDeep, Unfinished

MOST_LINES = 50
CONTINUATION = "> "


@lru_cache(maxsize=256)
def is_open(text: str) -> bool:
    """Whether a text ends inside a construct, a quote or a line that a backslash continues."""
    parser = Parser(Lines(text))
    try:
        while parser.next_command() is not None:
            continue
    except Unfinished:
        return True
    except (SyntaxProblem, TooDeep, RecursionError):
        return False
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def prefixes(text: str) -> list[str]:
    """What stands in front of each line: nothing, or ``> `` where a construct goes on. A long paste has nothing."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        return [""] * len(lines)
    return ["", *(CONTINUATION if is_open("\n".join(lines[:number])) else "" for number in range(1, len(lines)))]


def single_command(text: str) -> bool:
    """Whether several lines are one construct, which no line but the last finishes."""
    return "\n" in text and all(prefixes(text)[1:])


def as_shown(text: str) -> str:
    """The lines with what stands in front of each."""
    return "\n".join(map("".join, zip(prefixes(text), text.split("\n"), strict=True))) if "\n" in text else text
