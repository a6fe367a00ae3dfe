"""true: do nothing, successfully (coreutils 9.1)."""

from kshell.userland.process import Process

USAGE = """\
Usage: {name} [ignored command line arguments]
  or:  {name} OPTION
Exit with a status code indicating {outcome}.

      --help        display this help and exit
      --version     output version information and exit
"""


def main(p: Process) -> int:
    return run(p, 0, "success")


def run(p: Process, status: int, outcome: str) -> int:
    """Exit with a status; a single --help or --version is heeded, anything else is not even looked at."""
    if p.args == ["--help"]:
        p.out(USAGE.format(name=p.name, outcome=outcome))
    elif p.args == ["--version"]:
        p.out(f"{p.name} (GNU coreutils) 9.1\n")
    return status
