"""readlink: where symbolic links lead (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.gnulib.canonical import BUT_LAST, EXISTING, MISSING, canonical
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... FILE...
Print value of a symbolic link or canonical file name

  -f, --canonicalize            canonicalize by following every symlink in
                                every component of the given name recursively;
                                all but the last component must exist
  -e, --canonicalize-existing   canonicalize by following every symlink in
                                every component of the given name recursively,
                                all components must exist
  -m, --canonicalize-missing    canonicalize by following every symlink in
                                every component of the given name recursively,
                                without requirements on components existence
  -n, --no-newline              do not output the trailing delimiter
  -q, --quiet
  -s, --silent                  suppress most error messages (on by default)
  -v, --verbose                 report error messages
  -z, --zero                    end each output line with NUL, not newline
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "canonicalize": "f",
    "canonicalize-existing": "e",
    "canonicalize-missing": "m",
    "no-newline": "n",
    "quiet": "q",
    "silent": "s",
    "verbose": "v",
    "zero": "z",
}
MODES = {"f": BUT_LAST, "e": EXISTING, "m": MISSING}


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "efmnqsvz", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, names = parsed
    if not names:
        return coreutils.refuse(p, "missing operand")
    letters = [letter for letter, _ in short_names(options, LONG)]
    mode = next((MODES[letter] for letter in reversed(letters) if letter in MODES), "")
    end = "\0" if "z" in letters else "" if "n" in letters and len(names) == 1 else "\n"
    verbose = next((letter for letter in reversed(letters) if letter in "qsv"), "q") == "v"
    status = 0
    for name in names:
        try:
            p.out((canonical(p, name, mode) if mode else p.sys.readlink(name)) + end)
        except OSError as failed:
            if verbose:
                p.err(f"readlink: {quotef(name)}: {failed.strerror}\n")
            status = 1
    return status
