"""w: who is logged in, and what they do (procps-ng 4.0.2). This machine keeps no record of logins: nobody is."""

from kshell.userland import procps
from kshell.userland.process import Process
from kshell.userland.procps.uptime import line

USAGE = """
Usage:
 {name} [options] [user]

Options:
 -h, --no-header     do not print header
 -u, --no-current    ignore current process username
 -s, --short         short format
 -f, --from          show remote hostname field
 -o, --old-style     old style output
 -i, --ip-addr       display IP address instead of hostname (if possible)

     --help     display this help and exit
 -V, --version  output version information and exit

For more details see w(1).
"""
LONG = {
    "no-header": "h",
    "no-current": "u",
    "short": "s",
    "from": "f",
    "old-style": "o",
    "ip-addr": "i",
    "help": "help",
    "version": "V",
}


def main(p: Process) -> int:
    parsed = procps.parse(p, "husfoVi", LONG, USAGE)
    if isinstance(parsed, int):
        return parsed
    given = dict(parsed[0])
    if "h" in given:
        return 0
    where = "  " if "f" in given else "FROM             "
    what = " IDLE WHAT" if "s" in given else "LOGIN@   IDLE   JCPU   PCPU WHAT"
    p.out(f"{line(p)}\nUSER     TTY      {where}{what}\n")
    return 0
