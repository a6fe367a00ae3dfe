"""Keys: edited by prompt_toolkit at a shell's prompt, given to the machine as they are while a command runs."""

from typing import TYPE_CHECKING

from prompt_toolkit.filters import Condition, Filter
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

if TYPE_CHECKING:
    from kshell.frontend.session import Session

RAW = {
    Keys.Enter: "\n",
    Keys.ControlJ: "\n",
    Keys.Tab: "\t",
    Keys.Backspace: "\x7f",
    Keys.ControlD: "\x04",
    Keys.ControlZ: "\x1a",
    Keys.ControlBackslash: "\x1c",
    Keys.ControlU: "\x15",
}


def bindings(session: "Session") -> KeyBindings:
    """All key bindings of a session."""
    keys = KeyBindings()
    at_prompt = Condition(lambda: session.at_prompt)
    in_command = ~at_prompt
    _session_keys(keys, session)
    _prompt_keys(keys, session, at_prompt)
    for key, text in RAW.items():
        _raw(keys, session, key, text, in_command)

    @keys.add(Keys.Any, filter=in_command)
    def _(event: KeyPressEvent) -> None:
        session.press(event.data)

    @keys.add(Keys.BracketedPaste, filter=in_command)
    def _(event: KeyPressEvent) -> None:
        session.press(event.data.replace("\r\n", "\n").replace("\r", "\n"))

    @keys.add("c-c", eager=True)
    def _(event: KeyPressEvent) -> None:
        session.interrupt()

    return keys


def _raw(keys: KeyBindings, session: "Session", key: str, text: str, when: Filter) -> None:
    @keys.add(key, filter=when, eager=True)
    def _(event: KeyPressEvent) -> None:
        session.press(text)


def _session_keys(keys: KeyBindings, session: "Session") -> None:
    """Switching terminals and leaving."""
    for number in (1, 2):
        _switch(keys, session, number)

    @keys.add("c-]", eager=True)
    def _(event: KeyPressEvent) -> None:
        session.switch(3 - session.shown)

    @keys.add("c-q", eager=True)
    def _(event: KeyPressEvent) -> None:
        session.leave()


def _switch(keys: KeyBindings, session: "Session", number: int) -> None:
    @keys.add("escape", str(number), eager=True)
    @keys.add(f"f{number}", eager=True)
    def _(event: KeyPressEvent) -> None:
        session.switch(number)


def _prompt_keys(keys: KeyBindings, session: "Session", when: Condition) -> None:
    """Enter and end of file at a prompt."""

    @keys.add("enter", filter=when, eager=True)
    def _(event: KeyPressEvent) -> None:
        session.enter()

    @keys.add("c-d", filter=when & Condition(lambda: not session.console.buffer.text), eager=True)
    def _(event: KeyPressEvent) -> None:
        session.end_of_file()

    @keys.add("c-l", filter=when, eager=True)
    def _(event: KeyPressEvent) -> None:
        session.wipe()
