"""What a terminal has shown before: to be read and searched, while the machine goes on."""

from typing import TYPE_CHECKING

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Size
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples, to_formatted_text
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.key_binding.bindings.scroll import (
    scroll_one_line_down,
    scroll_one_line_up,
    scroll_page_down,
    scroll_page_up,
)
from prompt_toolkit.layout import HSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl, UIControl
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.search import SearchDirection, start_search
from prompt_toolkit.widgets import SearchToolbar

from kshell.frontend.typeset import plain

if TYPE_CHECKING:
    from kshell.frontend.session import Session

KEYS = " what tty{} has shown · PageUp PageDown g G · / n N search · q back "


class _Colours(Lexer):
    """Gives the lines back the colours that the buffer's plain text has lost."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def lex_document(self, document: Document) -> "_LineColours":
        return _LineColours(self._lines)


class _LineColours:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def __call__(self, number: int) -> StyleAndTextTuples:
        return to_formatted_text(ANSI(self._lines[number])) if number < len(self._lines) else []


class ScrollbackView:
    """The lines of the terminal that is shown, as they were when this was opened."""

    full_screen = True
    for_machine = False

    def __init__(self, session: "Session") -> None:
        self._session = session
        lines = session.look.lines(session.console.screen.lines)
        text = "\n".join(plain(line) for line in lines)
        search = SearchToolbar(text_if_not_searching="")
        self._search = search.control
        self._control = BufferControl(
            Buffer(read_only=True, document=Document(text, len(text))),
            lexer=_Colours(lines),
            search_buffer_control=self._search,
            key_bindings=self._keys(),
        )
        bar = FormattedTextControl(KEYS.format(session.shown))
        self.container = HSplit(
            [Window(self._control, wrap_lines=True), search, Window(bar, height=1, style="class:toolbar")]
        )

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        moves = {
            "pageup": scroll_page_up, "b": scroll_page_up, "pagedown": scroll_page_down, "space": scroll_page_down,
            "up": scroll_one_line_up, "k": scroll_one_line_up, "down": scroll_one_line_down, "j": scroll_one_line_down,
        }  # fmt: skip
        for key, move in moves.items():
            keys.add(key)(move)

        @keys.add("g")
        @keys.add("home")
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.cursor_position = 0

        @keys.add("G")
        @keys.add("end")
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.cursor_position = len(event.current_buffer.text)

        @keys.add("q")
        @keys.add("enter")
        @keys.add("escape", eager=True)
        @keys.add("c-c")
        @keys.add("c-d")
        def _(event: KeyPressEvent) -> None:
            self._session.views.back()

        self._search_keys(keys)
        return keys

    def _search_keys(self, keys: KeyBindings) -> None:
        @keys.add("/")
        def _(event: KeyPressEvent) -> None:
            start_search(self._control, SearchDirection.BACKWARD)

        @keys.add("n")
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.apply_search(self._control.search_state, include_current_position=False)

        @keys.add("N")
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.apply_search(~self._control.search_state, include_current_position=False)

    @property
    def focus(self) -> UIControl:
        searching = self._session.app.layout.current_control is self._search
        return self._search if searching else self._control

    def size(self, room: Size) -> Size:
        return room

    def state(self) -> object:
        return None
