"""The line at the bottom of a terminal's text: edited at a prompt, else what the machine has not finished yet."""

from typing import TYPE_CHECKING

from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point
from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.formatted_text import ANSI, AnyFormattedText, StyleAndTextTuples
from prompt_toolkit.layout import ConditionalContainer, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl, GetLinePrefixCallable, UIControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.menus import CompletionsMenu
from prompt_toolkit.layout.processors import (
    AppendAutoSuggestion,
    BeforeInput,
    ConditionalProcessor,
    HighlightIncrementalSearchProcessor,
)
from prompt_toolkit.lexers import DynamicLexer, Lexer

from kshell.frontend.search import search_container, search_line
from kshell.frontend.typeset import cursor, typeset
from kshell.frontend.unfinished import prefixes
from kshell.machine.surroundings import Surroundings

if TYPE_CHECKING:
    from kshell.frontend.meant import Hints
    from kshell.frontend.session import Session

MENU_ROWS = 8


class Editor:
    """``containers`` are for a view's layout; what can be added to line editing (completion, colours) is added here."""

    def __init__(self, session: "Session", buffer: Buffer) -> None:
        self._session = session
        self._search = search_line()
        self._colours: Lexer | None = None
        self._hints: Hints | None = None
        self._line = BufferControl(
            buffer,
            input_processors=[
                BeforeInput(self._prompt),
                HighlightIncrementalSearchProcessor(),
                ConditionalProcessor(AppendAutoSuggestion(), Condition(lambda: session.look.colour)),
            ],
            lexer=DynamicLexer(self._lexer),
            search_buffer_control=self._search,
        )
        self.edit(buffer)
        self._machine_line = FormattedTextControl(
            self._unfinished, focusable=True, show_cursor=True, get_cursor_position=self._end
        )
        at_prompt = Condition(lambda: session.at_prompt)
        hint = Window(FormattedTextControl(self._hint), height=1, dont_extend_height=True)
        spaced = Condition(lambda: session.look.projector)
        self.containers = [
            ConditionalContainer(Window(height=1), at_prompt & spaced & ~is_done),
            ConditionalContainer(_growing(self._line, self._line_prefix), at_prompt & ~is_done),
            ConditionalContainer(hint, at_prompt & Condition(lambda: bool(self._hint())) & ~is_done),
            search_container(self._search),
            ConditionalContainer(CompletionsMenu(MENU_ROWS, scroll_offset=1), at_prompt),
            ConditionalContainer(_growing(self._machine_line), ~at_prompt & ~is_done),
        ]

    def edit(self, buffer: Buffer) -> None:
        """Go on with another terminal's line."""
        self._line.buffer = buffer
        if self._session.look.colour:  # a suggestion is told apart by its colour only
            buffer.auto_suggest = AutoSuggestFromHistory()

    @property
    def searching(self) -> bool:
        """Whether a line of the history is looked for."""
        return self._session.app.layout.current_control is self._search

    def _look(self) -> Surroundings:
        return Surroundings(self._session.console.terminal)

    def _lexer(self) -> Lexer | None:
        if not self._session.look.colour:
            return None
        if self._colours is None and self._line.buffer.text:
            from kshell.frontend.colours import ShellLexer  # noqa: PLC0415  # not before something is typed

            self._colours = ShellLexer(self._look)
        return self._colours

    def _line_prefix(self, number: int, wrapped: int) -> AnyFormattedText:
        """What stands in front of a line of a command over several."""
        text = self._line.buffer.text
        return prefixes(text)[number] if number and not wrapped else ""

    def _hint(self) -> StyleAndTextTuples:
        """What was perhaps meant, in a line of its own."""
        console = self._session.console
        text = console.buffer.text or console.entered
        if self._session.look.bare or not text:
            return []
        if self._hints is None:
            from kshell.frontend.meant import Hints  # noqa: PLC0415  # the same

            self._hints = Hints()
        entered = not console.buffer.text
        said = self._hints.of(self._look(), text, entered=entered, status=console.terminal.status)
        return [("class:line.hint", said)] if said else []

    def complete(self) -> None:
        """Tab: insert what all candidates have in common, and show them; or go on to the next of those shown."""
        from kshell.frontend.completion.menu import MachineCompleter, begin  # noqa: PLC0415  # not before the first Tab

        buffer = self._line.buffer
        if buffer.complete_state is not None:
            buffer.complete_next()
        else:
            buffer.completer = MachineCompleter(self._look)
            begin(buffer)

    @property
    def focus(self) -> UIControl:
        """Keys are edited at a prompt, and else go to the machine."""
        if not self._session.at_prompt:
            return self._machine_line
        return self._search if self.searching else self._line

    def _prompt(self) -> AnyFormattedText:
        return ANSI(typeset(self._session.console.prompt))

    def _unfinished(self) -> AnyFormattedText:
        """The line that the machine has not finished, with room for the cursor behind it."""
        return ANSI(typeset(self._session.console.screen.partial) + " ")

    def _end(self) -> Point:
        return Point(cursor(self._session.console.screen.partial), 0)


def _growing(control: UIControl, prefix: GetLinePrefixCallable | None = None) -> Window:
    """As many rows as its text takes."""
    height = Dimension(min=1)
    return Window(control, wrap_lines=True, dont_extend_height=True, height=height, get_line_prefix=prefix)
