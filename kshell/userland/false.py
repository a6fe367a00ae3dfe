"""false: do nothing, unsuccessfully (coreutils 9.1)."""

from kshell.userland.process import Process
from kshell.userland.true import run


def main(p: Process) -> int:
    return run(p, 1, "failure")
