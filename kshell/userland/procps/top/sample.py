"""What top measures: CPU time between two looks at /proc."""

from collections.abc import Iterator

from kshell.userland.libc.passwd import users
from kshell.userland.process import Process
from kshell.userland.procps.readproc import HERTZ, Proc, meminfo, processes, uptime
from kshell.userland.procps.top.fields import Row
from kshell.userland.procps.top.options import Options

FILES = ("stat", "status", "cmdline", "statm")
SHORTEST = 0.01
STATES = 8


class Cpu:
    """The clock ticks of one CPU, or of all, since the last look: user, nice, system, idle and so on."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.ticks = [0] * STATES
        self._seen = [0] * STATES

    def look(self, words: list[str]) -> None:
        """Take a line of /proc/stat."""
        now = ([int(word) for word in words[1:]] + [0] * STATES)[:STATES]
        self.ticks = [max(new - old, 0) for new, old in zip(now, self._seen, strict=True)]
        self._seen = now


class Sampler:
    """Looks at the machine, and knows what it looked like before."""

    def __init__(self, p: Process) -> None:
        self._p = p
        self._uptime = 0.0
        self._ticks: dict[int, int] = {}
        self._cpus: dict[str, Cpu] = {}
        self._users = {user.uid: user.name for user in reversed(list(users(p)))}

    def cpus(self) -> list[Cpu]:
        """All CPUs together, then each of them, as they were used since the last look."""
        for line in self._p.read_text("/proc/stat").splitlines():
            words = line.split()
            if words and words[0].startswith("cpu"):
                self._cpus.setdefault(words[0], Cpu(words[0])).look(words)
        return list(self._cpus.values())

    def memory(self) -> dict[str, int]:
        """The lines of /proc/meminfo."""
        return meminfo(self._p)

    def rows(self, options: Options) -> list[Row]:
        """All processes, or those that the option p names, with what they used since the last look."""
        now = uptime(self._p)
        seconds = now - self._uptime if now - self._uptime >= SHORTEST else SHORTEST / 2
        self._uptime = now
        total = self.memory()["MemTotal"]
        seen: dict[int, int] = {}
        rows = []
        for proc in self._processes(options):
            ticks = proc.ticks()
            used = ticks - self._ticks.get(proc.pid, 0) if self._ticks else 0
            seen[proc.pid] = ticks
            percent = min(used * 100 / (HERTZ * seconds), 100.0 * max(proc.number("nlwp"), 1))
            resident = int(proc.text("statm").split()[1]) * 4 if proc.text("statm") else 0
            name = self._users.get(proc.euid, str(proc.euid))
            rows.append(Row(proc, name, proc.ticks(options.with_children), percent, resident * 100 / total))
        self._ticks = seen
        return rows

    def _processes(self, options: Options) -> Iterator[Proc]:
        if not options.pids:
            yield from processes(self._p, FILES)
        for pid in options.pids:
            try:
                yield Proc(self._p, pid, FILES)
            except OSError:
                continue
