"""false: do nothing, unsuccessfully (coreutils 9.1)."""

from kshell.userland.coreutils.true import run
from kshell.userland.process import Process


def main(p: Process) -> int:
    return run(p, 1, "failure")
