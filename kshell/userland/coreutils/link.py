"""link and unlink: link(2) and unlink(2), and nothing more (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.process import Process

USAGE = """\
Usage: {name} FILE1 FILE2
  or:  {name} OPTION
Call the link function to create a link named FILE2 to an existing FILE1.
      --help        display this help and exit
      --version     output version information and exit
"""
UNLINK_USAGE = """\
Usage: {name} FILE
  or:  {name} OPTION
Call the unlink function to remove the specified FILE.
      --help        display this help and exit
      --version     output version information and exit
"""


def main(p: Process) -> int:
    files = _operands(p, USAGE, 2)
    if isinstance(files, int):
        return files
    try:
        p.sys.link(files[0], files[1])
    except OSError as failed:
        p.err(f"link: cannot create link '{files[1]}' to '{files[0]}': {failed.strerror}\n")
        return 1
    return 0


def unlink(p: Process) -> int:
    """unlink FILE"""
    files = _operands(p, UNLINK_USAGE, 1)
    if isinstance(files, int):
        return files
    try:
        p.sys.unlink(files[0])
    except OSError as failed:
        p.err(f"unlink: cannot unlink '{files[0]}': {failed.strerror}\n")
        return 1
    return 0


def _operands(p: Process, usage: str, count: int) -> list[str] | int:
    parsed = coreutils.parse(p, "", (), usage)
    if isinstance(parsed, int):
        return parsed
    files = parsed[1]
    if len(files) < count:
        return coreutils.refuse(p, f"missing operand after '{files[-1]}'" if files else "missing operand")
    return coreutils.extra_operand(p, files[count]) if len(files) > count else files
