"""sleep: wait for a time (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.coreutils.duration import FOREVER, parse_duration
from kshell.userland.process import Process

USAGE = """\
Usage: {name} NUMBER[SUFFIX]...
  or:  {name} OPTION
Pause for NUMBER seconds.  SUFFIX may be 's' for seconds (the default),
'm' for minutes, 'h' for hours or 'd' for days.  NUMBER need not be an
integer.  Given two or more arguments, pause for the amount of time
specified by the sum of their values.

      --help        display this help and exit
      --version     output version information and exit
"""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "", (), USAGE)
    if isinstance(parsed, int):
        return parsed
    words = parsed[1]
    if not words:
        return coreutils.refuse(p, "missing operand")
    durations = [(word, parse_duration(word)) for word in words]
    wrong = [word for word, duration in durations if duration is None]
    for word in wrong[:-1]:
        p.err(f"{p.name}: invalid time interval '{word}'\n")
    if wrong:
        return coreutils.refuse(p, f"invalid time interval '{wrong[-1]}'")
    p.sys.nanosleep(min(sum(duration or 0 for _, duration in durations), FOREVER))
    return 0
