"""How lines look: the kernel's messages coloured as dmesg colours them, by their level."""

import re
from dataclasses import dataclass

from kshell.frontend.screen import PROGRAM, Line
from kshell.frontend.typeset import RESET, plain
from kshell.userland.dmesg_format import OF_LEVEL, SUBSYSTEM, TIME

MESSAGE = re.compile(r"(\[ *\d+\.\d+\] )((?:(?!: ).)*: (?=.))?(.*)", re.DOTALL)


@dataclass(frozen=True)
class Look:
    """What a session looks like; ``bare`` leaves the toolbar away, for screen readers."""

    colour: bool = True
    bare: bool = False

    def line(self, line: Line) -> str:
        """A finished line with its colours."""
        if not self.colour:
            return plain(line.text)
        if line.level == PROGRAM:
            return line.text
        return coloured(line)


def coloured(line: Line) -> str:
    """A kernel message as ``dmesg`` shows it: stamp, subsystem and text in colours of their own."""
    match = MESSAGE.fullmatch(line.text)
    if match is None:
        return line.text
    stamp, subsystem, text = match.groups()
    level = OF_LEVEL.get(line.level, "")
    return (
        f"{TIME}{stamp}{RESET}"
        + (f"{SUBSYSTEM}{subsystem}{RESET}" if subsystem else "")
        + (f"{level}{text}{RESET}" if level else text)
    )
