"""The split view: the shell on one side, the kernel's messages, tasks and modules on the other, all alive."""

import asyncio
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prompt_toolkit.data_structures import Size
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples, to_formatted_text
from prompt_toolkit.layout import ConditionalContainer, DynamicContainer, HSplit, VSplit, Window
from prompt_toolkit.layout.controls import FormattedTextControl, UIControl

from kshell.frontend.editor import Editor
from kshell.frontend.screen import Line, Reports
from kshell.frontend.typeset import last_that_fit, rows, typeset
from kshell.frontend.views.painted import canvas_control, canvas_window
from kshell.frontend.views.tables import tables
from kshell.machine import prefixed
from kshell.machine.facts import ModuleFacts, TaskFacts, last_messages, modules, tasks

if TYPE_CHECKING:
    from kshell.frontend.session import Session

WIDE = 110
LEAST_SHELL_ROWS, LEAST_SHELL_COLUMNS = 6, 60
HEADING_ROWS = 2
LONGEST_REPORT = 60
LOOK_SECONDS = 0.2


class Geometry(NamedTuple):
    """Who has how much: side by side in a wide window, else one above the other."""

    wide: bool
    shell: Size
    log: Size
    table: Size


def geometry(room: Size) -> Geometry:
    """Lay the window out."""
    wide = room.columns >= WIDE
    if wide:
        shell = Size(room.rows, max(LEAST_SHELL_COLUMNS, room.columns // 2))
        side = Size(room.rows, room.columns - shell.columns - 1)
    else:
        shell = Size(min(room.rows, max(LEAST_SHELL_ROWS, room.rows // 2)), room.columns)
        side = Size(max(0, room.rows - shell.rows - 1), room.columns)
    table_rows = side.rows // 2 if side.rows > LEAST_SHELL_ROWS else 0
    return Geometry(wide, shell, Size(side.rows - table_rows, side.columns), Size(table_rows, side.columns))


class SplitView:
    """Lays the terminal that is shown beside what goes on in its kernel."""

    full_screen = True
    for_machine = True

    def __init__(self, session: "Session", editor: Editor) -> None:
        self._session = session
        self._editor = editor
        self._canvas = canvas_control(session)
        self._room = geometry(session.window.whole)
        self._tasks: tuple[TaskFacts, ...] = ()
        self._modules: tuple[ModuleFacts, ...] = ()
        self._looked = 0.0
        shell = self._shell_pane()
        log = Window(FormattedTextControl(self._log), wrap_lines=True, height=lambda: self._room.log.rows)
        table = Window(FormattedTextControl(self._table), height=lambda: self._room.table.rows)
        beside = VSplit([shell, Window(char="│", width=1), HSplit([log, table])])
        below = HSplit([table, log, Window(char="─", height=self._rule), shell])
        self.container = DynamicContainer(lambda: beside if self._room.wide else below)

    def _shell_pane(self) -> HSplit:
        painting = Condition(lambda: self._session.console.screen.canvas is not None)
        above = Window(FormattedTextControl(self._shell), wrap_lines=True, dont_extend_height=True)
        text = ConditionalContainer(above, Condition(lambda: bool(self._session.console.screen.lines)))
        return HSplit(
            [
                ConditionalContainer(canvas_window(self._canvas), painting),
                ConditionalContainer(HSplit([text, *self._editor.containers, Window()]), ~painting),
            ],
            width=lambda: self._room.shell.columns,
            height=lambda: self._room.shell.rows,
        )

    def _rule(self) -> int:
        """Between the shell and what is above it, if there is room for that."""
        return min(1, self._room.log.rows)

    @property
    def focus(self) -> UIControl:
        return self._canvas if self._session.console.screen.canvas is not None else self._editor.focus

    def size(self, room: Size) -> Size:
        self._room = geometry(room)
        return self._room.shell

    def state(self) -> object:
        self._look()
        console = self._session.console
        canvas = console.screen.canvas
        seq = self._session.machine.kernel.log.buffer.next_seq
        return console.screen.count, console.prompt, canvas and canvas.lines(), seq, self._tasks, self._modules

    def _look(self) -> None:
        """Look at the tasks and modules, but not all the time: there may be many."""
        now = asyncio.get_running_loop().time()
        if now - self._looked >= LOOK_SECONDS:
            self._looked = now
            kernel, room = self._session.machine.kernel, self._room.table.rows
            self._modules = tuple(modules(kernel, max(1, room // 3)))
            self._tasks = tuple(tasks(kernel, max(0, room - len(self._modules) - HEADING_ROWS)))

    # -- what is in the panes

    def _shell(self) -> StyleAndTextTuples:
        """The lines above the one that is edited."""
        console, room = self._session.console, self._room.shell
        edited = sum(
            rows(typeset(line) + " ", room.columns) for line in (console.prompt + console.buffer.text).split("\n")
        )
        return self._fitted(console.screen.tail(room.rows), Size(room.rows - edited, room.columns))

    def _log(self) -> StyleAndTextTuples:
        room = self._room.log
        reports, lines = Reports(), list[Line]()
        for record in last_messages(self._session.machine.kernel, room.rows + LONGEST_REPORT):
            part = reports.has(record.text)
            lines += [Line(typeset(line), record.level, part) for line in prefixed(record).split("\n")]
        return self._fitted(lines, room)

    def _fitted(self, lines: list[Line], room: Size) -> StyleAndTextTuples:
        shown = last_that_fit(self._session.look.lines(lines), room.rows, room.columns)
        return [fragment for line in shown for fragment in _parsed(line)][:-1]  # no row behind the last newline

    def _table(self) -> StyleAndTextTuples:
        return tables(self._tasks, self._modules, self._room.table.columns, colour=self._session.look.colour)


@lru_cache(maxsize=1024)
def _parsed(line: str) -> StyleAndTextTuples:
    return to_formatted_text(ANSI(line + "\n"))
