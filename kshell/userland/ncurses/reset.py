"""reset: put a terminal in order again, its settings and its screen (ncurses 6.4)."""

from kshell.uapi.termios import SANE
from kshell.userland.libc.getopt import UsageError, parse
from kshell.userland.process import Process

USAGE = "Usage: reset [options] [terminal]\n"
# the strings rs1, rs2 and rs3 of terminfo
STRINGS = {
    "linux": "\x1bc\x1b]R",
    "xterm": "\x1bc\x1b[!p\x1b[?3;4l\x1b[4l\x1b>\x1b[?69l",
    "xterm-256color": "\x1bc\x1b]104\a\x1b[!p\x1b[?3;4l\x1b[4l\x1b>\x1b[?69l",
    "vt100": "\x1b<\x1b>\x1b[?3;4;5l\x1b[?7;8h\x1b[r",
    "screen": "\x1bc\x1b[?1000l\x1b[?25h",
}


def main(p: Process) -> int:
    try:
        options, names = parse(p.args, "cIQqrsVw")
    except UsageError as error:
        p.err(f"reset: {error}\n{USAGE}")
        return 1
    if ("-V", "") in options:
        p.out("ncurses 6.4.20221231\n")
        return 0
    term = names[0] if names else p.env.get("TERM", "unknown")
    if term not in STRINGS:
        p.err(f"reset: unknown terminal type {term}\n")
        return 1
    if p.sys.isatty(0):
        p.sys.tcsetattr(0, SANE)
    p.err(STRINGS[term] + "\r")
    return 0
