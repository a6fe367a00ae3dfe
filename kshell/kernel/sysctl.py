"""The files of /proc/sys (kernel/sysctl.c): what each holds, and what may be written there.

Those that the kernel looks at are here and in kernel/sysctl_machine.py; those that nothing here obeys, but that people
look at and set, are read from kernel/sysctl_table.py when somebody first asks for one.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from kshell.kernel.errors import KernelError
from kshell.uapi.errno import Errno

INT_MAX = (1 << 31) - 1
UINT_MAX = (1 << 32) - 1
FUTEX_TID_MASK = 0x3FFFFFFF
PID_MAX_LIMIT = 4_194_304
LONGEST_NUMBER = 20
_NUMBER = re.compile(r"(-?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)")


class Entry:
    """A file of /proc/sys (struct ctl_table): ``mode`` binds root, too. Neither method sleeps."""

    mode = 0o444

    def show(self) -> str:
        """What the file says, without its newline."""
        raise KernelError(Errno.EINVAL)

    def store(self, text: str) -> None:
        """What a write of ``text`` does; KernelError."""
        raise KernelError(Errno.EPERM)


class Shown(Entry):
    """A file that only shows something."""

    def __init__(self, show: Callable[[], str]) -> None:
        self._show = show

    def show(self) -> str:
        return self._show()


class Number(Entry):
    """A number between two limits (proc_dointvec_minmax); ``changed`` is called after a write."""

    def __init__(self, value: int, low: int = -INT_MAX - 1, high: int = INT_MAX, mode: int = 0o644) -> None:
        self.value = value
        self.low = low
        self.high = high
        self.mode = mode
        self.changed: Callable[[], None] | None = None

    def show(self) -> str:
        return str(self.value)

    def store(self, text: str) -> None:
        for value in parse(text, 1):
            if not self.low <= value <= self.high:
                raise KernelError(Errno.EINVAL)
            self.value = value
        if self.changed is not None:
            self.changed()


class Numbers(Entry):
    """Several numbers in one file, separated by tabs (proc_dointvec); those before a wrong one are stored."""

    def __init__(self, read: Callable[[], Sequence[int]], write: Callable[[int, int], None], mode: int = 0o644) -> None:
        self.mode = mode
        self._read = read
        self._write = write

    def show(self) -> str:
        return "\t".join(map(str, self._read()))

    def store(self, text: str) -> None:
        for place, value in enumerate(parse(text, len(self._read()))):
            self._write(place, value)


class Text(Entry):
    """A line of text (proc_dostring): what is written is cut at its newline, and at ``limit`` characters."""

    def __init__(
        self, read: Callable[[], str], write: Callable[[str], None], limit: int = 255, mode: int = 0o644
    ) -> None:
        self.mode = mode
        self._read = read
        self._write = write
        self._limit = limit

    def show(self) -> str:
        return self._read()

    def store(self, text: str) -> None:
        self._write(re.split("[\0\n]", text, maxsplit=1)[0][: self._limit])


def parse(text: str, count: int) -> Iterator[int]:
    """The first ``count`` numbers of a text, decimal, octal or hexadecimal; what follows them is not looked at.

    Raises KernelError(EINVAL) at one that is wrong, after those before it, and if there is none (proc_get_long).
    """
    words = text.split(maxsplit=count)[:count]
    if not words:
        raise KernelError(Errno.EINVAL)
    for word in words:
        match = _NUMBER.fullmatch(word)
        if match is None or len(word) > LONGEST_NUMBER:
            raise KernelError(Errno.EINVAL)
        sign, digits = match.groups()
        octal = digits[0] == "0" and digits.isdecimal()
        yield int(sign + digits, 8 if octal else 0)


class Sysctl:
    """The settings of a machine by their dotted names; ``sysctl["kernel.panic"]`` is a number the kernel obeys."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {name: Number(*row) for name, row in NUMBERS.items()}
        self._entries["kernel.watchdog"] = self._entries["kernel.soft_watchdog"]
        self._complete = False

    def __contains__(self, name: str) -> bool:
        """Whether the kernel obeys a number of this name."""
        return isinstance(self._entries.get(name), Number)

    def __getitem__(self, name: str) -> int:
        return self.number(name).value

    def number(self, name: str) -> Number:
        """A number that the kernel obeys; KeyError."""
        entry = self._entries[name]
        if not isinstance(entry, Number):
            raise KeyError(name)
        return entry

    def set(self, name: str, value: int) -> None:
        """Change a number from inside the kernel."""
        self.number(name).value = value

    def on_change(self, name: str, call: Callable[[], None]) -> None:
        """Let ``call`` be called after a write to a number's file."""
        self.number(name).changed = call

    def add(self, name: str, entry: Entry) -> None:
        """Add a file."""
        self._entries[name] = entry

    def entries(self) -> dict[str, Entry]:
        """All files."""
        if not self._complete:
            from kshell.kernel.sysctl_table import other_entries  # noqa: PLC0415  # few machines are asked for these

            self._entries = other_entries() | self._entries
            self._complete = True
        return self._entries


NUMBERS: dict[str, tuple[int, ...]] = {
    "kernel.dmesg_restrict": (1, 0, 1),
    "kernel.hardlockup_panic": (0, 0, 1),
    "kernel.hung_task_all_cpu_backtrace": (0, 0, 1),
    "kernel.hung_task_check_count": (4194304, 0, INT_MAX),
    "kernel.hung_task_check_interval_secs": (0, 0, INT_MAX),
    "kernel.hung_task_panic": (0, 0, 1),
    "kernel.hung_task_timeout_secs": (120, 0, INT_MAX),
    "kernel.hung_task_warnings": (10, -1, INT_MAX),
    "kernel.kptr_restrict": (0, 0, 2),
    "kernel.modules_disabled": (0, 1, 1),
    "kernel.oops_limit": (10000, 0, UINT_MAX),
    "kernel.panic": (0,),
    "kernel.panic_on_oops": (0,),
    "kernel.panic_on_warn": (0, 0, 1),
    "kernel.pid_max": (32768, 301, PID_MAX_LIMIT),
    "kernel.soft_watchdog": (1, 0, 1),
    "kernel.softlockup_panic": (0, 0, 1),
    "kernel.sysrq": (438,),
    "kernel.threads-max": (7516, 1, FUTEX_TID_MASK),
    "kernel.warn_limit": (0, 0, UINT_MAX),
    "kernel.watchdog_thresh": (10, 0, 60),
}
