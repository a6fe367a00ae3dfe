"""Keys: edited by prompt_toolkit at a shell's prompt, given to the machine as they are while a command runs."""

from typing import TYPE_CHECKING

from prompt_toolkit.filters import Always, Condition, Filter, completion_is_selected, has_completions
from prompt_toolkit.key_binding import KeyBindings, KeyBindingsBase, KeyPressEvent, merge_key_bindings
from prompt_toolkit.key_binding.bindings.auto_suggest import load_auto_suggest_bindings
from prompt_toolkit.keys import Keys

from kshell.frontend.menu import CONSOLES, ITEMS, PLAYER_ITEMS, PREFIX, Item, listed
from kshell.frontend.search import add_search_keys

if TYPE_CHECKING:
    from kshell.frontend.session import Session


def bindings(session: "Session") -> KeyBindingsBase:
    """All key bindings of a session; what stands last goes first."""
    return merge_key_bindings(
        [
            load_auto_suggest_bindings(),
            machine_keys(session),
            prompt_keys(session),
            console_keys(session),
            menu_keys(session),
        ]
    )


def machine_keys(session: "Session") -> KeyBindings:
    """While a command has the terminal the line editor has no focus, and every key is the machine's."""
    keys = KeyBindings()
    in_command = Condition(lambda: session.window.view.for_machine and not session.at_prompt)

    @keys.add(Keys.Any, filter=in_command)
    def _(event: KeyPressEvent) -> None:
        session.press(event.data)

    @keys.add(Keys.BracketedPaste, filter=in_command)
    def _(event: KeyPressEvent) -> None:
        session.press(event.data.replace("\r\n", "\r").replace("\n", "\r"))

    return keys


def prompt_keys(session: "Session") -> KeyBindings:
    """What a shell's prompt does its own way; prompt_toolkit does the rest."""
    keys = KeyBindings()
    at_prompt = Condition(lambda: session.window.view.for_machine and session.at_prompt)
    searching = Condition(lambda: session.editor.searching)
    editing = at_prompt & ~searching

    @keys.add("tab", filter=editing)
    def _(event: KeyPressEvent) -> None:
        session.editor.complete()

    @keys.add(Keys.Any, filter=editing & has_completions)
    def _(event: KeyPressEvent) -> None:
        """What is typed on narrows the menu down."""
        event.current_buffer.insert_text(event.data)
        event.current_buffer.start_completion()

    @keys.add("s-tab", filter=at_prompt & has_completions)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.complete_previous()

    @keys.add("escape", filter=at_prompt & has_completions)
    @keys.add("c-g", filter=at_prompt & has_completions)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.cancel_completion()

    @keys.add("enter", filter=at_prompt & completion_is_selected, eager=True)
    def _(event: KeyPressEvent) -> None:
        """What is selected is taken; another Enter runs the line."""
        event.current_buffer.complete_state = None

    @keys.add("enter", filter=at_prompt & ~completion_is_selected, eager=True)
    @keys.add("c-j", filter=at_prompt, eager=True)
    def _(event: KeyPressEvent) -> None:
        session.enter()

    @keys.add("c-d", filter=editing & Condition(lambda: not session.console.buffer.text), eager=True)
    def _(event: KeyPressEvent) -> None:
        session.end_of_file()

    @keys.add("c-l", filter=at_prompt)
    def _(event: KeyPressEvent) -> None:
        session.wipe()

    @keys.add("c-c", filter=editing, eager=True)
    @keys.add(Keys.SIGINT)
    def _(event: KeyPressEvent) -> None:
        session.interrupt()

    @keys.add("pageup", filter=at_prompt)
    def _(event: KeyPressEvent) -> None:
        session.views.scroll_back()

    add_search_keys(keys, searching)

    @keys.add("c-z", filter=at_prompt)
    @keys.add("c-\\", filter=at_prompt)
    def _(event: KeyPressEvent) -> None:
        """A shell at its prompt ignores SIGTSTP and SIGQUIT."""

    return keys


def console_keys(session: "Session") -> KeyBindings:
    """F1 to F6 and Alt-1 to Alt-6."""
    keys = KeyBindings()

    def bind(number: int) -> None:
        @keys.add(f"f{number}", eager=True)
        @keys.add("escape", str(number), eager=True)
        def _(event: KeyPressEvent) -> None:
            session.switch(number)

    for number in CONSOLES:
        bind(number)
    return keys


def menu_keys(session: "Session") -> KeyBindings:
    """The menu: ^O opens it, the next key chooses, any other closes it."""
    keys = KeyBindings()
    is_open = Condition(lambda: session.menu_open and session.menu_find is None)

    @keys.add(PREFIX, eager=True)
    def _(event: KeyPressEvent) -> None:
        session.menu_open = True

    @keys.add(Keys.Any, filter=is_open, eager=True)
    @keys.add("escape", filter=Condition(lambda: session.menu_open), eager=True)
    @keys.add("c-c", filter=Condition(lambda: session.menu_open), eager=True)
    @keys.add("c-g", filter=Condition(lambda: session.menu_open), eager=True)
    def _(event: KeyPressEvent) -> None:
        session.close_menu()

    def bind(item: Item, *, available: Filter) -> None:
        for key in item.keys:

            @keys.add(key, filter=is_open & available, eager=True)
            def _(event: KeyPressEvent) -> None:
                _choose(session, item)

    for item in ITEMS:
        bind(item, available=Always())
    for item in PLAYER_ITEMS:
        bind(item, available=Condition(lambda: session.player is not None))
    _add_finding(session, keys)
    return keys


def _choose(session: "Session", item: Item) -> None:
    session.close_menu()
    item.do(session)
    if not session.window.has_bar and not session.note:
        session.note = session.pump.pacer.says
    session.pump.wake()


def _add_finding(session: "Session", keys: KeyBindings) -> None:
    """Behind ``/`` the menu is narrowed down by words; Enter takes the first item that is left."""
    finding = Condition(lambda: session.menu_find is not None)

    @keys.add(Keys.Any, filter=finding, eager=True)
    def _(event: KeyPressEvent) -> None:
        if event.data.isprintable():
            session.menu_find = (session.menu_find or "") + event.data
        else:
            session.close_menu()

    @keys.add("backspace", filter=finding, eager=True)
    def _(event: KeyPressEvent) -> None:
        session.menu_find = (session.menu_find or "")[:-1]

    @keys.add("enter", filter=finding, eager=True)
    def _(event: KeyPressEvent) -> None:
        found = listed(session)
        if found:
            _choose(session, found[0])
        else:
            session.close_menu()
