"""less: look through text, forwards and backwards (less 590)."""

from bisect import bisect_left

from kshell.uapi.signals import Signal
from kshell.userland.less.pager import Keyboard, screen_lines
from kshell.userland.libc import getopt
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.posix_regex import BadRegex, Regex, translate
from kshell.userland.process import Process

USAGE = """\
      less [-FNRS] [+G] [file]...

      SPACE, f   forward one screen        b   backward one screen
      ENTER, j   forward one line          k   backward one line
      g          first line                G   last line
      /pattern   search forwards           n   search again
      q          quit
"""
LONG = {"quit-if-one-screen": "F", "LINE-NUMBERS": "N", "RAW-CONTROL-CHARS": "R", "chop-long-lines": "S"}
FORWARD, BACK = (" ", "f", "\x06", "\x16", "\x1b[6~"), ("b", "\x02", "\x1b[5~")
DOWN, UP = ("\n", "\r", "j", "e", "\x1b[B"), ("k", "y", "\x1b[A")
FIRST, LAST = ("g", "<", "\x1b[H", "\x1b[1~"), ("G", ">", "\x1b[F", "\x1b[4~")
HOME_AND_CLEAR, REVERSE, NORMAL, CLEAR_LINE = "\x1b[H\x1b[J", "\x1b[7m", "\x1b[27m", "\r\x1b[K"
IGNORED = "iIeEmMnNqQXwcCaAKJgGsSu"


def main(p: Process) -> int:
    words = [word for word in p.args if not word.startswith("+")]
    try:
        options, files = getopt.parse(words, "FR" + IGNORED, (*LONG, "help", "version"))
    except getopt.UsageError as error:
        p.err(f'There is no {str(error).rpartition(" ")[2].strip(chr(39))} option ("less --help" for help)\n')
        return 1
    given = dict(short_names(options, LONG))
    if given.keys() & {"help", "version"}:
        p.out(USAGE if "help" in given else "less 590 (GNU regular expressions)\n")
        return 0
    if not files and p.sys.isatty(0):
        p.err('Missing filename ("less --help" for help)\n')
        return 1
    texts = [(name, text) for name in files or ["-"] if (text := _read(p, name)) is not None]
    if not texts and p.sys.isatty(1):
        return 1
    if not p.sys.isatty(1):
        p.out("".join(text for _, text in texts))
        return 0
    for number, (name, text) in enumerate(texts, 1):
        label = "" if name == "-" else name + (f" (file {number} of {len(texts)})" if len(texts) > 1 else "")
        pager = _Pager(p, text, label, set(given))
        if pager.fits and "F" in given:
            p.out(text)
        else:
            pager.run(at_end="+G" in p.args)
    return 0


def _read(p: Process, name: str) -> str | None:
    """What is in a file; None after a message."""
    try:
        if name == "-":
            return p.read_all(0).decode("utf-8", "surrogateescape")
        return p.read_text(name)
    except OSError as failed:
        p.err(f"{name} is a directory\n" if failed.errno == 21 else f"{name}: {failed.strerror}\n")
        return None


class _Pager:
    """A text on the screen: ``_top`` is the number of its first line there."""

    def __init__(self, p: Process, text: str, label: str, flags: set[str]) -> None:
        self._p = p
        if "N" in flags:
            text = "".join(f"{number:7} {line}" for number, line in enumerate(text.splitlines(keepends=True), 1))
        self._text = text.splitlines(keepends=True)
        self._chop = "S" in flags
        self._rows = self._top = 0
        self._lines: list[str] = []
        self._sources: list[int] = []
        self._fit()
        self._label = label
        self._pattern: Regex | None = None
        self._message = ""

    def _fit(self) -> None:
        """Cut the text for the window as it is now; the line at the top stays there. ``_sources`` are its numbers."""
        number = self._sources[self._top] if self._top < len(self._sources) else 0
        self._rows, columns = self._p.sys.winsize(1)
        cut = [screen_lines(line, 1 << 30 if self._chop else columns) for line in self._text]
        self._lines = [piece for pieces in cut for piece in pieces]
        self._sources = [n for n, pieces in enumerate(cut) for _ in pieces]
        self._top = min(bisect_left(self._sources, number), self._last_top)

    @property
    def _page(self) -> int:
        return max(self._rows - 1, 1)

    @property
    def _last_top(self) -> int:
        return max(len(self._lines) - self._page, 0)

    @property
    def fits(self) -> bool:
        """Whether all of it is on one screen."""
        return len(self._lines) <= self._page

    def run(self, *, at_end: bool) -> None:
        """Show the text until q is pressed. ^C gives up what is being typed; another size is seen at once."""
        keyboard = Keyboard(self._p)
        for caught in (Signal.SIGWINCH, Signal.SIGINT):
            self._p.sys.sigaction(caught, lambda sig: None)
        self._top = self._last_top if at_end else 0
        try:
            while True:
                self._draw()
                try:
                    key = keyboard.read()
                    if key in ("q", "Q", ""):
                        self._p.out(CLEAR_LINE)
                        return
                    self._do(key, keyboard)
                except InterruptedError:
                    self._fit()
        finally:
            keyboard.restore()

    def _draw(self) -> None:
        shown = self._lines[self._top : self._top + self._page]
        empty = "~\n" * (self._page - len(shown))
        end = self._top >= self._last_top
        prompt = self._message or ("(END)" if end else self._label or ":")
        self._label = ""
        self._message = ""
        self._p.out(
            HOME_AND_CLEAR + "".join(shown) + empty + (prompt if prompt == ":" else f"{REVERSE}{prompt}{NORMAL}")
        )

    def _do(self, key: str, keyboard: Keyboard) -> None:
        """What a key asks for."""
        steps = {**dict.fromkeys(FORWARD, self._page), **dict.fromkeys(BACK, -self._page)}
        steps |= {**dict.fromkeys(DOWN, 1), **dict.fromkeys(UP, -1), "d": self._page // 2, "u": -(self._page // 2)}
        if key in steps:
            self._top = max(0, min(self._top + steps[key], self._last_top))
        elif key in FIRST:
            self._top = 0
        elif key in LAST:
            self._top = self._last_top
        elif key in ("/", "?"):
            self._ask(key, keyboard)
        elif key in ("n", "N"):
            self._find(1 if key == "n" else -1)

    def _ask(self, sign: str, keyboard: Keyboard) -> None:
        """Take a pattern, and look for it forwards or (``?``) backwards."""
        text = ""
        self._p.out(CLEAR_LINE + sign)
        while (key := keyboard.read()) not in ("\n", "\r", ""):
            if key in ("\x7f", "\b"):
                if not text:
                    return
                text = text[:-1]
                self._p.out("\b \b")
            elif key.isprintable():
                text += key
                self._p.out(key)
        try:
            self._pattern = Regex(translate(text, extended=True)) if text else self._pattern
        except BadRegex as bad:
            self._message = f"{bad}  (press RETURN)"
            return
        self._find(1 if sign == "/" else -1)

    def _find(self, step: int) -> None:
        if self._pattern is None:
            self._message = "No previous regular expression  (press RETURN)"
            return
        places = range(self._top + 1, len(self._lines)) if step > 0 else range(self._top - 1, -1, -1)
        for at in places:
            if self._pattern.matches(self._lines[at].rstrip("\n")):
                self._top = at
                return
        self._message = "Pattern not found  (press RETURN)"
