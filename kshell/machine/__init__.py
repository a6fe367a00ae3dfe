"""A machine: a kernel with programs, files and terminals, for front ends, transcripts and tests."""

from kshell.machine.machine import NSEC_PER_SEC, Machine
from kshell.machine.settings import Settings
from kshell.machine.terminal import Terminal

__all__ = ["NSEC_PER_SEC", "Machine", "Settings", "Terminal"]
