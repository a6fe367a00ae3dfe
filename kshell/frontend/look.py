"""How lines look: the kernel's messages coloured as dmesg colours them, by their level; reports of bugs set apart.

Only the terminal's own sixteen colours are used: they suit its background, light or dark.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kshell.frontend.screen import ENTERED, PROGRAM, Line
from kshell.frontend.typeset import RESET, plain
from kshell.userland.util_linux.dmesg_format import OF_LEVEL, SUBSYSTEM, TIME

MESSAGE = re.compile(r"(\[ *\d+\.\d+\] )((?:(?!: ).)*: (?=.))?(.*)", re.DOTALL)
BOLD, REPORT = "\x1b[1m", "\x1b[31m"
LOUD = 3


@dataclass(frozen=True)
class Look:
    """What a session looks like.

    ``bare``: no toolbar and no colours of kshell's own, for screen readers. ``projector``: for an audience.
    """

    colour: bool = True
    bare: bool = False
    projector: bool = False

    def lines(self, lines: Iterable[Line]) -> list[str]:
        """Finished lines with their colours; for an audience, with an empty row in front of each command."""
        shown: list[str] = []
        for line in lines:
            shown += ["", self.line(line)] if self.projector and line.level == ENTERED else [self.line(line)]
        return shown

    def line(self, line: Line) -> str:
        """A finished line with its colours."""
        if not self.colour:
            return plain(line.text)
        if line.level == ENTERED:
            return f"{BOLD}{line.text}{RESET}" if self.projector else line.text
        return line.text if line.level == PROGRAM else coloured(line, TIME if not self.projector else "")


def coloured(line: Line, stamp_colour: str = TIME) -> str:
    """A kernel message as ``dmesg`` shows it: stamp, subsystem and text in colours of their own."""
    match = MESSAGE.fullmatch(line.text)
    if match is None:
        return line.text
    stamp, subsystem, text = match.groups()
    if line.report and line.level > LOUD:
        return _in(stamp_colour, stamp) + _in(REPORT, (subsystem or "") + text)
    return _in(stamp_colour, stamp) + _in(SUBSYSTEM, subsystem or "") + _in(OF_LEVEL.get(line.level, ""), text)


def _in(colour: str, text: str) -> str:
    return f"{colour}{text}{RESET}" if colour and text else text
