"""Terminal settings, termios(3): the flags that the line discipline here looks at, with Linux's values."""

from typing import NamedTuple

ICRNL = 0o400
IXON = 0o2000
OPOST = 0o1
ONLCR = 0o4
ISIG = 0o1
ICANON = 0o2
ECHO = 0o10
ECHOE = 0o20
ECHOK = 0o40
ECHOCTL = 0o1000
ECHOKE = 0o4000
IEXTEN = 0o100000


class Termios(NamedTuple):
    """``vmin`` and ``vtime`` (tenths of a second) say when read() without ICANON comes back; see termios(3)."""

    iflag: int
    oflag: int
    lflag: int
    vmin: int = 1
    vtime: int = 0

    def cbreak(self, vmin: int = 1, vtime: int = 0) -> "Termios":
        """These settings with each key given to the reader at once, and not echoed."""
        return self._replace(lflag=self.lflag & ~(ICANON | ECHO), vmin=vmin, vtime=vtime)


SANE = Termios(ICRNL | IXON, OPOST | ONLCR, ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN)
