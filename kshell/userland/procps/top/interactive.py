"""top at a terminal: a screen that is drawn again and again, and keys that change what it shows."""

import re
from collections.abc import Sequence

from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import SIG_DFL
from kshell.userland.process import Process
from kshell.userland.procps.top.frame import chosen, header, line, plain, summary
from kshell.userland.procps.top.keys import Keys
from kshell.userland.procps.top.options import Options
from kshell.userland.procps.top.sample import Sampler

FIRST_DECISECONDS = 2
LONGEST_DECISECONDS = 255
DUMB = ("", "dumb")
BOLD, NORMAL, REVERSE = "\x1b[1m", "\x1b[m", "\x1b[7m"
HOME, CLEAR_LINE, CLEAR_BELOW = "\x1b[H", "\x1b[K", "\x1b[J"


def run(p: Process, options: Options) -> int:
    """Show frames until a key or the option n ends it; the exit status."""
    if not p.env.get("TERM"):
        p.err("TERM environment variable not set.\n")
        return 1
    try:
        p.sys.tcgetattr(0)
    except OSError:
        p.err(f"{p.name}: failed tty get\n")
        return 1
    return Screen(p, options).run()


class Screen:
    """The terminal and what is on it. ``message`` stands between the summary and the processes until the next frame."""

    def __init__(self, p: Process, options: Options) -> None:
        self.p = p
        self.options = options
        self.message = ""
        self.done = False
        self.first_pid = 0
        self.offset = 0
        self._sane = p.sys.tcgetattr(0)
        self._summary: Sequence[str] = ()
        self._sampler = Sampler(p)
        self._keys = Keys(self)

    def run(self) -> int:
        """Draw frames and take keys."""
        sys = self.p.sys
        for sig in (Signal.SIGINT, Signal.SIGTERM, Signal.SIGHUP, Signal.SIGQUIT):
            sys.sigaction(sig, lambda sig: self._end())
        sys.sigaction(Signal.SIGTSTP, lambda sig: self._pause())
        sys.sigaction(Signal.SIGWINCH, lambda sig: None)
        self._sampler.cpus()
        self._sampler.rows(self.options)
        self._wait(FIRST_DECISECONDS)
        try:
            while not self.done:
                self._draw()
                self.options.iterations -= 1
                if not self.options.iterations:
                    break
                self._wait(max(int(self.options.delay * 10), 1))
        finally:
            sys.tcsetattr(0, self._sane)
        self.p.out("\n")
        return 0

    def _end(self) -> None:
        self.done = True

    def _pause(self) -> None:
        """^Z: give the terminal back as it was, and stop."""
        sys = self.p.sys
        sys.tcsetattr(0, self._sane)
        sys.sigaction(Signal.SIGTSTP, SIG_DFL)
        sys.kill(sys.getpid(), Signal.SIGTSTP)
        sys.sigaction(Signal.SIGTSTP, lambda sig: self._pause())

    # -- keys

    def _wait(self, deciseconds: int) -> None:
        """Wait for a key, a signal or the end of the time, and do what the key says."""
        while deciseconds > 0 and not self.done:
            step = min(deciseconds, LONGEST_DECISECONDS)
            self.p.sys.tcsetattr(0, self._sane.cbreak(vmin=0, vtime=step))
            try:
                typed = self.p.sys.read(0)
            except InterruptedError:
                return
            if typed:
                for key in re.findall(r"\x1b\[[0-9]*[A-Z~]|.", typed.decode("utf-8", "replace"), re.DOTALL):
                    self._keys.press(key)
                return
            deciseconds -= step

    def ask(self, prompt: str) -> str:
        """Ask for a line in the message row; empty if it is empty or was given up."""
        self.p.sys.tcsetattr(0, self._sane)
        row = len(self._summary) + 1
        self.p.out(f"\x1b[{row};1H{CLEAR_LINE}{BOLD}{prompt}{NORMAL} " if self._can_move else f"{prompt} ")
        try:
            return self.p.sys.read(0).decode("utf-8", "replace").strip()
        except InterruptedError:
            self.done = False
            return ""

    def show_page(self, text: str) -> None:
        """Show a page of text until a key is pressed."""
        self.p.out((HOME + CLEAR_BELOW if self._can_move else "") + text)
        self.p.sys.tcsetattr(0, self._sane.cbreak())
        try:
            self.p.sys.read(0)
        except InterruptedError:
            return

    # -- drawing

    @property
    def _can_move(self) -> bool:
        """Whether the terminal can be drawn over."""
        return self.p.env.get("TERM", "") not in DUMB

    def _draw(self) -> None:
        lines, columns = self.p.sys.winsize(1)
        rows = self._sampler.rows(self.options)
        self._summary = summary(self.p, self.options, rows, self._sampler.cpus(), self._sampler.memory())
        shown = chosen(self.options, rows)
        self.offset = max(min(self.offset, len(shown) - 1), 0)
        shown = shown[self.offset :]
        self.first_pid = shown[0].proc.pid if shown else 0
        room = lines - len(self._summary) - 2
        processes = [(line(self.options, row, columns), row.proc.state == "R") for row in shown[: max(room, 0)]]
        if not self._can_move:
            texts = [*(plain(text) for text in self._summary), self.message, header(columns)]
            self.p.out("\n".join([text[:columns] for text in texts] + [text for text, _ in processes]) + "\n")
        else:
            top = [_bold(text, columns) for text in self._summary]
            top += [f"{BOLD}{self.message}{NORMAL}", f"{REVERSE}{header(columns).ljust(columns)}{NORMAL}"]
            top += [f"{BOLD}{text}{NORMAL}" if running else text for text, running in processes]
            self.p.out(HOME + f"{CLEAR_LINE}\n".join(top) + CLEAR_LINE + CLEAR_BELOW)
        self.message = ""


def _bold(text: str, columns: int) -> str:
    """A line of the summary as a terminal shows it, cut to the screen's width."""
    out, left = "", columns
    for part in re.split("(~[1-8])", text):
        if re.fullmatch("~[1-8]", part):
            out += BOLD if part in ("~1", "~3") else NORMAL
        else:
            out += part[:left]
            left -= len(part[:left])
    return out + NORMAL
