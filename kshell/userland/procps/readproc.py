"""What /proc says of each process, read the way procps' library does it (library/readproc.c)."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from kshell.userland.process import Process

HERTZ = 100
FILES = ("stat", "status", "cmdline")

# what follows the name in /proc/PID/stat (proc(5)), from its third field on
_STAT = (
    "state ppid pgrp session tty tpgid flags min_flt cmin_flt maj_flt cmaj_flt utime stime cutime cstime priority "
    "nice nlwp itrealvalue start_time vsize rss rsslim start_code end_code start_stack kstk_esp kstk_eip signal "
    "blocked sigignore sigcatch wchan nswap cnswap exit_signal processor rtprio sched"
).split()


class Proc:
    """One process. Its files are read once: those in ``files`` at once, another when something of it is asked for."""

    def __init__(self, p: Process, pid: int, files: Sequence[str] = FILES) -> None:
        """Raise OSError when the process has gone."""
        self._p = p
        self.pid = pid
        self._text = {name: p.read_text(f"/proc/{pid}/{name}") for name in files}

    def text(self, name: str) -> str:
        """The whole of /proc/PID/NAME; empty if that cannot be read."""
        if name not in self._text:
            try:
                self._text[name] = self._p.read_text(f"/proc/{self.pid}/{name}")
            except OSError:
                self._text[name] = ""
        return self._text[name]

    def link(self, name: str) -> str:
        """Where the link /proc/PID/NAME leads; empty if that cannot be read."""
        try:
            return printable(self._p.sys.readlink(f"/proc/{self.pid}/{name}"))
        except OSError:
            return ""

    @cached_property
    def _stat(self) -> dict[str, str]:
        return dict(zip(_STAT, self.text("stat").rpartition(")")[2].split(), strict=False))

    def number(self, field: str) -> int:
        """A number of /proc/PID/stat by its name."""
        return int(self._stat.get(field, "0"))

    @cached_property
    def status(self) -> dict[str, str]:
        """The lines of /proc/PID/status."""
        rows = (line.partition(":") for line in self.text("status").splitlines())
        return {name: value.strip() for name, _, value in rows}

    def kilobytes(self, name: str) -> int:
        """A size in /proc/PID/status, such as VmRSS; 0 if the process has no memory."""
        return int(self.status.get(name, "0").split()[0])

    def ids(self, name: str) -> tuple[int, int, int, int]:
        """The real, effective, saved and file system number in the line ``Uid`` or ``Gid``."""
        real, effective, saved, fs = (int(number) for number in self.status.get(name, "0 0 0 0").split()[:4])
        return real, effective, saved, fs

    # -- what nearly everybody asks for

    @cached_property
    def cmd(self) -> str:
        """The name of the program or kernel thread, in full."""
        text = self.text("stat")
        return printable(text[text.find("(") + 1 : text.rfind(")")])

    @cached_property
    def cmdline(self) -> str:
        """The command line, or ``[name]`` where there is none."""
        text = self.text("cmdline")
        if not text:
            return f"[{self.cmd}]{' <defunct>' if self.state == 'Z' else ''}"
        return printable(re.sub("[\0\n]", " ", text.rstrip("\0")).removesuffix(" ")) or "?"

    @property
    def state(self) -> str:
        return self._stat.get("state", "?")

    @property
    def ppid(self) -> int:
        return self.number("ppid")

    @property
    def ruid(self) -> int:
        return self.ids("Uid")[0]

    @property
    def euid(self) -> int:
        return self.ids("Uid")[1]

    @property
    def wchan(self) -> str:
        """Where it waits in the kernel, ``-`` for nowhere (library/wchan.c)."""
        text = self.text("wchan")
        return "-" if text == "0" else text.lstrip("._") or "?"

    def ticks(self, with_children: bool = False) -> int:
        """Its CPU time in clock ticks, with that of children that were waited for."""
        own = self.number("utime") + self.number("stime")
        return own + self.number("cutime") + self.number("cstime") if with_children else own

    def ticks_elapsed(self, uptime: float) -> int:
        """The clock ticks from its start to a time since boot in seconds."""
        return max(int(uptime * HERTZ) - self.number("start_time"), 0)


def pids(p: Process) -> list[int]:
    """The numbers of all processes, ascending. Who was started together with the caller has begun by then."""
    p.sys.sched_yield()
    return sorted(int(name) for name in p.sys.getdents("/proc") if name.isdigit())


def processes(p: Process, files: Sequence[str] = FILES) -> Iterator[Proc]:
    """All processes, ascending by number."""
    for pid in pids(p):
        try:
            yield Proc(p, pid, files)
        except OSError:  # it has just ended
            continue


def uptime(p: Process) -> float:
    """Seconds since boot."""
    return float(p.read_text("/proc/uptime").split()[0])


def boot_time(p: Process) -> int:
    """When the machine was booted, in seconds since 1970 (btime of /proc/stat)."""
    for line in p.read_text("/proc/stat").splitlines():
        if line.startswith("btime "):
            return int(line.split()[1])
    return 0


def meminfo(p: Process) -> dict[str, int]:
    """The lines of /proc/meminfo in kB."""
    rows = (line.partition(":") for line in p.read_text("/proc/meminfo").splitlines())
    return {name: int(value.split()[0]) for name, _, value in rows}


def printable(text: str) -> str:
    """The text with ``?`` for what a terminal must not get (library/escape.c)."""
    if not text.isascii() and any("\udc80" <= char <= "\udcff" for char in text):
        return "".join(char if " " <= char <= "~" else "." if char < "\x80" else "?" for char in text)
    return "".join("?" if char < " " or char == "\x7f" else char for char in text)
