"""Text of the machine made fit for the host's terminal: colours stay, what moves the cursor is carried out here."""

import re

from prompt_toolkit.utils import get_cwidth

TAB = 8
WITHIN_LINE = re.compile(r"\x1b\[(\d*)([CDGK])")
SGR = re.compile(r"\x1b\[[0-9;:]*m")
TOKEN = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # control sequences
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # operating system commands, such as titles
    r"|\x1b[ -/]*[0-~]?"
    r"|.",
    re.DOTALL,
)
RESET = "\x1b[0m"


def typeset(line: str) -> str:
    """A line with tabs, backspaces and carriage returns carried out, and nothing in it but text and colours."""
    if line.isprintable():
        return line
    return _Row(line).text()


def cursor(line: str) -> int:
    """How many characters of the typeset line stand in front of the cursor."""
    return len(line) if line.isprintable() else _Row(line).cursor()


class _Row:
    """The cells of one line; a colour stands in front of the character that follows it."""

    def __init__(self, line: str) -> None:
        self._cells: list[str] = []
        self._at = 0
        self._style = ""
        self._coloured = False
        for token in TOKEN.findall(line):
            self._take(token)

    def _take(self, token: str) -> None:
        """Carry out one character or control sequence."""
        if SGR.fullmatch(token):
            self._style += token
            self._coloured = True
        elif token == "\r":
            self._at = 0
        elif token == "\b":
            self._at = max(0, self._at - 1)
        elif token == "\t":
            self._at += TAB - self._at % TAB
        elif match := WITHIN_LINE.fullmatch(token):
            self._control(match[2], int(match[1] or 0))
        elif token.isprintable():
            self._put(token, get_cwidth(token))

    def _control(self, final: str, number: int) -> None:
        """Erase in the line, or move in it."""
        if final == "K":
            first, last = (self._at if number == 0 else 0), (self._at if number == 1 else len(self._cells))
            self._cells[first:last] = [" "] * (last - first) if number == 1 else []
        elif final == "G":
            self._at = max(number, 1) - 1
        else:
            self._at = max(0, self._at + max(number, 1) * (1 if final == "C" else -1))

    def _put(self, character: str, width: int) -> None:
        if not width:
            if 0 < self._at <= len(self._cells):
                self._cells[self._at - 1] += character
            return
        missing = self._at + width - len(self._cells)
        self._cells += [" "] * missing
        self._cells[self._at : self._at + width] = [self._style + character, *[""] * (width - 1)]
        self._style = ""
        self._at += width

    def cursor(self) -> int:
        """See cursor()."""
        return len(plain("".join(self._cells[: self._at]))) + max(0, self._at - len(self._cells))

    def text(self) -> str:
        """The line, as far as the cursor at least; the colours end with it."""
        self._cells += [" "] * (self._at - len(self._cells))
        return "".join(self._cells) + self._style + (RESET if self._coloured else "")


def plain(text: str) -> str:
    """Typeset text without its colours."""
    return SGR.sub("", text) if "\x1b" in text else text


def rows(text: str, columns: int) -> int:
    """How many rows of a terminal a typeset line takes."""
    text = plain(text)
    if text.isascii():
        return max(1, -(-len(text) // columns))
    count, at = 1, 0
    for character in text:
        width = get_cwidth(character)
        if at + width > columns:
            count, at = count + 1, 0
        at += width
    return count


def last_that_fit(lines: list[str], room: int, columns: int) -> list[str]:
    """The last of the typeset lines, as many as fit into ``room`` rows."""
    kept = len(lines)
    while kept and (room := room - rows(lines[kept - 1], columns)) >= 0:
        kept -= 1
    return lines[kept:]
