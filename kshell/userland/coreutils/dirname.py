"""dirname: paths without their last part (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION] NAME...
Output each NAME with its last non-slash component and trailing slashes
removed; if NAME contains no /'s, output '.' (meaning the current directory).

  -z, --zero     end each output line with NUL, not newline
      --help        display this help and exit
      --version     output version information and exit
"""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "z", ("zero",), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, names = parsed
    if not names:
        return coreutils.refuse(p, "missing operand")
    for name in names:
        p.out(_folder(name) + ("\0" if options else "\n"))
    return 0


def _folder(name: str) -> str:
    head, slash, _ = name.rstrip("/").rpartition("/")
    if name and not name.strip("/"):
        return "/"
    return (head.rstrip("/") or "/") if slash else "."
