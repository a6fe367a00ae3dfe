"""Handing the terminal from one process group to another (bash jobs.c, give_terminal_to)."""

from contextlib import suppress

from kshell.uapi.syscalls import Syscalls


class Terminal:
    """The terminal of a shell with job control, if it has one: ``fd`` is open on it."""

    def __init__(self, sys: Syscalls) -> None:
        self._sys = sys
        self.fd = -1
        self.shell_group = 0

    def give(self, pgid: int) -> None:
        """Let a process group read from it and get its signals."""
        if self.fd >= 0:
            with suppress(OSError):  # the group may have gone
                self._sys.tcsetpgrp(self.fd, pgid)

    def take_back(self) -> None:
        """The shell itself reads from it."""
        if self.shell_group:
            self.give(self.shell_group)
