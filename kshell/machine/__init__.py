"""A machine: a kernel with programs, files and terminals, for front ends, transcripts and tests."""

from kshell.kernel.printk.ringbuffer import Record, prefixed
from kshell.machine.machine import NSEC_PER_SEC, Machine
from kshell.machine.settings import Settings
from kshell.machine.terminal import Job, Terminal

__all__ = ["NSEC_PER_SEC", "Job", "Machine", "Record", "Settings", "Terminal", "prefixed"]
