"""read (bash builtins/read.def)."""

import re
from collections.abc import Callable

from kshell.shell.builtins.call import Call
from kshell.shell.builtins.declare import valid_name
from kshell.shell.expand.fields import BLANKS, DEFAULT_IFS, Fields
from kshell.shell.input import Bytes
from kshell.shell.variables import IndexedArray, ReadOnly
from kshell.uapi.signals import Signal
from kshell.uapi.termios import ECHO, ICANON

TIMED_OUT = 128 + Signal.SIGALRM
NSEC_PER_SEC = 1_000_000_000

Character = tuple[str, bool]


class TimeOut(Exception):
    """read -t: the time is over."""


class Reading:
    """What one call of read wants: options, and the characters that have come, each with whether it was escaped."""

    def __init__(self, call: Call, options: dict[str, str]) -> None:
        self.raw = "r" in options
        self.delimiter = options["d"][:1] or "\0" if "d" in options else "\n"
        self.exact = "N" in options
        self.count = int(options.get("N", options.get("n", "0")))
        self.characters: list[Character] = []
        self._call = call

    def run(self, fd: int) -> bool:
        """Read; whether it ended as it should, and not at the end of the file."""
        source, pending = Bytes(self._call.shell, fd), b""
        escaped = False
        try:
            while not (self.count and len(self.characters) >= self.count):
                byte = source.next()
                if not byte:
                    return False
                pending += byte
                try:
                    c = pending.decode()
                except UnicodeDecodeError:
                    if len(pending) < 4 and pending[0] >= 0xC0:
                        continue
                    c = pending.decode("utf-8", "surrogateescape")
                pending = b""
                if escaped:
                    escaped = False
                    if c != "\n":
                        self.characters.append((c, True))
                elif c == "\\" and not self.raw:
                    escaped = True
                elif c == self.delimiter and not self.exact:
                    return True
                elif c != "\0":
                    self.characters.append((c, False))
            return True
        finally:
            source.finish()

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(c for c, _ in self.characters)


def split_line(characters: list[Character], ifs: str, names: int) -> list[str]:
    """The words for so many names: the last gets the rest of the line, but for blanks of IFS around it."""
    blanks = "".join(c for c in ifs if c in BLANKS)
    out, at = list[str](), _skip(characters, 0, blanks)
    for _ in range(names - 1):
        start = at
        while at < len(characters) and (characters[at][1] or characters[at][0] not in ifs):
            at += 1
        out.append("".join(c for c, _ in characters[start:at]))
        at = _skip(characters, at, blanks)
        if at < len(characters) and not characters[at][1] and characters[at][0] in ifs:
            at = _skip(characters, at + 1, blanks)
    out.append(_rest(characters[at:], ifs, blanks))
    return out


def _skip(characters: list[Character], at: int, blanks: str) -> int:
    while at < len(characters) and not characters[at][1] and characters[at][0] in blanks:
        at += 1
    return at


def _rest(characters: list[Character], ifs: str, blanks: str) -> str:
    """What the last name gets; a single separator at its very end goes too."""
    end = len(characters)
    while end and not characters[end - 1][1] and characters[end - 1][0] in blanks:
        end -= 1
    last = characters[end - 1] if end else ("", True)
    if not last[1] and last[0] in ifs and not any(c in ifs and not e for c, e in characters[: end - 1]):
        end -= 1
        while end and not characters[end - 1][1] and characters[end - 1][0] in blanks:
            end -= 1
    return "".join(c for c, _ in characters[:end])


def _read(call: Call) -> int:
    options = dict(call.options("ersa:d:i:n:N:p:t:u:"))
    shell = call.shell
    problem = _wrong_option(call, options)
    if problem:
        return problem
    fd = int(options.get("u", "0"))
    if options.get("p") and shell.sys.isatty(fd):
        shell.p.err(options["p"])
    reading = Reading(call, options)
    try:
        whole = _at_terminal(call, options, fd, lambda: _timed(call, options, lambda: reading.run(fd)))
        status = int(not whole)
    except TimeOut:
        status = TIMED_OUT
    except OSError as error:
        call.complain(f"read error: {fd}: {error.strerror}")
        return 1
    try:
        return _store(call, options, reading) or status
    except ReadOnly as problem_:
        shell.complain(f"{problem_.name}: readonly variable")
        return 1


def _wrong_option(call: Call, options: dict[str, str]) -> int:
    """The status after a message for an option's value that is wrong; 0."""
    for letter in "nN":
        if letter in options and not options[letter].isdecimal():
            call.complain(f"{options[letter]}: invalid number")
            return 1
    if "t" in options and not re.fullmatch(r"\d+\.?\d*|\.\d+", options["t"]):
        call.complain(f"{options['t']}: invalid timeout specification")
        return 1
    if "u" in options:
        if not options["u"].isdecimal():
            call.complain(f"{options['u']}: invalid file descriptor specification")
            return 1
        if int(options["u"]) not in call.shell.sys.open_fds():
            call.complain(f"{options['u']}: invalid file descriptor: Bad file descriptor")
            return 1
    for name in call.args:
        if not valid_name(name.partition("[")[0]):
            call.complain(f"`{name}': not a valid identifier")
            return 1
    return 0


def _at_terminal(call: Call, options: dict[str, str], fd: int, run: Callable[[], bool]) -> bool:
    """Read from a terminal that gives single characters (-n, -N, -d) or does not echo them (-s)."""
    sys = call.shell.sys
    off = (ICANON if set(options) & set("nNd") else 0) | (ECHO if "s" in options else 0)
    if not off or not sys.isatty(fd):
        return run()
    before = sys.tcgetattr(fd)
    sys.tcsetattr(fd, before._replace(lflag=before.lflag & ~off, vmin=1, vtime=0))
    try:
        return run()
    finally:
        sys.tcsetattr(fd, before)


def _timed(call: Call, options: dict[str, str], run: Callable[[], bool]) -> bool:
    """Read, but no longer than -t says; TimeOut."""
    sys, over = call.shell.sys, list[bool]()
    if "t" not in options:
        return _restarted(call, run)
    ns = int(float(options["t"]) * NSEC_PER_SEC)
    if not ns:
        return True
    old = sys.sigaction(Signal.SIGALRM, lambda sig: over.append(True))
    sys.alarm(ns)
    try:
        return run()
    except InterruptedError:
        if over:
            raise TimeOut from None
        raise
    finally:
        sys.alarm(0)
        sys.sigaction(Signal.SIGALRM, old)


def _restarted(call: Call, run: Callable[[], bool]) -> bool:
    """Read, whatever signals come in between, but for ^C: their traps run in the meantime."""
    while True:
        try:
            return run()
        except InterruptedError:
            call.shell.executor.attend()


def _store(call: Call, options: dict[str, str], reading: Reading) -> int:
    shell = call.shell
    ifs = shell.variables.get("IFS")
    ifs = DEFAULT_IFS if ifs is None else ifs
    if "a" in options:
        words = _all_words(reading.characters, ifs)
        shell.variables.writable(options["a"]).value = IndexedArray(enumerate(words))
        return 0
    if not call.args:
        shell.variables.set("REPLY", reading.text)
        return 0
    if reading.exact:
        words = [reading.text] + [""] * (len(call.args) - 1)
    else:
        words = split_line(reading.characters, ifs, len(call.args))
    for name, word in zip(call.args, words, strict=True):
        shell.assign_text(name, word)
    return 0


def _all_words(characters: list[Character], ifs: str) -> list[str]:
    """All words of a line, for read -a."""
    fields = Fields(ifs)
    for c, escaped in characters:
        if escaped:
            fields.add(c, quoted=True)
        else:
            fields.split(c)
    return ["".join(text for text, _ in field) for field in fields.finish()]


BUILTINS = {"read": _read}
