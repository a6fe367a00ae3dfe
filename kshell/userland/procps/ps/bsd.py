"""BSD options of ps: letters without a dash, some with an argument."""

from collections.abc import Callable

from kshell.userland.process import Process
from kshell.userland.procps.ps.columns import shown_columns
from kshell.userland.procps.ps.lists import Parser, parse_list, parse_pid, parse_tty, parse_uid
from kshell.userland.procps.ps.options import Done, Format, Listed, Options, Simple, Spec, Threads, Wrong
from kshell.userland.procps.ps.words import VERSION, Words

_LISTS: dict[str, tuple[str, Parser, str]] = {
    "U": ("euid", parse_uid, "list of users must follow U"),
    "p": ("pid", parse_pid, "list of process IDs must follow p"),
    "q": ("quick", parse_pid, "List of process IDs must follow q."),
    "t": ("tty", parse_tty, ""),
}
_SPECS = {
    "o": ("o", "format specification must follow o"),
    "O": ("O", "format or sort specification must follow O"),
    "k": ("--sort", "long sort specification must follow 'k'"),
}
_FORMATS = {
    "X": Format.L_X,
    "j": Format.B_j,
    "l": Format.B_l,
    "s": Format.B_s,
    "u": Format.B_u,
    "v": Format.B_v,
}
_SELECTIONS = {"a": Simple.B_a, "g": Simple.B_g, "x": Simple.B_x}


def parse_bsd(p: Process, words: Words, options: Options, own_tty: int) -> None:
    """Take the options of the word that ``words`` has come to; Wrong, Done.

    ``own_tty`` is the device number of the terminal that ps was started from.
    """
    words.letter = 0 if words.word.startswith("-") else -1
    while letter := words.next_letter():
        if letter.isdigit():
            options.lists.append(Listed("pid", parse_list(p, words.rest(), parse_pid)))
            return
        if letter in _LISTS:
            options.lists.append(_list(p, letter, words, options, own_tty))
            return
        if letter in _SPECS:
            kind, missing = _SPECS[letter]
            options.specs.append(Spec(kind, words.argument(missing)))
            return
        if letter in ("V", "L"):
            words.alone(letter)
            p.out(VERSION if letter == "V" else _specifiers())
            raise Done(0)
        if letter == "T":
            options.lists.append(Listed("tty", (own_tty,)))
        elif letter in _FORMATS:
            options.format |= _FORMATS[letter]
        elif letter in _SELECTIONS:
            options.simple |= _SELECTIONS[letter]
        elif letter in _LETTERS:
            _LETTERS[letter](options)
        else:
            raise Wrong(_REFUSED.get(letter, "unsupported option (BSD syntax)"))


_REFUSED = {
    "W": "obsolete W option not supported (you have a /dev/drum?)",
    "-": "embedded '-' among BSD options makes no sense",
}


def _list(p: Process, letter: str, words: Words, options: Options, own_tty: int) -> Listed:
    kind, parse, missing = _LISTS[letter]
    if letter == "t" and not words.rest()[1:] and not words.has_next():
        return Listed("tty", (own_tty,))
    return Listed(kind, parse_list(p, words.argument(missing), parse, options.negate))


def _specifiers() -> str:
    return "".join(f"{column.spec:<12.12} {column.title:<8.8}\n" for column in shown_columns())


def _threads(options: Options) -> None:
    options.threads |= Threads.B_H


def _memory_or_threads(options: Options) -> None:
    """``m`` shows threads; when all is read as BSD options, it is the memory format of an older ps."""
    if options.force_bsd:
        options.format |= Format.L_m
    else:
        options.threads |= Threads.B_m


def _threads_as_on_mac(options: Options) -> None:
    options.threads |= Threads.B_m


def _no_headers(options: Options) -> None:
    if options.headers:
        raise Wrong("only one heading option may be specified")
    options.headers = "none"


def _dead_children(options: Options) -> None:
    options.with_dead_children = True


def _true_name(options: Options) -> None:
    options.true_name = True


def _environment(options: Options) -> None:
    options.environment = True


def _forest(options: Options) -> None:
    options.forest = "b"


def _numeric(options: Options) -> None:
    options.numeric = True


def _running(options: Options) -> None:
    options.running_only = True


def _wide(options: Options) -> None:
    options.wide += 1


def _label(options: Options) -> None:
    options.modifiers.add("M")


_LETTERS: dict[str, Callable[[Options], None]] = {
    "H": _threads,
    "M": _threads_as_on_mac,
    "S": _dead_children,
    "Z": _label,
    "c": _true_name,
    "e": _environment,
    "f": _forest,
    "h": _no_headers,
    "m": _memory_or_threads,
    "n": _numeric,
    "r": _running,
    "w": _wide,
}
