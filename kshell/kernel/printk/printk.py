r"""printk(): from a format to the log and the console (kernel/printk/printk.c).

A text without a newline at its end is not final: nobody sees it until the next record is stored, or KERN_CONT from
the same task carries it on.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.printk.format import sprintf
from kshell.kernel.printk.ringbuffer import Record, RingBuffer
from kshell.kernel.sched.state import TASK_NORMAL
from kshell.kernel.sched.wait import WaitQueue

if TYPE_CHECKING:
    from kshell.kernel.sched.core import Scheduler
    from kshell.kernel.task import Task

KERN_SOH = "\001"
LOGLEVEL_DEFAULT = 4
CONSOLE_LOGLEVEL_MIN = 1
CONSOLE_LOGLEVEL_DEFAULT = 7
CONSOLE_LOGLEVEL_QUIET = 4
CONSOLE_LOGLEVEL_DEBUG = 10
CONSOLE_LOGLEVEL_MOTORMOUTH = 15
LOG_LINE_MAX = 992
PRINTK_NSEC = 20_000

Console = Callable[[Record], None]


class Log:
    """The machine's log: ``printk`` stores, ``consoles`` show what is below ``console_loglevel``.

    ``shown_by`` are the tasks whose messages the console has shown since the soft lockup detector last looked.
    """

    def __init__(self, sched: "Scheduler") -> None:
        self.sched = sched
        self.buffer = RingBuffer()
        self.console_loglevel = CONSOLE_LOGLEVEL_DEFAULT
        self.default_loglevel = LOGLEVEL_DEFAULT
        self.minimum_loglevel = CONSOLE_LOGLEVEL_MIN
        self.boot_loglevel = CONSOLE_LOGLEVEL_DEFAULT
        self.ignore_loglevel = False
        self.time = True
        self.saved_loglevel = 0
        self.syslog_seq = 0
        self.consoles: list[Console] = []
        self.wait = WaitQueue(sched)
        self.shown_by: set[Task] = set()
        self._open: tuple[int, int, str, Task] | None = None

    def printk(self, fmt: str, *args: object) -> int:
        """Log a message in printf's format, its level in front as KERN_INFO and the like; the length of its text.

        May be called from anywhere. Lines end with a newline; inner ones stay in one record.
        """
        return self.emit(sprintf(fmt, args) if args or "%" in fmt else fmt)

    def emit(self, text: str, level: int = -1, facility: int = 0) -> int:
        """Log text that needs no formatting."""
        cont = False
        room = LOG_LINE_MAX - 1
        while text[:1] == KERN_SOH and len(text) > 1:
            if text[1] == "c":
                cont = True
            elif level < 0 and text[1].isdigit():
                level = int(text[1])
            text = text[2:]
            room -= 2
        text = text[:room]
        whole = text.endswith("\n")
        body = text[:-1] if whole else text
        ns = self.sched.local_clock()
        self.sched.charge_call(PRINTK_NSEC)
        task = self.sched.current
        if cont and self._open is not None and self._open[3] is task:
            ns, level, begun, _ = self._open
            body = (begun + body)[:LOG_LINE_MAX]
            self._open = None
        else:
            self.finalize()
        level = self.default_loglevel if level < 0 else level
        if whole:
            self._store(ns, level, facility, body)
        else:
            self._open = ns, level, body, task
        return len(text)

    def finalize(self) -> None:
        """Make a record that waits for its newline visible as it is."""
        if self._open is not None:
            ns, level, text, _ = self._open
            self._open = None
            self._store(ns, level, 0, text)

    def _store(self, ns: int, level: int, facility: int, text: str) -> None:
        record = self.buffer.store(ns, level, facility, text)
        if level < self.console_loglevel or self.ignore_loglevel:
            self.shown_by.add(self.sched.current)
            for console in self.consoles:
                console(record if self.time else record._replace(stamped=False))
        self.wait.wake_up(TASK_NORMAL)

    def oops_in_progress(self) -> None:
        """From the first oops on, everything goes to the console (console_verbose)."""
        if self.console_loglevel:
            self.console_loglevel = CONSOLE_LOGLEVEL_MOTORMOUTH
