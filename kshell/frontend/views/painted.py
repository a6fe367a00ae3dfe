"""What a program that moves the cursor has painted, such as top."""

from typing import TYPE_CHECKING

from prompt_toolkit.data_structures import Point, Size
from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples, to_formatted_text
from prompt_toolkit.layout import Window
from prompt_toolkit.layout.controls import FormattedTextControl, UIControl

from kshell.frontend.canvas import Canvas

if TYPE_CHECKING:
    from kshell.frontend.session import Session


class PaintedView:
    """The canvas of the terminal that is shown, as large as the window."""

    full_screen = True
    for_machine = True

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._control = canvas_control(session)
        self.container = canvas_window(self._control)

    @property
    def focus(self) -> UIControl:
        return self._control

    def size(self, room: Size) -> Size:
        return room

    def state(self) -> object:
        canvas = self._session.console.screen.canvas
        return (canvas.lines(), canvas.row, canvas.column) if canvas is not None else None


def canvas_window(control: FormattedTextControl) -> Window:
    """A window for a canvas, which has its size and is never scrolled."""
    return Window(control, get_vertical_scroll=lambda _: 0, get_horizontal_scroll=lambda _: 0)


def canvas_control(session: "Session") -> FormattedTextControl:
    """A control that shows the canvas of the terminal that is shown."""

    def canvas() -> Canvas | None:
        return session.console.screen.canvas

    def text() -> StyleAndTextTuples:
        shown = canvas()
        if shown is None:
            return []
        room = " " * shown.columns  # for the cursor, which may stand behind the text
        return to_formatted_text(ANSI("\n".join(line + room for line in shown.lines())))

    def cursor() -> Point | None:
        shown = canvas()
        return Point(min(shown.column, shown.columns - 1), shown.row) if shown is not None else None

    return FormattedTextControl(text, focusable=True, show_cursor=True, get_cursor_position=cursor)
