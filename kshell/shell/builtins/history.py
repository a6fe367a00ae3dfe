"""history and fc (bash builtins/history.def, fc.def)."""

import re

from kshell.shell.builtins.call import Call
from kshell.shell.execute.reading import run_text
from kshell.shell.history_expansion import Expansion, HistoryProblem


def _history(call: Call) -> int:
    options = call.options("acd:npsrw")
    history = call.shell.history
    chosen = dict(options)
    if history is None:
        return 0
    if "c" in chosen:
        history.lines.clear()
        history.first = 1
        return 0
    if "d" in chosen:
        return _delete(call, chosen["d"])
    if "s" in chosen:
        if call.args:
            history.lines[-1:] = [" ".join(call.args)]
        return 0
    if "p" in chosen:
        return _show_expanded(call)
    if set(chosen) & set("anrw"):
        return _files(call, "".join(chosen))
    return _show(call)


def _show(call: Call) -> int:
    history = call.shell.history
    if history is None:
        return 0
    count = len(history.lines)
    if call.args:
        number = call.number(call.args[0])
        if number is None:
            return 1
        if len(call.args) > 1:
            call.complain("too many arguments")
            return 1
        count = min(count, abs(number))
    start = len(history.lines) - count
    for number, line in enumerate(history.lines[start:], history.first + start):
        call.out(f"{number:5d}  {line}\n")
    return 0


def _delete(call: Call, text: str) -> int:
    history = call.shell.history
    first, dash, last = text[1:].partition("-") if text[:1] == "-" else text.partition("-")
    numbers = [text[:1] + first if text[:1] == "-" else first, *([last] if dash else [])]
    if history is None:
        return 0
    places = list[int]()
    for number in numbers:
        if not number.lstrip("-").isdecimal():
            call.complain(f"{text}: history position out of range")
            return 1
        value = int(number)
        place = value - history.first if value > 0 else len(history.lines) + value
        if not 0 <= place < len(history.lines):
            call.complain(f"{number}: history position out of range")
            return 1
        places.append(place)
    del history.lines[places[0] : places[-1] + 1]
    return 0


def _show_expanded(call: Call) -> int:
    history, status = call.shell.history, 0
    if history is None:
        return 0
    if history.lines:
        del history.lines[-1]
    for word in call.args:
        try:
            call.out(Expansion(history).expand(word)[0] + "\n")
        except HistoryProblem:
            call.complain(f"{word}: history expansion failed")
            status = 1
    return status


def _files(call: Call, letters: str) -> int:
    """-a -n -r -w: write the lines to a file, or read them from one."""
    shell = call.shell
    history = shell.history
    path = call.args[0] if call.args else shell.variables.get("HISTFILE") or ""
    if not path or history is None:
        return 0
    try:
        if "r" in letters or "n" in letters:
            for line in shell.p.read_text(path).splitlines():
                history.add(line)
        else:
            shell.p.write_file(path, "".join(f"{line}\n" for line in history.lines))
    except OSError as error:
        call.complain(f"{path}: {error.strerror}")
        return 1
    return 0


# -- fc


_NEGATIVE = re.compile(r"-\d+")


def _fc(call: Call) -> int:
    shell = call.shell
    place = next((at for at, word in enumerate(call.args) if _NEGATIVE.fullmatch(word)), len(call.args))
    numbers = call.args[place:]
    call.args = call.args[:place]
    chosen = dict(call.options("e:lnrs"))
    call.args += numbers
    history = shell.history
    if history is None:
        return 0 if "l" in chosen else _no_command(call)
    lines = history.lines[:-1] if history.lines else []
    if "s" in chosen:
        return _again(call, lines)
    if "l" not in chosen:
        call.complain("no editor is available here; try fc -s")
        return 1
    return _list(call, lines, numbered="n" not in chosen, backwards="r" in chosen)


def _no_command(call: Call) -> int:
    call.complain("no command found")
    return 1


def _again(call: Call, lines: list[str]) -> int:
    """fc -s [old=new] [command]"""
    words = list(call.args)
    changes = list[tuple[str, str]]()
    while words and "=" in words[0]:
        old, _, new = words.pop(0).partition("=")
        changes.append((old, new))
    line = next((line for line in reversed(lines) if not words or line.startswith(words[0])), None)
    if line is None:
        return _no_command(call)
    for old, new in changes:
        line = line.replace(old, new)
    call.shell.p.err(line + "\n")
    if call.shell.history is not None:
        call.shell.history.lines[-1:] = [line]
    return run_text(call.shell, line, "fc")


def _list(call: Call, lines: list[str], *, numbered: bool, backwards: bool) -> int:
    history = call.shell.history
    base = history.first if history is not None else 1
    places = [_place(word, lines, base) for word in call.args[:2]]
    if None in places:
        call.complain("history specification out of range")
        return 1
    found = [place for place in places if place is not None]
    start = found[0] if found else max(len(lines) - 16, 0)
    end = found[1] if len(found) > 1 else len(lines) - 1
    chosen = list(enumerate(lines))[min(start, end) : max(start, end) + 1]
    if backwards != (start > end):
        chosen.reverse()
    for number, line in chosen:
        call.out(f"{base + number}\t {line}\n" if numbered else f"\t {line}\n")
    return 0


def _place(word: str, lines: list[str], base: int) -> int | None:
    if word.lstrip("-").isdecimal():
        number = int(word)
        place = number - base if number > 0 else len(lines) + number
        return min(max(place, 0), len(lines) - 1) if lines else None
    return next((at for at in range(len(lines) - 1, -1, -1) if lines[at].startswith(word)), None)


BUILTINS = {"history": _history, "fc": _fc}
