"""more: show files a screen at a time (util-linux 2.38.1)."""

from kshell.uapi.errno import Errno
from kshell.userland.coreutils.inputs import opened
from kshell.userland.less.pager import Keyboard, screen_lines
from kshell.userland.libc import getopt
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process, WriteError

USAGE = """\

Usage:
 more [options] <file>...

Display the contents of a file in a terminal.

Options:
 -d, --silent          display help instead of ringing bell
 -s, --squeeze         squeeze multiple blank lines into one
 -n, --lines <number>  the number of lines per screenful

 -h, --help     display this help
 -V, --version  display version
"""
LONG = {"silent": "d", "squeeze": "s", "lines=": "n", "help": "h", "version": "V"}
RULE = "::::::::::::::\n"
REVERSE, NORMAL = "\x1b[7m", "\x1b[27m"
ERASE = "\r\x1b[K"


class Quit(Exception):
    """``q`` was pressed."""


def main(p: Process) -> int:
    try:
        options, files = getopt.parse(p.args, "dsn:hV", tuple(LONG))
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    given = dict(short_names(options, LONG))
    if given.keys() & {"h", "V"}:
        p.out(USAGE if "h" in given else "more from util-linux 2.38.1\n")
        return 0
    if not files and p.sys.isatty(0):
        p.err("more: bad usage\nTry 'more --help' for more information.\n")
        return 1
    keyboard = Keyboard(p) if p.sys.isatty(1) else None
    try:
        for name in files or ["-"]:
            _file(p, name, keyboard, named=len(files) > 1 or (bool(files) and not p.sys.isatty(0)))
    except Quit:
        pass
    finally:
        if keyboard is not None:
            keyboard.restore()
    return 0


def _file(p: Process, name: str, keyboard: Keyboard | None, *, named: bool) -> None:
    try:
        with opened(p, name) as fd:
            first = p.sys.read(fd)
            if named:
                p.out(f"{RULE}{name}\n{RULE}")
            text = (first + p.read_all(fd)).decode("utf-8", "surrogateescape")
    except WriteError:
        raise
    except OSError as failed:
        if failed.errno == Errno.EISDIR:
            p.out(f"\n*** {name}: directory ***\n\n")
        else:
            p.err(f"more: cannot open {name}: {failed.strerror}\n")
        return
    if keyboard is None:
        p.out(text)
    else:
        _pages(p, text, keyboard)


def _pages(p: Process, text: str, keyboard: Keyboard) -> None:
    """Show a text page by page; Quit."""
    rows, columns = p.sys.winsize(1)
    lines = screen_lines(text, columns)
    shown, step = 0, rows - 1
    while True:
        p.out("".join(lines[shown : shown + step]))
        shown += step
        if shown >= len(lines):
            return
        done = sum(map(len, lines[:shown])) * 100 // max(sum(map(len, lines)), 1)
        key = _ask(p, f"{REVERSE}--More--({done}%){NORMAL}", keyboard)
        p.out(ERASE)
        if key in ("q", "Q", ""):
            raise Quit
        step = 1 if key in ("\n", "\r") else rows - 1


def _ask(p: Process, prompt: str, keyboard: Keyboard) -> str:
    """The key that is pressed; the prompt is shown again after a stop."""
    while True:
        p.out(prompt)
        try:
            return keyboard.read()
        except InterruptedError:
            continue
