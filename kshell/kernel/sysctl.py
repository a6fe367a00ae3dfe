"""kernel.* settings (kernel/sysctl.c): numbers with a range, kept by their dotted names."""

from collections.abc import Callable
from typing import NamedTuple

from kshell.kernel.errors import KernelError
from kshell.uapi.errno import Errno

INT_MAX = (1 << 31) - 1


class Setting(NamedTuple):
    """A number that may be written between ``low`` and ``high``."""

    low: int
    high: int


class Sysctl:
    """The settings of a machine. ``changed[name]`` is called after a write."""

    def __init__(self, cpus: int) -> None:
        self._values: dict[str, int] = {}
        self._settings: dict[str, Setting] = {}
        self.changed: dict[str, Callable[[], None]] = {}
        for name, value, low, high in (
            ("kernel.dmesg_restrict", 0, 0, 1),
            ("kernel.hung_task_all_cpu_backtrace", 0, 0, 1),
            ("kernel.hung_task_check_count", 4194304, 0, INT_MAX),
            ("kernel.hung_task_check_interval_secs", 0, 0, INT_MAX),
            ("kernel.hung_task_panic", 0, 0, 1),
            ("kernel.hung_task_timeout_secs", 120, 0, INT_MAX),
            ("kernel.hung_task_warnings", 10, -1, INT_MAX),
            ("kernel.kptr_restrict", 0, 0, 2),
            ("kernel.modules_disabled", 0, 0, 1),
            ("kernel.oops_limit", 10000, 0, INT_MAX),
            ("kernel.panic", 0, -INT_MAX, INT_MAX),
            ("kernel.panic_on_oops", 0, 0, 1),
            ("kernel.panic_on_warn", 0, 0, 1),
            ("kernel.pid_max", 32768, 301, 4194304),
            ("kernel.softlockup_panic", 0, 0, 1),
            ("kernel.soft_watchdog", 1, 0, 1),
            ("kernel.sysrq", 438, 0, INT_MAX),
            ("kernel.threads-max", 7516, 20, INT_MAX),
            ("kernel.watchdog", 1, 0, 1),
            ("kernel.watchdog_thresh", 10, 0, 60),
        ):
            self._values[name] = value
            self._settings[name] = Setting(low, high)

    def __getitem__(self, name: str) -> int:
        return self._values[name]

    def names(self) -> list[str]:
        """All settings, sorted."""
        return sorted(self._values)

    def set(self, name: str, value: int) -> None:
        """Change a setting from inside the kernel."""
        self._values[name] = value

    def write(self, name: str, text: str) -> None:
        """Change a setting as a write to its file does; KernelError(EINVAL) (proc_dointvec_minmax)."""
        words = text.split()
        try:
            value = int(words[0], 0) if words else self._values[name]
        except ValueError:
            raise KernelError(Errno.EINVAL) from None
        setting = self._settings[name]
        if not setting.low <= value <= setting.high:
            raise KernelError(Errno.EINVAL)
        self._values[name] = value
        if name in self.changed:
            self.changed[name]()
