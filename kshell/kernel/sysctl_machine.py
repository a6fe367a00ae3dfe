"""The files of /proc/sys that other parts of the kernel keep: names, console levels, taint, process numbers."""

import itertools
import zlib
from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.sysctl import Entry, Number, Numbers, Shown, Text, parse
from kshell.kernel.taint import LETTERS
from kshell.kernel.version import RELEASE, UTS_VERSION
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

NAME_LENGTH = 64
LEVELS = ("console_loglevel", "default_loglevel", "minimum_loglevel", "boot_loglevel")
NO_SLAB = 4


class Tainted(Entry):
    """kernel.tainted: a write adds flags and takes none away (proc_taint)."""

    mode = 0o644

    def __init__(self, kernel: "Kernel") -> None:
        self._taint = kernel.taint

    def show(self) -> str:
        return str(self._taint.value)

    def store(self, text: str) -> None:
        (value,) = parse(text, 1)
        if value < 0:
            raise KernelError(Errno.EINVAL)
        for bit, letter in enumerate(LETTERS):
            if value >> bit & 1:
                self._taint.add(letter)


class LastPid(Entry):
    """kernel.ns_last_pid: root may choose the next process number."""

    mode = 0o666

    def __init__(self, kernel: "Kernel") -> None:
        self._kernel = kernel

    def show(self) -> str:
        return str(self._kernel.pids.last)

    def store(self, text: str) -> None:
        if self._kernel.sched.current.uid:
            raise KernelError(Errno.EPERM)
        (value,) = parse(text, 1)
        if not 0 <= value < self._kernel.sysctl["kernel.pid_max"]:
            raise KernelError(Errno.EINVAL)
        self._kernel.pids.last = value


class DropCaches(Entry):
    """vm.drop_caches: there are no caches, but the log says who asked."""

    mode = 0o200

    def __init__(self, kernel: "Kernel") -> None:
        self._kernel = kernel

    def store(self, text: str) -> None:
        (value,) = parse(text, 1)
        if not 1 <= value <= NO_SLAB:
            raise KernelError(Errno.EINVAL)
        task = self._kernel.sched.current
        if value != NO_SLAB:
            self._kernel.log.emit(f"{task.comm} ({task.pid}): drop_caches: {value}\n", 6)


class DevKmsg(Text):
    """kernel.printk_devkmsg: what happens to lines written to /dev/kmsg."""

    def __init__(self) -> None:
        super().__init__(lambda: self._value, self._set)
        self._value = "ratelimit"

    def _set(self, text: str) -> None:
        if text not in ("on", "off", "ratelimit"):
            raise KernelError(Errno.EINVAL)
        self._value = text


class NmiWatchdog(Number):
    """kernel.nmi_watchdog: the machine has none that could be switched on."""

    def store(self, text: str) -> None:
        super().store(text)
        if self.value:
            self.value = 0
            raise KernelError(Errno.ENOTSUPP)


class CpuList(Entry):
    """kernel.watchdog_cpumask: the CPUs that are watched, as ``0-1`` or ``0,1``; which they are changes nothing."""

    mode = 0o644

    def __init__(self, cpus: int) -> None:
        self._cpus = cpus
        self._chosen = set(range(cpus))

    def show(self) -> str:
        chosen = sorted(self._chosen)
        if len(chosen) > 1 and chosen[-1] - chosen[0] == len(chosen) - 1:
            return f"{chosen[0]}-{chosen[-1]}"
        return ",".join(map(str, chosen))

    def store(self, text: str) -> None:
        chosen = set[int]()
        for part in filter(None, text.removesuffix("\n").split(",")):
            low, _, high = part.partition("-")
            high = high if "-" in part else low
            if not (low.isdecimal() and high.isdecimal() and int(low) <= int(high)):
                raise KernelError(Errno.EINVAL)
            chosen |= set(range(int(low), min(int(high), self._cpus) + 1))
        self._chosen = {cpu for cpu in chosen if cpu < self._cpus}


def add_entries(kernel: "Kernel") -> None:
    """Give a kernel these files."""
    sysctl, cpus = kernel.sysctl, kernel.sched.cpus
    sysctl.add("kernel.printk", _printk(kernel))
    sysctl.add("kernel.tainted", Tainted(kernel))
    sysctl.add("kernel.ns_last_pid", LastPid(kernel))
    sysctl.add("vm.drop_caches", DropCaches(kernel))
    sysctl.add("kernel.printk_devkmsg", DevKmsg())
    sysctl.add("kernel.nmi_watchdog", NmiWatchdog(0, 0, 1))
    sysctl.add("kernel.watchdog_cpumask", CpuList(cpus))
    sysctl.add("kernel.hostname", _name(kernel, "hostname"))
    sysctl.add("kernel.domainname", _name(kernel, "domainname"))
    for name, text in (("osrelease", RELEASE), ("ostype", "Linux"), ("version", UTS_VERSION)):
        sysctl.add(f"kernel.{name}", _shown(text))
    sysctl.add("kernel.random.boot_id", _shown(_uuid("boot")))
    made = itertools.count()
    sysctl.add("kernel.random.uuid", Shown(lambda: _uuid(str(next(made)))))


def _printk(kernel: "Kernel") -> Numbers:
    """kernel.printk: the levels of the console, of messages that name none, the lowest for dmesg -n, and at boot."""
    log = kernel.log
    return Numbers(
        lambda: [getattr(log, level) for level in LEVELS], lambda place, value: setattr(log, LEVELS[place], value)
    )


def _name(kernel: "Kernel", field: str) -> Text:
    return Text(lambda: str(getattr(kernel, field)), lambda text: setattr(kernel, field, text), NAME_LENGTH)


def _shown(text: str) -> Shown:
    return Shown(lambda: text)


def _uuid(seed: str) -> str:
    """A version 4 UUID: made up, but the same in every run."""
    digits = "".join(f"{zlib.crc32(f'{seed}/{part}'.encode()):08x}" for part in range(4))
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
