"""``kshell attach``: which kshell is meant, and what for."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from socket import socket

from kshell.frontend.attach.place import Unsafe, candidates, connect, folder
from kshell.frontend.attach.wire import LONGEST, Hello, Messages, WireError, hello

HELP = """\
usage: kshell attach [PID] [--watch] [--plain]   a window on a kshell that runs in another terminal of yours
       kshell attach --list                      which ones run

A window has a terminal of its own, tty7 and up. ^O q leaves it: what runs there goes on, and the next window finds it.
PID says which kshell is meant if several run. They are found in a folder that only you can open: kshell/ in
$XDG_RUNTIME_DIR, else kshell-UID/ in the folder for temporary files.

options:
  --watch   look at what the main window shows; nothing can be typed
  --plain   no toolbar and no colours, for screen readers
  --list    print the process id of each kshell, and what goes on there

exit status: 0 after leaving or logging out; 1 if the kshell is not there, or ends; 2 for wrong usage
"""
FLAGS = ("--watch", "--notes", "--plain", "--list", "--help")
DUMB = ("", "dumb", "unknown")
NOT_THERE, USAGE = 1, 2


class CannotAttach(Exception):
    """Why not, in one line, and the exit status."""

    def __init__(self, why: str, status: int = NOT_THERE) -> None:
        super().__init__(why)
        self.status = status


def main(args: Sequence[str]) -> int:
    """Do what the command line asks for; the exit status. Raises CannotAttach."""
    flags, pid = _read(args)
    if "--help" in flags:
        sys.stdout.write(HELP)
        return 0
    place = folder(os.environ)
    try:
        return _list(place) if "--list" in flags else _attach(place, flags, pid)
    except Unsafe as why:
        raise CannotAttach(str(why)) from None


def _read(args: Sequence[str]) -> tuple[set[str], int | None]:
    flags = {arg for arg in args if arg.startswith("-")}
    words = [arg for arg in args if not arg.startswith("-")]
    if unknown := sorted(flags - set(FLAGS)):
        raise CannotAttach(f"unknown option {unknown[0]} (kshell attach --help lists them)", USAGE)
    if len(words) > 1 or any(not word.isdecimal() for word in words):
        raise CannotAttach(f"{words[-1]}: not the process id of a kshell (kshell attach --list lists them)", USAGE)
    return flags, int(words[0]) if words else None


def _attach(place: Path, flags: set[str], pid: int | None) -> int:
    term = os.environ.get("TERM", "")
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise CannotAttach("standard input and output are not a terminal", USAGE)
    if term in DUMB:
        raise CannotAttach(f"a terminal that can move its cursor is needed (TERM is '{term}')")
    from kshell.frontend.attach.client import show  # noqa: PLC0415  # not on Windows

    if pid is None:
        pid = _choose(place)
    connection = connect(place, pid)
    if connection is None:
        raise CannotAttach(f"{pid}: no kshell with this process id runs here (kshell attach --list lists them)")
    size = os.get_terminal_size(sys.stdout.fileno())
    plain = "--plain" in flags
    colour = not plain and not os.environ.get("NO_COLOR")
    ask = "notes" if "--notes" in flags else "watch" if "--watch" in flags else "window"
    status, why = show(connection, Hello(ask, term, size.lines, size.columns, colour, plain))
    if why:
        sys.stderr.write(why + "\n")
    return status


def _choose(place: Path) -> int:
    """The one kshell that runs."""
    running = [pid for pid in candidates(place) if _answers(place, pid)]
    if not running:
        raise CannotAttach("no kshell runs in another terminal: start one there with kshell")
    if len(running) > 1:
        raise CannotAttach(f"several run: name one of {' '.join(map(str, running))} (kshell attach --list says more)")
    return running[0]


def _answers(place: Path, pid: int) -> bool:
    connection = connect(place, pid)
    if connection is not None:
        connection.close()
    return connection is not None


def _list(place: Path) -> int:
    for pid in candidates(place):
        connection = connect(place, pid)
        if connection is not None:
            with connection:
                sys.stdout.write(f"{pid}  {_ask(connection)}\n")
    return 0


def _ask(connection: socket) -> str:
    """What a kshell says of itself."""
    messages = Messages()
    try:
        connection.sendall(hello(Hello("list")))
        while data := connection.recv(LONGEST):
            for kind, payload in messages.feed(data):
                if kind == b"E":
                    return payload[1:].decode("utf-8", "replace")
    except (OSError, WireError):
        pass  # it is stopped, or about to end
    return "does not answer"
