"""Names of signals as the tools of procps know them (local/signals.c)."""

from collections.abc import Sequence

from kshell.uapi.signals import SIGRTMIN, Signal
from kshell.userland.libc.strtol import strtol

_POLL = {Signal.SIGIO: "POLL"}
_NAMES = {int(signal): _POLL.get(signal, signal.short) for signal in Signal}
_NUMBERS = {name: number for number, name in _NAMES.items()}
_ALIASES = {
    "CLD": Signal.SIGCHLD,
    "IO": Signal.SIGIO,
    "IOT": Signal.SIGABRT,
    "RTMIN": SIGRTMIN,
    "EXIT": 0,
    "NULL": 0,
}
HIGHEST = 127
LINE_LENGTH = 73


def signal_number(text: str) -> int | None:
    """The number of ``KILL``, ``sigkill``, ``9``, ``RTMIN+1``; None for no signal (signal_name_to_number)."""
    name = text.upper().removeprefix("SIG")
    if name in _ALIASES or name in _NUMBERS:
        return int(_ALIASES.get(name, _NUMBERS.get(name, 0)))
    offset = SIGRTMIN if name.startswith("RTMIN+") else 0
    number = strtol(name.removeprefix("RTMIN+"))
    if number is None or not 0 <= number <= HIGHEST - SIGRTMIN:
        return None
    return number + offset


def take_signal(args: Sequence[str]) -> tuple[int | None, list[str]]:
    """The first ``-SIGNAL`` among arguments, and the others (skill_sig_option)."""
    for at, word in enumerate(args):
        number = signal_number(word[1:]) if word.startswith("-") else None
        if number is not None:
            return number, [*args[:at], *args[at + 1 :]]
    return None, list(args)


def translated(text: str) -> str | None:
    """The name of a number, or the number of a name; None for neither (strtosig)."""
    name = text.upper().removeprefix("SIG")
    if name[:1].isdigit():
        return _NAMES.get(strtol(text) or 0)
    return str(_NUMBERS[name]) if name in _NUMBERS else None


def name_list() -> str:
    """All names, in lines (kill -l)."""
    text, length = "", 0
    for number in sorted(_NAMES):
        if text:
            text += "\n" if length > LINE_LENGTH else " "
            length = 0 if length > LINE_LENGTH else length + 1
        text += _NAMES[number]
        length += len(_NAMES[number])
    return text + "\n"


def name_table() -> str:
    """All names with their numbers, seven in a line (kill -L)."""
    text = ""
    for number in sorted(_NAMES):
        cell = f"{number:2} {_NAMES[number]}"
        text += cell + "\n" if number % 7 == 0 else f"{cell:<11}"
    return text + "\n"
