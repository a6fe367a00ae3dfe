"""Which view fills a session's window: what the person has asked for, unless a program paints."""

from typing import TYPE_CHECKING

from kshell.frontend.editor import Editor
from kshell.frontend.views.lines import LinesView
from kshell.frontend.views.painted import PaintedView
from kshell.frontend.views.view import View

if TYPE_CHECKING:
    from kshell.frontend.session import Session


class Choice:
    """``lines`` is the usual view, and the one to leave from."""

    def __init__(self, session: "Session", editor: Editor) -> None:
        self._session = session
        self._editor = editor
        self._painted = PaintedView(session)
        self.lines: View = LinesView(session, editor)
        self._wanted: View = self.lines
        self._before: View = self.lines

    @property
    def view(self) -> View:
        """The view that there should be now."""
        painting = self._session.console.screen.canvas is not None and not self._wanted.full_screen
        return self._painted if painting else self._wanted

    def split(self) -> None:
        """The terminal beside what goes on in its kernel, or alone again."""
        from kshell.frontend.views.split import SplitView  # noqa: PLC0415  # rich takes long to import

        self._want(self.lines if isinstance(self._wanted, SplitView) else SplitView(self._session, self._editor))

    def scroll_back(self) -> None:
        """What the terminal has shown before."""
        from kshell.frontend.views.scrollback import ScrollbackView  # noqa: PLC0415  # seldom wanted

        self.show(ScrollbackView(self._session))

    def show(self, view: View) -> None:
        """A view of its own, for a while."""
        if self.view.for_machine:
            self._before = self._wanted
            self._want(view)

    def back(self) -> None:
        """From reading back to the view that was there before."""
        if not self.view.for_machine:
            self._want(self._before)

    def _want(self, view: View) -> None:
        self._wanted = view
        self._session.sync()
