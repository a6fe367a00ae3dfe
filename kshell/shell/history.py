"""History expansion: !! !n !-n !text !$ (bash(1), HISTORY EXPANSION)."""

import re


class EventNotFound(Exception):
    """No line in the history fits."""


def expand_history(line: str, history: list[str]) -> str:
    """The line with its history designators replaced; EventNotFound names the one that is not there."""
    out, at, quote = "", 0, False
    while at < len(line):
        c = line[at]
        if c == "'":
            quote = not quote
        match = None if quote or c != "!" else re.match(r"!(!|\$|-?\d+|[A-Za-z./][^\s;|&]*)", line[at:])
        if c == "\\" and not quote:
            out += line[at : at + 2]
            at += 2
        elif match is None:
            out += c
            at += 1
        else:
            out += _event(match[1], history)
            at += match.end()
    return out


def _event(name: str, history: list[str]) -> str:
    try:
        if name == "!":
            return history[-1]
        if name == "$":
            return history[-1].split()[-1]
        if name.lstrip("-").isdigit():
            number = int(name)
            return history[number - 1 if number > 0 else number]
    except IndexError:
        raise EventNotFound(f"!{name}") from None
    for line in reversed(history):
        if line.startswith(name):
            return line
    raise EventNotFound(f"!{name}")
