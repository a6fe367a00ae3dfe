"""hostname: show or set the name of the machine (hostname 3.23)."""

from kshell.uapi.errno import Errno
from kshell.userland.libc.getopt import UsageError, parse
from kshell.userland.process import Process

USAGE = """\
Usage: hostname [-b] {hostname|-F file}         set host name (from file)
       hostname [-d|-f|-s]                      display formatted name
       hostname                                 display host name

       hostname -V|--version|-h|--help          print info and exit

Program options:
    -b, --boot             set default hostname if none available
    -d, --domain           DNS domain name
    -f, --fqdn, --long     long host name (FQDN)
    -F, --file             read host name or NIS domain name from given file
    -s, --short            short host name
"""
LONG = ("boot", "domain", "fqdn", "long", "file=", "short", "version", "help")
EX_USAGE = 255


def main(p: Process) -> int:
    try:
        options, args = parse(p.args, "bdfF:sVh", LONG)
    except UsageError as error:
        p.err(f"hostname: {error}\n{USAGE}")
        return EX_USAGE
    given = dict(options)
    if {"-h", "--help"} & given.keys() or len(args) > 1:
        p.err(USAGE)
        return EX_USAGE
    if {"-V", "--version"} & given.keys():
        p.out("hostname 3.23\n")
        return 0
    file = given.get("-F", given.get("--file", ""))
    if file:
        return _set_from(p, file)
    if args:
        return _set(p, args[0])
    name = p.sys.uname().nodename
    if {"-d", "--domain"} & given.keys():
        p.out(f"{name.partition('.')[2]}\n" if "." in name else "")
    else:
        p.out(f"{name.partition('.')[0] if {'-s', '--short'} & given.keys() else name}\n")
    return 0


def _set_from(p: Process, file: str) -> int:
    """Set the name that the first line of a file gives which is no comment."""
    try:
        lines = p.read_text(file).splitlines()
    except OSError as failed:
        p.err(f"hostname: {failed.strerror}\n")
        return 1
    names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return _set(p, names[0]) if names else 0


def _set(p: Process, name: str) -> int:
    try:
        p.sys.sethostname(name)
    except OSError as failed:
        if failed.errno == Errno.EPERM:
            p.err("hostname: you must be root to change the host name\n")
        else:
            p.err("hostname: name too long\n")
        return 1
    return 0
