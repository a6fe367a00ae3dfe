"""date: what time it is, in any form (coreutils 9.1). The clock cannot be set."""

from kshell.uapi.errno import Errno
from kshell.uapi.syscalls import CLOCK_REALTIME
from kshell.userland import coreutils
from kshell.userland.coreutils.timestamp import NoTime, parse_posix_time, parse_timestamp
from kshell.userland.gnulib.quoting import quotef
from kshell.userland.libc.localtime import gmtime, strftime
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]... [+FORMAT]
  or:  {name} [-u|--utc|--universal] [MMDDhhmm[[CC]YY][.ss]]
Display date and time in the given FORMAT.
With -s, or with [MMDDhhmm[[CC]YY][.ss]], set the date and time.

  -d, --date=STRING          display time described by STRING, not 'now'
  -I[FMT], --iso-8601[=FMT]  output date/time in ISO 8601 format.
                               FMT='date' for date only (the default),
                               'hours', 'minutes', 'seconds', or 'ns'
  -R, --rfc-email            output date and time in RFC 5322 format
      --rfc-3339=FMT         output date/time in RFC 3339 format.
                               FMT='date', 'seconds', or 'ns'
  -r, --reference=FILE       display the last modification time of FILE
  -s, --set=STRING           set time described by STRING
  -u, --utc, --universal     print or set Coordinated Universal Time (UTC)
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "date=": "d",
    "iso-8601=": "I",
    "rfc-email": "R",
    "rfc-3339=": "3",
    "reference=": "r",
    "set=": "s",
    "utc": "u",
    "universal": "u",
}
DEFAULT = "%a %b %e %H:%M:%S %Z %Y"
RFC_EMAIL = "%a, %d %b %Y %H:%M:%S %z"
ISO_8601 = {
    "hours": "%Y-%m-%dT%H%:z",
    "minutes": "%Y-%m-%dT%H:%M%:z",
    "date": "%Y-%m-%d",
    "seconds": "%Y-%m-%dT%H:%M:%S%:z",
    "ns": "%Y-%m-%dT%H:%M:%S,%N%:z",
}
RFC_3339 = {"date": "%Y-%m-%d", "seconds": "%Y-%m-%d %H:%M:%S%:z", "ns": "%Y-%m-%d %H:%M:%S.%N%:z"}


class Wrong(Exception):
    """An argument that date refuses; the text is its message."""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "d:I:Rr:s:u", tuple(LONG), USAGE, args=_with_format(p.args))
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    given = dict(short_names(options, LONG))
    if len(operands) > 1:
        return coreutils.extra_operand(p, operands[1])
    form = operands[0][1:] if operands and operands[0].startswith("+") else ""
    to_set = bool("s" in given or (operands and not operands[0].startswith("+")))
    try:
        form = form if form or (operands and not to_set) else _format(given)
        moment = _moment(p, given, operands[0] if operands and to_set else "")
    except Wrong as wrong:
        p.err(f"date: {wrong}\n")
        return 1
    if to_set:
        p.err(f"date: cannot set date: {Errno.EPERM.text}\n")
    p.out(strftime(form, gmtime(moment)) + "\n")
    return 1 if to_set else 0


def _with_format(words: list[str]) -> list[str]:
    """The arguments with ``date`` where ``-I`` and ``--iso-8601`` have no format of their own."""
    return [f"{word}{'=' if word[1:2] == '-' else ''}date" if word in ("-I", "--iso-8601") else word for word in words]


def _format(given: dict[str, str]) -> str:
    if "R" in given:
        return RFC_EMAIL
    if "I" in given:
        return _choice(ISO_8601, given["I"], "--iso-8601")
    return _choice(RFC_3339, given["3"], "--rfc-3339") if "3" in given else DEFAULT


def _choice(formats: dict[str, str], word: str, option: str) -> str:
    """The format that a word or the begin of one names; Wrong."""
    fitting = [name for name in formats if name.startswith(word)]
    if len(fitting) != 1:
        kind = "ambiguous" if fitting and not word else "invalid"
        listed = "".join(f"\n  - '{name}'" for name in formats)
        raise Wrong(
            f"{kind} argument '{word}' for '{option}'\nValid arguments are:{listed}\n"
            "Try 'date --help' for more information."
        )
    return formats[fitting[0]]


def _moment(p: Process, given: dict[str, str], operand: str) -> int:
    """The ns since 1970 to show; Wrong."""
    now = p.sys.clock_gettime(CLOCK_REALTIME)
    if "r" in given:
        try:
            return p.sys.stat(given["r"]).mtime
        except OSError as failed:
            raise Wrong(f"{quotef(given['r'])}: {failed.strerror}") from None
    text = given.get("s", given.get("d"))
    try:
        if operand:
            return parse_posix_time(operand, now)
        return now if text is None else parse_timestamp(text, now)
    except NoTime:
        raise Wrong(f"invalid date '{operand or text}'") from None
