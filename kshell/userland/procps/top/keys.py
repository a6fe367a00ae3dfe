"""What the keys of an interactive top do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.uapi.sched import PRIO_PROCESS
from kshell.uapi.signals import Signal
from kshell.userland.libc.strtol import strtol
from kshell.userland.procps import strtod
from kshell.userland.procps.signames import signal_number
from kshell.userland.procps.top.options import SCALES, Wrong, find_user

if TYPE_CHECKING:
    from kshell.userland.procps.top.interactive import Screen

HELP = """\
Help for Interactive Commands - procps-ng 4.0.2

  E,e       Global: 'E'/'e' summary/task memory scale
  1         Toggle: '1' each cpu
  N,P,M,T   Sort by: 'N' pid; 'P' cpu; 'M' memory; 'T' time
  R,H       Toggle: 'R' Sort; 'H' Threads
  c,i,S     Toggle: 'c' Cmd name/line; 'i' Idle; 'S' Time
  u,U       Filter by: 'u'/'U' effective/any user
  d,k,r     'd' set delay; 'k' kill; 'r' renice
  arrows    Scroll
  q         Quit

Type any key to continue """
PAGE = 10


class Keys:
    """Maps keys to changes of a screen's options."""

    def __init__(self, screen: "Screen") -> None:
        self._screen = screen
        self._options = screen.options

    def press(self, key: str) -> None:
        """Do what a key says."""
        if key in _SORTS:
            self._options.sort = _SORTS[key]
        elif key in _TOGGLES:
            name = _TOGGLES[key]
            setattr(self._options, name, not getattr(self._options, name))
        elif key in _SCROLLS:
            self._screen.offset += _SCROLLS[key]
        elif key in _ACTIONS:
            _ACTIONS[key](self)
        elif key not in " \n":
            self._screen.message = "Unknown command - try 'h' for help"

    def quit(self) -> None:
        """Leave top."""
        self._screen.done = True

    def help(self) -> None:
        """Show what the keys do."""
        self._screen.show_page(HELP)

    def scale_summary(self) -> None:
        """Show memory in the summary in the next larger unit."""
        self._options.summary_scale = SCALES[(SCALES.index(self._options.summary_scale) + 1) % len(SCALES)]

    def scale_tasks(self) -> None:
        """Show memory of processes in the next larger unit."""
        scales = SCALES[:-1]
        self._options.task_scale = scales[(scales.index(self._options.task_scale) + 1) % len(scales)]

    def delay(self) -> None:
        """Ask how often to draw."""
        if self._is_secure():
            return
        text = self._screen.ask(f"Change delay from {self._options.delay:.1f} to")
        seconds = strtod(text)
        if seconds is not None and seconds >= 0:
            self._options.delay = seconds
        elif text:
            self._screen.message = "Unacceptable floating point"

    def filter_effective_user(self) -> None:
        """Ask whose processes to show."""
        self._filter("euid")

    def filter_any_user(self) -> None:
        """Ask whose processes to show, whatever the number is that is theirs."""
        self._filter("Uid")

    def _filter(self, which: str) -> None:
        text = self._screen.ask("Which user (blank for all)")
        try:
            self._options.user = find_user(self._screen.p, text, which) if text else None
        except Wrong as wrong:
            self._screen.message = str(wrong)

    def kill(self) -> None:
        """Ask whom to signal, and how."""
        pid = None if self._is_secure() else self._ask_pid("PID to signal/kill")
        if pid is None:
            return
        text = self._screen.ask(f"Send pid {pid} signal [{int(Signal.SIGTERM)}/sigterm]")
        number = signal_number(text) if text else int(Signal.SIGTERM)
        if number is None:
            self._screen.message = "Invalid signal"
            return
        try:
            if number:
                self._screen.p.sys.kill(pid, number)
        except OSError as failed:
            self._screen.message = f"Failed signal pid '{pid}' with '{number}': {failed.strerror}"

    def renice(self) -> None:
        """Ask whose nice value to change, and to what."""
        pid = None if self._is_secure() else self._ask_pid("PID to renice")
        number = strtol(self._screen.ask(f"Renice PID {pid} to value")) if pid is not None else None
        if pid is None or number is None:
            return
        try:
            self._screen.p.sys.setpriority(PRIO_PROCESS, pid, number)
        except OSError as failed:
            self._screen.message = f"Failed renice of PID {pid} to {number}: {failed.strerror}"

    def _ask_pid(self, what: str) -> int | None:
        default = self._screen.first_pid
        text = self._screen.ask(f"{what} [default pid = {default}]")
        pid = strtol(text) if text else default
        if pid is None:
            self._screen.message = "Unacceptable integer"
        return pid

    def _is_secure(self) -> bool:
        if self._options.secure:
            self._screen.message = "Unavailable in secure mode"
        return self._options.secure


_SORTS = {"N": "PID", "P": "%CPU", "M": "%MEM", "T": "TIME+"}
_TOGGLES = {
    "c": "command_line",
    "i": "idle",
    "S": "with_children",
    "H": "threads",
    "R": "ascending",
    "1": "each_cpu",
}
_SCROLLS = {"\x1b[A": -1, "\x1b[B": 1, "\x1b[5~": -PAGE, "\x1b[6~": PAGE, "\x1b[H": -1_000_000, "\x1b[F": 1_000_000}
_ACTIONS: dict[str, Callable[[Keys], None]] = {
    "q": Keys.quit,
    "h": Keys.help,
    "?": Keys.help,
    "E": Keys.scale_summary,
    "e": Keys.scale_tasks,
    "d": Keys.delay,
    "s": Keys.delay,
    "u": Keys.filter_effective_user,
    "U": Keys.filter_any_user,
    "k": Keys.kill,
    "r": Keys.renice,
}
