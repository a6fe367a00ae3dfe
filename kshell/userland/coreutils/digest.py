"""md5sum, sha1sum, sha224sum, sha256sum, sha384sum, sha512sum: checksums of files (coreutils 9.1, src/digest.c)."""

import hashlib
import re

from kshell.userland import coreutils
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process

USAGE = """\
Usage: {{name}} [OPTION]... [FILE]...
Print or check {kind} ({bits}-bit) checksums.

With no FILE, or when FILE is -, read standard input.
  -b, --binary          read in binary mode
  -c, --check           read checksums from the FILEs and check them
      --tag             create a BSD-style checksum
  -t, --text            read in text mode (default)
  -z, --zero            end each output line with NUL, not newline

The following four options are useful only when verifying checksums:
      --ignore-missing  don't fail or report status for missing files
      --quiet           don't print OK for each successfully verified file
      --status          don't output anything, status code shows success
  -w, --warn            warn about improperly formatted checksum lines

      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "binary": "b",
    "check": "c",
    "tag": "tag",
    "text": "t",
    "zero": "z",
    "ignore-missing": "ignore-missing",
    "quiet": "quiet",
    "status": "status",
    "warn": "w",
}
_LINE = re.compile(r"([0-9a-fA-F]+) [ *](.+)")


def main(p: Process) -> int:
    kind = p.name.removesuffix("sum")
    usage = USAGE.format(kind=kind.upper(), bits=hashlib.new(kind).digest_size * 8)
    parsed = coreutils.parse(p, "bctwz", tuple(LONG), usage)
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    given = dict(short_names(options, LONG))
    status = 0
    with Stdout(p) as out:
        for name in files or ["-"]:
            if "c" in given:
                status = max(status, _check(p, out, kind, name, given))
                continue
            digest = _digest(p, out, kind, name)
            if digest is None:
                status = 1
            elif "tag" in given:
                out.write(f"{kind.upper()} ({name}) = {digest}\n")
            else:
                out.write(f"{digest} {'*' if 'b' in given else ' '}{name}" + ("\0" if "z" in given else "\n"))
    return status


def _digest(p: Process, out: Stdout, kind: str, name: str) -> str | None:
    """A file's checksum; None after a message."""
    try:
        return hashlib.new(kind, p.read_all(0) if name == "-" else p.read_file(name)).hexdigest()
    except OSError as failed:
        out.error(f"{quotef(name)}: {failed.strerror}")
        return None


def _check(p: Process, out: Stdout, kind: str, name: str, given: dict[str, str]) -> int:
    """Compare the checksums that a file lists; the status."""
    try:
        text = (p.read_all(0) if name == "-" else p.read_file(name)).decode("utf-8", "surrogateescape")
    except OSError as failed:
        out.error(f"{quotef(name)}: {failed.strerror}")
        return 1
    wrong = unread = bad = good = 0
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        if found is None or len(found[1]) != hashlib.new(kind).digest_size * 2:
            bad += 1
            continue
        digest = _digest(p, out, kind, found[2])
        unread += digest is None
        good += digest == found[1].lower()
        wrong += digest is not None and digest != found[1].lower()
        verdict = "FAILED open or read" if digest is None else "OK" if digest == found[1].lower() else "FAILED"
        if "status" not in given and not (verdict == "OK" and "quiet" in given):
            out.write(f"{found[2]}: {verdict}\n")
    if not wrong + unread + good:
        out.error(f"{name}: no properly formatted checksum lines found")
        return 1
    if "status" not in given:
        for count, one, many in (
            (bad, "line is improperly formatted", "lines are improperly formatted"),
            (unread, "listed file could not be read", "listed files could not be read"),
            (wrong, "computed checksum did NOT match", "computed checksums did NOT match"),
        ):
            if count:
                out.error(f"WARNING: {count} {one if count == 1 else many}")
    return int(bool(wrong or unread))
