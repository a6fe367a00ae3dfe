"""How exported text looks: the colours of its letters, and of what stands behind them."""

import re
from collections.abc import Mapping

from kshell.transcript.ink import FLAGS
from kshell.userland.util_linux.dmesg_format import Formatter
from kshell.userland.util_linux.kmsg import Record

BACK, TEXT = "#242933", "#d8dee9"
SIXTEEN = (
    "#3b4252 #bf616a #a3be8c #ebcb8b #81a1c1 #b48ead #88c0d0 #e5e9f0 "
    "#7b88a1 #d08770 #b7d39c #f2d9a0 #9ab8d6 #c9a5c3 #a3d3de #ffffff"
).split()
OWN = {"prompt": ("#a3be8c", True), "typed": ("#fff", True), "name": ("#8a94a6", False)}
SGR = {"prompt": "1;32", "typed": "1", "name": "2"} | {word: str(number) for number, word in FLAGS.items()}
SGR |= {f"f{n}": str(30 + n if n < 8 else 82 + n) for n in range(16)}
SGR |= {f"g{n}": str(40 + n if n < 8 else 92 + n) for n in range(16)}
MESSAGE = re.compile(r"^\[ *(\d+)\.(\d{6})\] (.*)$", re.MULTILINE)
INFO = 6


def sgr(kind: str) -> str:
    """The parameters of the control sequence for a kind of text."""
    return ";".join(SGR[word] for word in kind.split())


def style(letters: str, behind: str) -> str:
    """CSS for all kinds of text; ``letters`` and ``behind`` are the properties that colour them."""
    rules = [f".{name}{{{letters}:{colour}{';font-weight:bold' * bold}}}" for name, (colour, bold) in OWN.items()]
    rules += [f".f{n}{{{letters}:{colour}}}.g{n}{{{behind}:{colour}}}" for n, colour in enumerate(SIXTEEN)]
    flags = ".bold{font-weight:bold}.faint{opacity:.7}.italic{font-style:italic}.underline{text-decoration:underline}"
    return "".join(rules) + flags


def coloured(text: str, levels: Mapping[str, int], *, at_start: bool) -> str:
    """Text of a terminal with the kernel's messages in it coloured as dmesg(1) colours them, by their ``levels``.

    ``at_start``: it begins a row; else its first line is the end of one.
    """
    formatter = Formatter("time", 0, show_delta=False, decode=False, raw=False, prefix=True)
    formatter.color, formatter.escape = True, False

    def message(found: re.Match[str]) -> str:
        if not at_start and found.start() == 0:
            return found[0]
        usec = int(found[1]) * 1_000_000 + int(found[2])
        return formatter.text(Record(0, levels.get(found[0], INFO), usec, found[3])).rstrip("\n")

    return MESSAGE.sub(message, text)
