"""clear: wipe the terminal's screen and what it has scrolled away (ncurses 6.4)."""

from kshell.userland.libc.getopt import UsageError, parse
from kshell.userland.process import Process

USAGE = """\
Usage: clear [options]

Options:
  -T TERM     use this instead of $TERM
  -V          print curses-version
  -x          do not try to clear scrollback
"""
HOME_AND_CLEAR = "\x1b[H\x1b[2J"
CLEAR_SCROLLBACK = "\x1b[3J"


def main(p: Process) -> int:
    try:
        options, args = parse(p.args, "T:Vx")
    except UsageError as error:
        p.err(f"clear: {error}\n{USAGE}")
        return 1
    if args:
        p.err(USAGE)
        return 1
    given = dict(options)
    if "-V" in given:
        p.out("ncurses 6.4.20221231\n")
        return 0
    if not given.get("-T", p.env.get("TERM")):
        p.err("TERM environment variable not set.\n")
        return 1
    p.out(HOME_AND_CLEAR + ("" if "-x" in given else CLEAR_SCROLLBACK))
    return 0
