"""pwd: the name of the working directory (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]...
Print the full filename of the current working directory.

  -L, --logical   use PWD from environment, even if it contains symlinks
  -P, --physical  avoid all symlinks
      --help        display this help and exit
      --version     output version information and exit

If no option is specified, -P is assumed.
"""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "LP", ("logical", "physical"), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    if operands:
        p.err("pwd: ignoring non-option arguments\n")
    logical = p.env.get("PWD", "") if options and options[-1][0] in ("-L", "--logical") else ""
    p.out((logical if _names_here(p, logical) else p.sys.getcwd()) + "\n")
    return 0


def _names_here(p: Process, path: str) -> bool:
    """Whether an absolute path without dots leads to the working directory."""
    if not path.startswith("/") or {".", ".."} & set(path.split("/")):
        return False
    try:
        return p.sys.stat(path) == p.sys.stat(".")
    except OSError:
        return False
