"""^R: looking for a line that was typed before, as bash shows it."""

from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.formatted_text import AnyFormattedText
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import ConditionalContainer, Window
from prompt_toolkit.layout.controls import SearchBufferControl
from prompt_toolkit.layout.processors import AfterInput, BeforeInput
from prompt_toolkit.search import SearchDirection, accept_search, stop_search


def search_line() -> SearchBufferControl:
    """Where the text to look for is typed."""
    return SearchBufferControl(Buffer(name="search"), [BeforeInput(_before), AfterInput("'", style="class:search")])


def _before() -> AnyFormattedText:
    target = get_app().layout.search_target_buffer_control
    back = target is None or target.search_state.direction == SearchDirection.BACKWARD
    return [("class:search", "(reverse-i-search)`" if back else "(i-search)`")]


def search_container(control: SearchBufferControl) -> ConditionalContainer:
    """The line with that text, shown while somebody searches."""
    searching = Condition(lambda: get_app().layout.current_control is control)
    return ConditionalContainer(Window(control, height=1, dont_extend_height=True), searching & ~is_done)


def add_search_keys(keys: KeyBindings, searching: Condition) -> None:
    """Leaving the search: with the line that was found to edit it, or with the line as it was."""

    @keys.add("right", filter=searching, eager=True)
    @keys.add("left", filter=searching, eager=True)
    @keys.add("tab", filter=searching, eager=True)
    def _(event: KeyPressEvent) -> None:
        accept_search()

    @keys.add("c-c", filter=searching, eager=True)
    @keys.add("c-g", filter=searching, eager=True)
    def _(event: KeyPressEvent) -> None:
        stop_search()
