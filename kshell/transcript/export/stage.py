"""What is seen at a moment of a film: the terminals' screens, one below the other."""

from typing import NamedTuple

from kshell.transcript.export.cut import Beat
from kshell.transcript.export.film import Film
from kshell.transcript.export.palette import coloured
from kshell.transcript.screen import Screen, Span

ROWS = {1: 24, 2: 13, 3: 9}
FEWEST_ROWS = 7
Row = tuple[Span, ...]


class Pane(NamedTuple):
    """Where a terminal is on the stage: its name, if there are several, in row ``first`` (from 1); then ``rows``."""

    name: str
    first: int
    rows: int


class Stage:
    """The screens of a film's terminals; more than one share the height, each below a line with its name."""

    def __init__(self, film: Film) -> None:
        self.columns = film.transcript.front.columns
        self._levels = film.levels
        self._pane_rows = ROWS.get(len(film.terminals), FEWEST_ROWS)
        self._screens = {number: Screen(columns=self.columns) for number in film.terminals}
        self._prompts: dict[int, str] = {}

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self._screens) * (self._pane_rows + self._named)

    @property
    def _named(self) -> bool:
        return len(self._screens) > 1

    def pane(self, number: int) -> Pane:
        """Where a terminal is."""
        at = list(self._screens).index(number) * (self._pane_rows + self._named)
        return Pane(self._name(number) if self._named else "", 1 + at, self._pane_rows)

    def _name(self, number: int) -> str:
        return f"── terminal {number}{', the console' if number == 1 else ''} ".ljust(self.columns, "─")

    def play(self, beat: Beat) -> None:
        """Show what happens."""
        if beat.terminal not in self._screens:
            return
        if beat.what == "prompt":
            self._prompts[beat.terminal] = beat.text
        elif beat.what == "stays":
            self._prompts[beat.terminal] = ""
            self._screens[beat.terminal].write(beat.text, "prompt")
        elif beat.what == "typed":
            self._screens[beat.terminal].write(beat.text, "typed")
        elif beat.what == "shown":
            screen = self._screens[beat.terminal]
            screen.write(coloured(beat.text, self._levels, at_start=screen.at_start))

    def rows(self) -> tuple[Row, ...]:
        """The rows, from the top."""
        rows: list[Row] = []
        for number, screen in self._screens.items():
            if self._named:
                rows.append((Span(self._name(number), "name"),))
            pane = [tuple(row) for row in screen.rows(self._prompts.get(number, ""))][-self._pane_rows :]
            rows += pane + [()] * (self._pane_rows - len(pane))
        return tuple(rows)
