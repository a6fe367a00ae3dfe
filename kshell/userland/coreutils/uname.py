"""uname: what the system is (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage: {name} [OPTION]...
Print certain system information.  With no OPTION, same as -s.

  -a, --all                print all information, in the following order,
                             except omit -p and -i if unknown:
  -s, --kernel-name        print the kernel name
  -n, --nodename           print the network node hostname
  -r, --kernel-release     print the kernel release
  -v, --kernel-version     print the kernel version
  -m, --machine            print the machine hardware name
  -p, --processor          print the processor type (non-portable)
  -i, --hardware-platform  print the hardware platform (non-portable)
  -o, --operating-system   print the operating system
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "all": "a",
    "kernel-name": "s",
    "nodename": "n",
    "kernel-release": "r",
    "kernel-version": "v",
    "machine": "m",
    "processor": "p",
    "hardware-platform": "i",
    "operating-system": "o",
}
ORDER = "snrvmpio"
KNOWN = "snrvmo"


def main(p: Process) -> int:
    parsed = coreutils.parse(p, ORDER + "a", tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, operands = parsed
    if operands:
        return coreutils.extra_operand(p, operands[0])
    wanted = dict(short_names(options, LONG)) or {"s": ""}
    words = dict(zip(ORDER, (*p.sys.uname(), "unknown", "unknown", "GNU/Linux"), strict=True))
    shown = KNOWN if "a" in wanted else [letter for letter in ORDER if letter in wanted]
    p.out(" ".join(words[letter] for letter in shown) + "\n")
    return 0
