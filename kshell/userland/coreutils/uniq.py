"""uniq: leave out lines that repeat the one before (coreutils 9.1)."""

import re
from collections.abc import Callable, Iterable, Iterator

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import O_CREAT, O_TRUNC, O_WRONLY
from kshell.userland import coreutils
from kshell.userland.coreutils.inputs import byte_lines, opened
from kshell.userland.gnulib.argmatch import BadWord, argmatch
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: {name} [OPTION]... [INPUT [OUTPUT]]
Filter adjacent matching lines from INPUT (or standard input),
writing to OUTPUT (or standard output).

With no options, matching lines are merged to the first occurrence.

  -c, --count           prefix lines by the number of occurrences
  -d, --repeated        only print duplicate lines, one for each group
  -D                    print all duplicate lines
      --all-repeated[=METHOD]  like -D, but allow separating groups
                                 with an empty line;
                                 METHOD={{none(default),prepend,separate}}
  -f, --skip-fields=N   avoid comparing the first N fields
      --group[=METHOD]  show all items, separating groups with an empty line;
                          METHOD={{separate(default),prepend,append,both}}
  -i, --ignore-case     ignore differences in case when comparing
  -s, --skip-chars=N    avoid comparing the first N characters
  -u, --unique          only print unique lines
  -z, --zero-terminated     line delimiter is NUL, not newline
  -w, --check-chars=N   compare no more than N characters in lines
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "count": "c",
    "repeated": "d",
    "all-repeated=?": "all",
    "group=?": "group",
    "skip-fields=": "f",
    "ignore-case": "i",
    "skip-chars=": "s",
    "unique": "u",
    "zero-terminated": "z",
    "check-chars=": "w",
}
NUMBERS = {"f": "fields to skip", "s": "bytes to skip", "w": "bytes to compare"}
Group = list[bytes]


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "cdDf:is:uw:z", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = dict(short_names(options, LONG))
    if len(files) > 2:
        return coreutils.extra_operand(p, files[2])
    for letter, what in NUMBERS.items():
        if not given.get(letter, "0").isdigit():
            p.err(f"uniq: {given[letter]}: invalid number of {what}\n")
            return 1
    try:
        method = argmatch(given.get("all") or "none", "--all-repeated", ("none", "prepend", "separate"))
        if "group" in given:
            method = argmatch(given["group"] or "separate", "--group", ("prepend", "append", "separate", "both"))
    except BadWord as bad:
        return coreutils.refuse(p, str(bad))
    if "group" in given and {"c", "d", "D", "all", "u"} & given.keys():
        return coreutils.refuse(p, "--group is mutually exclusive with -c/-d/-D/-u")
    if "c" in given and {"D", "all"} & given.keys():
        return coreutils.refuse(p, "printing all duplicated lines and repeat counts is meaningless")
    end = b"\0" if "z" in given else b"\n"
    name = files[0] if files else "-"
    try:
        if len(files) == 2 and files[1] != "-":
            p.sys.dup2(p.sys.open(files[1], O_WRONLY | O_CREAT | O_TRUNC), 1)
            name = files[0]
        with Stdout(p) as out, opened(p, name) as fd:
            lines = (line.removesuffix(end) for line in byte_lines(p, fd, end))
            groups = _groups(lines, _comparison(given), at_once=not given.keys() & {"c", "d", "D", "all", "u", "group"})
            for text in _shown(groups, given, method, end):
                out.write_bytes(text)
    except WriteError:
        raise
    except OSError as failed:
        directory = failed.errno == Errno.EISDIR
        p.err(f"uniq: error reading '{name}'\n" if directory else f"uniq: {quotef(name)}: {failed.strerror}\n")
        return 1
    return 0


def _comparison(given: dict[str, str]) -> Callable[[bytes], bytes]:
    """What is compared of a line."""
    fields, chars = int(given.get("f", 0)), int(given.get("s", 0))
    width = int(given["w"]) if "w" in given else None
    skipped = re.compile(rb"(?:[ \t]*[^ \t]*){%d}" % fields)

    def compared(line: bytes) -> bytes:
        found = skipped.match(line)
        rest = line[(found.end() if found else 0) + chars :][:width]
        return rest.upper() if "i" in given else rest

    return compared


def _groups(lines: Iterable[bytes], compared: Callable[[bytes], bytes], *, at_once: bool) -> Iterator[Group]:
    """Neighbours that are equal: each group when it is complete, or (``at_once``) when it has begun."""
    group: Group = []
    for line in lines:
        if group and compared(line) == compared(group[0]):
            group.append(line)
            continue
        if group and not at_once:
            yield group
        group = [line]
        if at_once:
            yield group
    if group and not at_once:
        yield group


def _shown(groups: Iterable[Group], given: dict[str, str], method: str, end: bytes) -> Iterator[bytes]:
    """What is printed of the groups."""
    begun = False
    for group in groups:
        repeated = len(group) > 1
        if "group" in given:
            before = method == "prepend" or (method == "both" and not begun) or (method == "separate" and begun)
            after = method in ("append", "both")
            yield (end if before else b"") + b"".join(line + end for line in group) + (end if after else b"")
            begun = True
            continue
        if {"D", "all"} & given.keys():
            if repeated and "u" not in given:
                yield end if method == "prepend" or (method == "separate" and begun) else b""
                yield b"".join(line + end for line in group)
                begun = True
        elif ("d" not in given or repeated) and ("u" not in given or not repeated):
            yield (b"%7d " % len(group) if "c" in given else b"") + group[0] + end
