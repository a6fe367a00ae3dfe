"""man: pages of the manual, and whatis and apropos (man-db 2.11)."""

from collections.abc import Iterator
from typing import NamedTuple

from kshell.userland.libc import getopt
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.spawn import spawn
from kshell.userland.man.roff import render
from kshell.userland.process import Process

USAGE = """\
Usage: man [OPTION...] [SECTION] PAGE...

  -f, --whatis               equivalent to whatis
  -k, --apropos              equivalent to apropos
  -w, --where, --path, --location
                             print physical location of man page(s)
  -?, --help                 give this help list
  -V, --version              print program version
"""
LONG = {"whatis": "f", "apropos": "k", "where": "w", "path": "w", "location": "w", "help": "?", "version": "V"}
FOLDER = "/usr/share/man"
SECTIONS = ("1", "8", "9")
WIDTH = 80
USAGE_STATUS, NOT_FOUND = 2, 16


class Entry(NamedTuple):
    """A page: its name and section, and the file it is in."""

    name: str
    section: str
    path: str


def main(p: Process) -> int:
    try:
        options, words = getopt.parse(p.args, "fkw?V", tuple(LONG))
    except getopt.UsageError as error:
        return getopt.try_help(p, error, USAGE_STATUS)
    given = {name for name, _ in short_names(options, LONG)} | {"whatis": {"f"}, "apropos": {"k"}}.get(p.name, set())
    if "?" in given:
        p.out(USAGE)
        return 0
    if "V" in given:
        p.out(f"{p.name} 2.11.2\n")
        return 0
    if given & {"f", "k"}:
        return _search(p, words, exact="f" in given)
    return _show(p, words, where="w" in given)


def _show(p: Process, words: list[str], *, where: bool) -> int:
    section = words.pop(0) if len(words) > 1 and words[0] in SECTIONS else ""
    if not words:
        p.err("What manual page do you want?\nFor example, try 'man man'.\n")
        return 1
    status = 0
    for word in words:
        found = next((e for e in _entries(p) if e.name == word and section in ("", e.section)), None)
        if found is None:
            p.err(f"No manual entry for {word}{f' in section {section}' if section else ''}\n")
            status = NOT_FOUND
        elif where:
            p.out(f"{found.path}\n")
        else:
            _page(p, render(p.read_text(found.path), min(_columns(p), WIDTH)))
    return status


def _page(p: Process, text: str) -> None:
    """Show a page: in a pager, where a terminal can show one and the page is longer than its screen."""
    if not p.sys.isatty(1) or p.env.get("TERM", "dumb") == "dumb" or text.count("\n") < p.sys.winsize(1)[0]:
        p.out(text)
        return
    reading, writing = p.sys.pipe()
    p.sys.write(writing, text.encode())  # less than a pipe holds
    p.sys.close(writing)

    def connect() -> None:
        p.sys.dup2(reading, 0)

    spawn(p, ["less"], connect)
    p.sys.close(reading)


def _search(p: Process, words: list[str], *, exact: bool) -> int:
    """The names and first lines of the pages that have a word as their name, or anywhere in both."""
    if not words:
        p.err(f"{p.name if p.name != 'man' else 'whatis' if exact else 'apropos'} what?\n")
        return 1
    status = 0
    for word in words:
        lines = _lines(p, word if exact else None)
        found = [line for line in lines if exact or word.lower() in line.lower()]
        p.out("".join(found))
        if not found:
            p.err(f"{word}: nothing appropriate.\n")
            status = NOT_FOUND
    return status


def _lines(p: Process, name: str | None) -> Iterator[str]:
    """``kthread_stop (9)     - ask a thread ...`` for each page, or for those of one name."""
    for entry in sorted(_entries(p)):
        if name in (None, entry.name):
            what = p.read_text(entry.path).partition("\\- ")[2].partition("\n")[0]
            yield f"{f'{entry.name} ({entry.section})':<20} - {what}\n"


def _entries(p: Process) -> Iterator[Entry]:
    for section in SECTIONS:
        folder = f"{FOLDER}/man{section}"
        for file in p.sys.getdents(folder):
            yield Entry(file.rpartition(".")[0], section, f"{folder}/{file}")


def _columns(p: Process) -> int:
    try:
        return p.sys.winsize(1)[1]
    except OSError:  # not a terminal
        return WIDTH
