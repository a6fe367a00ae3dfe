"""rev: turn each line round (util-linux 2.38.1)."""

from kshell.userland.coreutils.inputs import opened
from kshell.userland.libc import getopt
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: rev [options] [file ...]

Reverse lines characterwise.

Options:
 -h, --help     display this help
 -V, --version  display version
"""


def main(p: Process) -> int:
    try:
        options, files = getopt.parse(p.args, "hV", ("help", "version"))
    except getopt.UsageError as error:
        return getopt.try_help(p, error)
    if options:
        p.out(USAGE if options[0][0] in ("-h", "--help") else "rev from util-linux 2.38.1\n")
        return 0
    status = 0
    with Stdout(p) as out:
        for name in files or ["-"]:
            number = 0
            what = f"cannot open {name}"
            try:
                with opened(p, name) as fd:
                    what = name
                    for line in p.lines(fd):
                        what = f"{name}: {number}"
                        number += 1
                        out.write(line.removesuffix("\n")[::-1] + line[len(line.removesuffix("\n")) :])
            except WriteError:
                raise
            except OSError as failed:
                what = f"{name}: {number}" if what == name else what
                p.err(f"rev: {what}: {failed.strerror}\n")
                status = 1
    return status
