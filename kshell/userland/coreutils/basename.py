"""basename: the last part of paths (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.coreutils.file_targets import base_name
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} NAME [SUFFIX]
  or:  {name} OPTION... NAME...
Print NAME with any leading directory components removed.
If specified, also remove a trailing SUFFIX.

  -a, --multiple       support multiple arguments and treat each as a NAME
  -s, --suffix=SUFFIX  remove a trailing SUFFIX; implies -a
  -z, --zero           end each output line with NUL, not newline
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {"multiple": "a", "suffix=": "s", "zero": "z"}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "as:z", tuple(LONG), USAGE, permute=False)
    if isinstance(parsed, int):
        return parsed
    options, names = parsed
    given = dict(short_names(options, LONG))
    if not names:
        return coreutils.refuse(p, "missing operand")
    suffix = given.get("s", "")
    if not given.keys() & {"a", "s"}:
        if len(names) > 2:
            return coreutils.extra_operand(p, names[2])
        suffix = names.pop() if len(names) == 2 else ""
    for name in names:
        base = base_name(name) or name[:1]
        base = base if base == suffix else base.removesuffix(suffix)
        p.out(base + ("\0" if "z" in given else "\n"))
    return 0
