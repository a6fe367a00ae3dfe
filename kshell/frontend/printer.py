"""Writes finished lines above the prompt, where the host's terminal scrolls them away as its own.

The whole window is ours: the prompt's row is known without asking the terminal for it.
"""

from prompt_toolkit.application import Application
from prompt_toolkit.renderer import CPR_Support

from kshell.frontend.output import FrameOutput
from kshell.frontend.typeset import last_that_fit, rows

ROWS_BELOW = 2


class Printer:
    """Prints above what ``app`` draws, in one piece with the next drawing."""

    def __init__(self, app: "Application[None]") -> None:
        self._app = app
        app.after_render += self._release

    def start(self) -> None:
        """Scroll what stands in the window away, and begin at its top."""
        output = self._app.output
        output.write_raw("\r\n" * (output.get_size().rows - 1))
        self.repaint([])

    def print(self, lines: list[str]) -> None:
        """Print lines that are typeset, each on a new row."""
        renderer, output = self._app.renderer, self._app.output
        self._hold()
        row = renderer.rows_above_layout
        renderer.erase()
        self._write(lines, row)
        output.flush()

    def repaint(self, lines: list[str]) -> None:
        """Wipe the window and print the last of ``lines`` that fit."""
        output = self._app.output
        self._hold()
        self._app.renderer.reset()
        output.cursor_goto(0, 0)
        output.erase_down()
        size = output.get_size()
        self._write(last_that_fit(lines, size.rows - ROWS_BELOW, size.columns), 0)

    def _write(self, lines: list[str], row: int) -> None:
        output = self._app.output
        size = output.get_size()
        for line in lines:
            output.write_raw(line + "\r\n")
            row += rows(line, size.columns)
        self.stand_at(min(row, size.rows - 1))

    def stand_at(self, row: int) -> None:
        """The cursor is at the beginning of this row: what is drawn begins there."""
        renderer = self._app.renderer
        renderer.report_absolute_cursor_row(row + 1)
        renderer.cpr_support = CPR_Support.NOT_SUPPORTED
        self._app.invalidate()

    def _hold(self) -> None:
        if isinstance(self._app.output, FrameOutput):
            self._app.output.hold()

    def _release(self, _: object) -> None:
        if isinstance(self._app.output, FrameOutput):
            self._app.output.release()
