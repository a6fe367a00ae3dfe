"""realpath: absolute paths without symbolic links (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.gnulib.canonical import BUT_LAST, EXISTING, MISSING, canonical
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: {name} [OPTION]... FILE...
Print the resolved absolute file name;
all but the last component must exist

  -e, --canonicalize-existing  all components of the path must exist
  -m, --canonicalize-missing   no path components need exist or be a directory
  -L, --logical                resolve '..' components before symlinks
  -P, --physical               resolve symlinks as encountered (default)
  -q, --quiet                  suppress most error messages
      --relative-to=DIR        print the resolved path relative to DIR
  -s, --strip, --no-symlinks   don't expand symlinks
  -z, --zero                   end each output line with NUL, not newline
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "canonicalize-existing": "e",
    "canonicalize-missing": "m",
    "logical": "L",
    "physical": "P",
    "quiet": "q",
    "relative-to=": "relative-to",
    "strip": "s",
    "no-symlinks": "s",
    "zero": "z",
}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "eLmPqsz", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, names = parsed
    if not names:
        return coreutils.refuse(p, "missing operand")
    given = dict(short_names(options, LONG))
    mode = EXISTING if "e" in given else MISSING if "m" in given else BUT_LAST
    status = 0
    for name in names:
        try:
            path = canonical(p, name, mode, links="s" not in given)
            if "relative-to" in given:
                path = _relative(path, canonical(p, given["relative-to"], mode))
            p.out(path + ("\0" if "z" in given else "\n"))
        except WriteError:
            raise
        except OSError as failed:
            if "q" not in given:
                p.err(f"realpath: {quotef(name)}: {failed.strerror}\n")
            status = 1
    return status


def _relative(path: str, base: str) -> str:
    """The way from one absolute path to another."""
    there, here = ([part for part in name.split("/") if part] for name in (path, base))
    common = 0
    while common < min(len(there), len(here)) and there[common] == here[common]:
        common += 1
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."
