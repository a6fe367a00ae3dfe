"""nproc: how many CPUs there are (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]...
Print the number of processing units available to the current process,
which may be less than the number of online processors

      --all      print the number of installed processors
      --ignore=N  if possible, exclude N processing units
      --help        display this help and exit
      --version     output version information and exit
"""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "", ("all", "ignore="), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    if operands:
        return coreutils.extra_operand(p, operands[0])
    ignored = 0
    for option, value in options:
        if option == "--ignore":
            number = strtol(value)
            if number is None or number < 0:
                p.err(f"{p.name}: invalid number: '{value}'\n")
                return 1
            ignored = number
    if ("--all", "") in options:
        cpus = sum(line.startswith("cpu") for line in p.read_text("/proc/stat").splitlines()) - 1
    else:
        cpus = p.sys.sched_getaffinity(0).bit_count()
    p.out(f"{max(1, cpus - ignored)}\n")
    return 0
