"""The presenter's keys. While the script has the keyboard no other key does anything."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from kshell.frontend.menu import CONSOLES

if TYPE_CHECKING:
    from kshell.frontend.play.player import Player
    from kshell.frontend.session import Session

PASSED = {
    Keys.Any,
    Keys.Escape,
    Keys.ControlO,
    Keys.PageUp,
    Keys.SIGINT,
    Keys.CPRResponse,
    Keys.Ignore,
    Keys.BracketedPaste,
}
PASSED |= {Keys.Vt100MouseEvent, Keys.WindowsMouseEvent, Keys.ScrollUp, Keys.ScrollDown}
PASSED |= {key for key in Keys if key.value in {f"f{number}" for number in CONSOLES}}
FOR_PROGRAMS = {"\x03": "C-c", "\x1a": "C-z", "\x1c": "C-\\"}


def player_keys(session: "Session") -> KeyBindings:
    """What is pressed while the script has the keyboard."""
    keys = KeyBindings()
    scripted = Condition(
        lambda: session.player is not None and not session.player.hers and session.window.view.for_machine
    ) & Condition(lambda: not session.menu_open)

    def press(event: KeyPressEvent) -> None:
        if session.player is not None:
            pressed(session.player, event.data)

    keys.add(Keys.Any, filter=scripted)(press)
    for key in Keys:
        if key not in PASSED:
            keys.add(key, filter=scripted, eager=True)(press)

    @keys.add(Keys.BracketedPaste, filter=scripted)
    def _(event: KeyPressEvent) -> None:
        if session.player is not None:
            pressed(session.player, f"paste {event.data}")  # which is no key

    return keys


def pressed(player: "Player", key: str) -> None:
    """A key was pressed."""
    session = player.session
    if player.at_end and key not in ("b", "g", "n", "!", " ") and not key.isdigit():
        _go_on_by_hand(player, key)
    elif key in KEYS:
        KEYS[key](player)
    elif key.isdigit() and int(key) in CONSOLES:
        session.switch(int(key))
    elif key in FOR_PROGRAMS and not session.at_prompt and not session.machine.dead:
        session.console.terminal.press(FOR_PROGRAMS[key])
        player.scene.pacer.settle()
    elif not player.busy:
        player.says = "the script has the keyboard: ! to type"
    session.pump.wake()


def _go_on_by_hand(player: "Player", key: str) -> None:
    """Behind the last step any other key is the first that she types herself."""
    session = player.session
    player.type_freely()
    typed = key.removeprefix("paste ")
    if session.at_prompt and typed.isprintable():
        session.console.buffer.insert_text(typed)


def _choose_heading(player: "Player") -> None:
    from kshell.frontend.play.headings import HeadingsView  # noqa: PLC0415  # seldom wanted

    if player.show.headings:
        player.session.views.show(HeadingsView(player))
    else:
        player.says = "there is no heading with steps below it"


def _notes(player: "Player") -> None:
    player.show.notes_shown = not player.show.notes_shown


KEYS: "dict[str, Callable[[Player], None]]" = {
    "\r": lambda player: player.go_on(),
    "\n": lambda player: player.go_on(),
    " ": lambda player: player.hold(),
    "b": lambda player: player.rewind(),
    "s": lambda player: player.skip(),
    "g": _choose_heading,
    "n": _notes,
    "!": lambda player: player.type_freely(),
}
