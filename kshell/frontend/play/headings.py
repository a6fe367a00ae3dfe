"""The headings of the transcript, to go to one of them."""

from typing import TYPE_CHECKING

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Size
from prompt_toolkit.document import Document
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import HSplit, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl, UIControl

if TYPE_CHECKING:
    from kshell.frontend.play.player import Player

KEYS = " go to a heading · up down Enter, or its number · q back "


class HeadingsView:
    """A list to choose from; the heading that the next step stands below is marked when it opens."""

    full_screen = True
    for_machine = False

    def __init__(self, player: "Player") -> None:
        self._player = player
        headings = player.show.headings
        lines = [f"{number:3}  {heading.title}" for number, heading in enumerate(headings, 1)]
        here = max((n for n, heading in enumerate(headings) if heading.at <= player.at), default=0)
        document = Document("\n".join(lines))
        document = Document(document.text, document.translate_row_col_to_index(here, 0))
        self._control = BufferControl(Buffer(read_only=True, document=document), key_bindings=self._keys())
        bar = Window(FormattedTextControl(KEYS), height=1, style="class:toolbar")
        self.container = HSplit([Window(self._control, cursorline=True), bar])

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add("up")
        @keys.add("k")
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.cursor_up()

        @keys.add("down")
        @keys.add("j")
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.cursor_down()

        @keys.add("enter")
        def _(event: KeyPressEvent) -> None:
            self._choose(event.current_buffer.document.cursor_position_row)

        @keys.add("q")
        @keys.add("g")
        @keys.add("escape", eager=True)
        @keys.add("c-c")
        def _(event: KeyPressEvent) -> None:
            self._player.session.views.back()

        for number in range(1, min(9, len(self._player.show.headings)) + 1):

            @keys.add(str(number))
            def _(event: KeyPressEvent, row: int = number - 1) -> None:
                self._choose(row)

        return keys

    def _choose(self, row: int) -> None:
        self._player.session.views.back()
        self._player.jump(self._player.show.headings[row].at)

    @property
    def focus(self) -> UIControl:
        return self._control

    def size(self, room: Size) -> Size:
        return room

    def state(self) -> object:
        return None
