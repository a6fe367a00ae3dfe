"""What can be asked of kshell itself: one key, ^O, then the key that is listed here. It works in every terminal."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kshell.frontend.play.player import Player
    from kshell.frontend.session import Session

PREFIX = "c-o"
PREFIX_SHOWN = "^O"
CONSOLES = range(1, 7)
SKIP_SECONDS = 60


class Item(NamedTuple):
    """``keys`` are as prompt_toolkit names them, ``shown`` as the person sees them."""

    keys: tuple[str, ...]
    shown: str
    label: str
    do: "Callable[[Session], None]"


def _console(number: int) -> Item:
    return Item((str(number),), "", "", lambda session: session.switch(number))


ITEMS = (
    *map(_console, CONSOLES),
    Item((PREFIX, "o"), "1-6 o", "console, the last one", lambda s: s.switch(s.before)),
    Item(("h",), "h", "first console", lambda s: s.switch(s.home)),
    Item(("s",), "s", "split view", lambda s: s.views.split()),
    Item(("b",), "b", "scroll back", lambda s: s.views.scroll_back()),
    Item(("p",), "p", "pause time", lambda s: s.pump.pacer.pause()),
    Item(("+", "="), "+", "faster", lambda s: s.pump.pacer.faster()),
    Item(("-",), "-", "slower", lambda s: s.pump.pacer.slower()),
    Item(("r", "0"), "r", "real time", lambda s: s.pump.pacer.real()),
    Item(("m",), "m", "to the next message", lambda s: s.pump.pacer.to_next_message()),
    Item(("k",), "k", f"skip {SKIP_SECONDS} s", lambda s: s.pump.pacer.skip(SKIP_SECONDS)),
    Item(("w",), "w", "why it hangs", lambda s: s.explain()),
    Item(("z",), "z", "suspend kshell", lambda s: s.host.stop()),
    Item(("/",), "/", "find here", lambda s: s.find_in_menu()),
    Item(("q",), "q", "leave", lambda s: s.leave()),
)


def _player(do: "Callable[[Player], None]") -> "Callable[[Session], None]":
    def ask(session: "Session") -> None:
        if session.player is not None:
            do(session.player)

    return ask


PLAYER_ITEMS = (
    Item(("n", "enter"), "n", "next step, back to the script", _player(lambda p: p.come_back())),
    Item(("x",), "x", "leave it out", _player(lambda p: p.skip())),
    Item(("u",), "u", "back one step", _player(lambda p: p.rewind())),
)


def listed(session: "Session") -> list[Item]:
    """The items that are shown: all, or those in which each of the words is found that were typed behind ``/``."""
    items = (*PLAYER_ITEMS, *ITEMS) if session.player is not None else ITEMS
    words = (session.menu_find or "").lower().split()
    return [item for item in items if item.label and all(word in item.label.lower() for word in words)]
