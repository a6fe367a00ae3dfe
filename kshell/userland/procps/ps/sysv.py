"""UNIX options of ps: letters behind one dash, some with an argument."""

from collections.abc import Callable

from kshell.userland.process import Process
from kshell.userland.procps.ps.lists import (
    Parser,
    parse_command,
    parse_gid,
    parse_list,
    parse_pid,
    parse_tty,
    parse_uid,
)
from kshell.userland.procps.ps.options import Done, Format, Listed, Options, Simple, Spec, Threads, Wrong
from kshell.userland.procps.ps.words import VERSION, Words

# letter: what is compared, how an item is read, what is said when the list is missing
_LISTS: dict[str, tuple[str, Parser, str]] = {
    "C": ("comm", parse_command, "list of command names must follow -C"),
    "G": ("rgid", parse_gid, "list of real groups must follow -G"),
    "U": ("ruid", parse_uid, "list of real users must follow -U"),
    "p": ("pid", parse_pid, "list of process IDs must follow -p"),
    "q": ("quick", parse_pid, "List of process IDs must follow -q."),
    "s": ("session", parse_pid, "list of session IDs must follow -s"),
    "t": ("tty", parse_tty, "list of terminals (pty, tty...) must follow -t"),
    "u": ("euid", parse_uid, "list of users must follow -u"),
}
_SPECS = {
    "o": "format specification must follow -o",
    "O": "format or sort specification must follow -O",
}


def parse_sysv(p: Process, words: Words, options: Options) -> None:
    """Take the options of the word that ``words`` has come to; Wrong, Done."""
    words.letter = 0
    while letter := words.next_letter():
        if letter in _LISTS:
            kind, parse, missing = _LISTS[letter]
            options.lists.append(Listed(kind, parse_list(p, words.argument(missing), parse, options.negate)))
            return
        if letter in _SPECS:
            options.specs.append(Spec(f"-{letter}", words.argument(_SPECS[letter])))
            return
        if letter == "g":
            options.lists.append(_sessions_or_groups(p, words, options))
            return
        if letter == "V":
            words.alone("-V")
            p.out(VERSION)
            raise Done(0)
        if letter in _LETTERS:
            _LETTERS[letter](options)
        elif letter == "-":
            raise Wrong("embedded '-' among SysV options makes no sense")
        else:
            raise Wrong("must set personality to get -x option" if letter == "x" else "unsupported SysV option")


def _sessions_or_groups(p: Process, words: Words, options: Options) -> Listed:
    text = words.argument("list of session leaders OR effective group names must follow -g")
    try:
        return Listed("session", parse_list(p, text, parse_pid))
    except Wrong:
        pass
    try:
        return Listed("egid", parse_list(p, text, parse_gid, options.negate))
    except Wrong:
        raise Wrong("list of session leaders OR effective group IDs was invalid") from None


def _everybody(options: Options) -> None:
    options.all_processes = True


def _extra_full(options: Options) -> None:
    options.modifiers.add("F")
    _full(options)


def _full(options: Options) -> None:
    options.format |= Format.U_f
    options.full = True


def _long(options: Options) -> None:
    options.format |= Format.U_l


def _hierarchy(options: Options) -> None:
    options.forest = "u"


def _negate(options: Options) -> None:
    options.negate = True


def _wide(options: Options) -> None:
    options.wide += 1


def _thread(flag: Threads) -> Callable[[Options], None]:
    def add(options: Options) -> None:
        options.threads |= flag

    return add


def _simple(flag: Simple) -> Callable[[Options], None]:
    def add(options: Options) -> None:
        options.simple |= flag

    return add


def _modifier(letter: str) -> Callable[[Options], None]:
    return lambda options: options.modifiers.add(letter)


_LETTERS: dict[str, Callable[[Options], None]] = {
    "A": _everybody,
    "e": _everybody,
    "F": _extra_full,
    "f": _full,
    "l": _long,
    "H": _hierarchy,
    "N": _negate,
    "w": _wide,
    "L": _thread(Threads.U_L),
    "T": _thread(Threads.U_T),
    "m": _thread(Threads.U_m),
    "a": _simple(Simple.U_a),
    "d": _simple(Simple.U_d),
    "M": _modifier("M"),
    "Z": _modifier("M"),
    "P": _modifier("P"),
    "c": _modifier("c"),
    "j": _modifier("j"),
    "y": _modifier("y"),
}
