"""The usual view: text scrolls away into the host's own scrollback, with the line that is edited below it."""

from typing import TYPE_CHECKING

from prompt_toolkit.data_structures import Size
from prompt_toolkit.layout import HSplit, Window
from prompt_toolkit.layout.controls import UIControl

from kshell.frontend.editor import Editor

if TYPE_CHECKING:
    from kshell.frontend.session import Session


class LinesView:
    """The editor, and room for what a menu may need."""

    full_screen = False
    for_machine = True

    def __init__(self, session: "Session", editor: Editor) -> None:
        self._session = session
        self._editor = editor
        self.container = HSplit([*editor.containers, Window()])

    @property
    def focus(self) -> UIControl:
        return self._editor.focus

    def size(self, room: Size) -> Size:
        return room

    def state(self) -> object:
        return self._session.console.prompt
