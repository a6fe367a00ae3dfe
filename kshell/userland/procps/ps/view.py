"""What ps has to know beside a process to fill its columns."""

from functools import cached_property

from kshell.uapi.syscalls import CLOCK_REALTIME
from kshell.userland.libc.passwd import groups, users
from kshell.userland.process import Process
from kshell.userland.procps.ps.options import Options
from kshell.userland.procps.readproc import HERTZ, Proc, boot_time, meminfo, uptime

NSEC_PER_SEC = 1_000_000_000


class View:
    """The machine at the moment ps looks at it, and the options that columns heed.

    ``prefix`` is the picture of the tree before the command of the row being printed.
    """

    def __init__(self, p: Process, options: Options) -> None:
        self._p = p
        self.options = options
        self.uptime = uptime(p)
        self.now = p.sys.clock_gettime(CLOCK_REALTIME) // NSEC_PER_SEC
        self.prefix = ""

    @cached_property
    def boot_time(self) -> int:
        """When the machine was booted, in seconds since 1970."""
        return boot_time(self._p)

    @cached_property
    def memory_total(self) -> int:
        """The machine's memory in kB."""
        return meminfo(self._p)["MemTotal"]

    @cached_property
    def user_names(self) -> dict[int, str]:
        """Names of users by number."""
        return {user.uid: user.name for user in reversed(list(users(self._p)))}

    @cached_property
    def group_names(self) -> dict[int, str]:
        """Names of groups by number."""
        return {group.gid: group.name for group in reversed(list(groups(self._p)))}

    def started(self, proc: Proc) -> int:
        """When a process was started, in seconds since 1970."""
        return self.boot_time + proc.number("start_time") // HERTZ

    def ticks(self, proc: Proc) -> int:
        """The CPU time of a process in clock ticks, with that of its dead children if that was asked for."""
        return proc.ticks(self.options.with_dead_children)

    def per_mille(self, proc: Proc) -> int:
        """The part of its life that a process has used a CPU."""
        elapsed = proc.ticks_elapsed(self.uptime)
        return self.ticks(proc) * 1000 // elapsed if elapsed else 0
