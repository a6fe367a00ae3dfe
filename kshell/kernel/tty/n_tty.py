"""The line discipline: from keys to what read() gives, and to signals (drivers/tty/n_tty.c)."""

import re
from collections import deque
from typing import TYPE_CHECKING

from kshell.kernel.kallsyms import traced
from kshell.kernel.sched.wait import WaitQueue
from kshell.kernel.signal import kill_pgrp
from kshell.kernel.time.clock import MAX_SCHEDULE_TIMEOUT, Timer
from kshell.uapi.signals import Signal
from kshell.uapi.termios import ECHO, ICANON, ICRNL, ISIG, IXON, SANE, Termios

if TYPE_CHECKING:
    from kshell.kernel.tty.tty import Tty

SIGNAL_KEYS = {"\x03": Signal.SIGINT, "\x1c": Signal.SIGQUIT, "\x1a": Signal.SIGTSTP}
EOF_KEY = "\x04"
ERASE_KEYS = "\x7f\b"
WORD_ERASE_KEY = "\x17"
KILL_KEY = "\x15"
START_KEY, STOP_KEY = "\x11", "\x13"
LAST_WORD = re.compile(r"\w*\W*$")
DECISECOND_NSEC = 100_000_000


class LineDiscipline:
    """What has been typed at one terminal and not been read; ``stopped`` is ^S."""

    def __init__(self, tty: "Tty") -> None:
        self.termios = SANE
        self.stopped = False
        self._tty = tty
        self._kernel = tty.kernel
        self._typed = ""
        self._ready: deque[str] = deque()
        self._wait = WaitQueue(tty.kernel.sched)

    # -- the tasks' side

    @property
    def ready(self) -> bool:
        """Whether read() would come back at once; an end of file is a line without text."""
        return bool(self._ready)

    @traced(
        "schedule_hrtimeout_range_clock+0x112/0x120", "do_select+0x67c/0x840", "core_sys_select+0x1ba/0x3b0",
        "do_pselect.constprop.0+0xe9/0x180", "__x64_sys_pselect6+0x53/0x80",
    )  # fmt: skip
    def select(self) -> None:
        """Wait until there is something to read, as readline does at a prompt. May sleep; Restart."""
        self._wait.wait_or_restart(lambda: self.ready or self._tty.hung_up)

    @traced("wait_woken+0x54/0x70", "n_tty_read+0x46c/0x5c0", "tty_read+0x134/0x300")
    def read(self, count: int) -> str:
        """A line, or as many keys as there are without ICANON; nothing at the end of file. May sleep; Restart."""
        if self.termios.lflag & ICANON:
            self._wait.wait_or_restart(lambda: self.ready or self._tty.hung_up)
        else:
            self._wait_for_keys()
        if self._tty.hung_up or not self._ready:
            return ""
        text = self._ready.popleft() if self.termios.lflag & ICANON else self._take_all()
        if len(text) > count:
            self._ready.appendleft(text[count:])
        return text[:count]

    def _wait_for_keys(self) -> None:
        """VMIN and VTIME: without VMIN the time runs from the call of read(), with it only keys are waited for."""
        vmin, vtime = self.termios.vmin, self.termios.vtime
        clock, now = self._kernel.clock, self._kernel.sched.local_clock()
        end = MAX_SCHEDULE_TIMEOUT if vmin else now + vtime * DECISECOND_NSEC
        timer = Timer(self._wait.wake_up)
        if vtime and not vmin:
            clock.start(timer, end)
        try:
            self._wait.wait_or_restart(lambda: self.ready or clock.now >= end or self._tty.hung_up)
        finally:
            timer.expires = 0

    def _take_all(self) -> str:
        text = "".join(self._ready)
        self._ready.clear()
        return text

    def set_termios(self, termios: Termios) -> None:
        """tcsetattr(3). What was typed and not read stays, as lines or as keys."""
        before, self.termios = self.termios, termios
        if not (termios.lflag ^ before.lflag) & ICANON:
            return
        text = self._take_all() + self._typed
        if termios.lflag & ICANON:
            *lines, self._typed = text.split("\n")
            self._ready += [f"{line}\n" for line in lines]
        else:
            self._typed = ""
            self._ready += [text] if text else []

    # -- the host's side

    def receive(self, keys: str) -> None:
        """Keys have been pressed."""
        for key in keys:
            if key == "\r" and self.termios.iflag & ICRNL:
                key = "\n"
            if key in SIGNAL_KEYS and self.termios.lflag & ISIG:
                self._signal(key)
            elif key in (START_KEY, STOP_KEY) and self.termios.iflag & IXON:
                self._start_or_stop(key)
            elif self.termios.lflag & ICANON:
                self._edit(key)
            else:
                self._echo(_shown(key))
                self._push(key)

    def _signal(self, key: str) -> None:
        self._typed = ""
        self._ready.clear()
        self._start_or_stop(START_KEY)
        self._echo(_shown(key))
        if self._tty.foreground:
            kill_pgrp(self._kernel, self._tty.foreground, SIGNAL_KEYS[key])

    def _start_or_stop(self, key: str) -> None:
        self.stopped = key == STOP_KEY
        self._wait.wake_up()

    def wait_until_started(self) -> None:
        """Sleep while ^S holds the output back; Restart."""
        if self.stopped:
            self._wait.wait_or_restart(lambda: not self.stopped or self._tty.hung_up)

    def _edit(self, key: str) -> None:
        """Put a key into the line that is being typed."""
        if key == "\n":
            self._echo(_shown(key))
            self._finish(self._typed + "\n")
        elif key == EOF_KEY:
            self._finish(self._typed)
        elif key in ERASE_KEYS:
            self._erase(1)
        elif key == WORD_ERASE_KEY and (word := LAST_WORD.search(self._typed)):
            self._erase(len(word[0]))
        elif key == KILL_KEY:
            self._erase(len(self._typed))
        else:
            self._typed += key
            self._echo(_shown(key))

    def _erase(self, count: int) -> None:
        kept = max(0, len(self._typed) - count)
        for key in reversed(self._typed[kept:]):
            self._echo("\b \b" * len(_shown(key)))
        self._typed = self._typed[:kept]

    def _echo(self, text: str) -> None:
        if self.termios.lflag & ECHO:
            self._tty.show(text)

    def _finish(self, line: str) -> None:
        self._typed = ""
        self._push(line)

    def _push(self, text: str) -> None:
        self._ready.append(text)
        self._wait.wake_up()

    def enter(self, line: str) -> None:
        """A whole line has come from an editor that has shown it."""
        self._finish(line)

    def take_typed(self) -> str:
        """The unfinished line, for an editor to go on with."""
        typed, self._typed = self._typed, ""
        return typed

    def wake_up(self) -> None:
        """Let readers and writers look at the terminal again."""
        self._wait.wake_up()


def _shown(key: str) -> str:
    """ECHOCTL: control characters as ``^C``, but for newline and tab."""
    return key if (key >= " " and key != "\x7f") or key in "\n\t" else f"^{chr(ord(key) ^ 64)}"
