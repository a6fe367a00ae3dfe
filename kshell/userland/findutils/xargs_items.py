"""The items that xargs reads: words with quotes and backslashes, or parts between delimiters (findutils 4.9)."""

from collections.abc import Iterator

from kshell.userland.coreutils.inputs import byte_lines
from kshell.userland.process import Process

QUOTES = {"'": "single", '"': "double"}


class Unmatched(ValueError):
    """A quote that does not end on its line; the text is the message."""


def delimited(p: Process, fd: int, delimiter: bytes) -> Iterator[str]:
    """The items between delimiters."""
    for item in byte_lines(p, fd, delimiter):
        yield item.removesuffix(delimiter).decode("utf-8", "surrogateescape")


def lines(p: Process, fd: int) -> Iterator[str]:
    """Lines for -I: without blanks before them, quotes resolved, empty ones left out; Unmatched."""
    for line in p.lines(fd):
        item = "".join(_words(line.removesuffix("\n").lstrip(" \t"), whole=True))
        if item:
            yield item


def words(p: Process, fd: int) -> Iterator[list[str]]:
    """The words of each line that has any, joined with the next line when it ends in a blank; Unmatched."""
    row: list[str] = []
    for line in p.lines(fd):
        text = line.removesuffix("\n")
        row += _words(text)
        if row and not text.endswith((" ", "\t")):
            yield row
            row = []
    if row:
        yield row


def _words(text: str, *, whole: bool = False) -> list[str]:
    """The words of a line; as one when ``whole``."""
    found: list[str] = []
    word, begun, quote, at = "", False, "", 0
    while at < len(text):
        char = text[at]
        at += 1
        if quote:
            if char == quote:
                quote = ""
            else:
                word += char
        elif char in QUOTES:
            quote, begun = char, True
        elif char == "\\" and at < len(text):
            word, begun = word + text[at], True
            at += 1
        elif char in " \t" and not whole:
            found += [word] if begun else []
            word, begun = "", False
        else:
            word, begun = word + char, True
    if quote:
        raise Unmatched(
            f"unmatched {QUOTES[quote]} quote; by default quotes are special to xargs unless you use the -0 option"
        )
    return [*found, word] if begun else found
