"""printenv: show the environment, or variables of it (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [VARIABLE]...
Print the values of the specified environment VARIABLE(s).
If no VARIABLE is specified, print name and value pairs for them all.

  -0, --null     end each output line with NUL, not newline
      --help        display this help and exit
      --version     output version information and exit
"""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "0", ("null",), USAGE, failure=2, permute=False)
    if isinstance(parsed, int):
        return parsed
    options, names = parsed
    end = "\0" if options else "\n"
    if not names:
        p.out("".join(f"{name}={value}{end}" for name, value in p.env.items()))
    p.out("".join(p.env[name] + end for name in names if name in p.env))
    return int(any(name not in p.env for name in names))
