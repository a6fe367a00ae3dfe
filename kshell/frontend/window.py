"""The host's window: which view fills it, and what is printed above."""

from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Size

from kshell.frontend.printer import Printer
from kshell.frontend.views.view import View

if TYPE_CHECKING:
    from kshell.frontend.session import Session

ROWS_FOR_BAR = 4


class HostWindow:
    """Keeps what is seen in step with the terminal that is shown; ``view`` is what fills the window now."""

    def __init__(self, session: "Session", app: "Application[None]", view: View) -> None:
        self._session = session
        self._app = app
        self._printer = Printer(app)
        self.view = view
        self.whole = app.output.get_size()
        self._printed = session.shown
        self._entered = self.whole, 0
        self._drawn: object = None
        self._foreign = False
        app.before_render += self._fit

    # -- its size

    @property
    def has_bar(self) -> bool:
        """Whether there is room for a toolbar, and it is wanted."""
        return not self._session.look.bare and self.whole.rows >= ROWS_FOR_BAR

    def _fit(self, _: object) -> None:
        """The window may have another size: tell the machine, and lay out afresh what is seen.

        After a resize nobody knows where the cursor is, though the size may be what it was: it has changed twice.
        """
        size, changed = self._app.output.get_size(), False
        if size != self.whole:
            self.whole, changed = size, True
            self.tell_size()
        if not self.view.full_screen and (changed or not self._app.renderer.height_is_known):
            self.repaint()

    def tell_size(self) -> None:
        """Let the terminals of the machine have the size that the view gives them."""
        room = Size(rows=max(1, self.whole.rows - self.has_bar), columns=self.whole.columns)
        rows, columns = self.view.size(room)
        for console in self._session.consoles.values():
            console.resize(rows, columns)
        self._session.pump.wake()

    # -- what is seen

    def begin(self) -> None:
        """Scroll what stands in the window away, and begin at its top."""
        self._printer.start()

    def resume(self) -> None:
        """kshell was stopped, and something else has written into the window."""
        if self.view.full_screen:
            self._foreign = True
        else:
            self.begin()
            self.repaint()

    def refresh(self, state: object) -> None:
        """Show what is new; ``state`` is all else that is drawn, to be drawn again when it has changed."""
        console = self._session.console
        if not self.view.full_screen:
            if console.wiped:
                self.repaint()
            elif lines := console.take_new():
                self._printer.print(self._session.look.lines(lines))
        if state != self._drawn:
            self._drawn = state
            self._app.invalidate()

    def repaint(self) -> None:
        """Wipe the window, and show the last lines of the terminal that is shown."""
        console = self._session.console
        console.take_new()
        self._printed = self._session.shown
        self._printer.repaint(self._session.look.lines(console.screen.tail(self.whole.rows)))

    def change(self, view: View) -> None:
        """Let another view fill the window."""
        before, self.view = self.view, view
        if view.full_screen and not before.full_screen:
            self._enter_full_screen()
        self.tell_size()
        self._app.layout.focus(view.focus)
        if before.full_screen and not view.full_screen:
            self._leave_full_screen()
        self._app.invalidate()

    def _enter_full_screen(self) -> None:
        renderer = self._app.renderer
        self._entered = self.whole, renderer.rows_above_layout
        renderer.erase()
        renderer.full_screen = True

    def _leave_full_screen(self) -> None:
        """Back to the lines: those that have come meanwhile are printed, or all of them if the window has changed."""
        renderer = self._app.renderer
        renderer.full_screen = False
        renderer.reset()
        size, row = self._entered
        if self._foreign:
            self._foreign = False
            self.resume()
        elif size != self.whole or self._printed != self._session.shown or self._session.console.wiped:
            self.repaint()
        else:
            self._printer.stand_at(row)
