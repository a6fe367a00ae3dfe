"""How dmesg shows a record of the log: time stamps, decoding, colours, JSON (util-linux 2.38.1, dmesg.c)."""

from kshell.userland.libc.localtime import Tm, gmtime, strftime
from kshell.userland.util_linux.kmsg import FACILITIES, LEVELS, Record

RESET = "\x1b[0m"
TIME, TIMEBREAK, SUBSYSTEM = "\x1b[32m", "\x1b[32m\x1b[1m", "\x1b[33m"
OF_LEVEL = {1: "\x1b[7m\x1b[31m", 2: "\x1b[1m\x1b[31m", 3: "\x1b[31m", 4: "\x1b[1m"}
SEGFAULT = "\x1b[2m\x1b[31m"

USEC_PER_SEC = 1_000_000


class Formatter:
    """Turns records into text; remembers the last one for time differences.

    ``time_format`` is ``time`` (seconds since boot), ``ctime``, ``reltime``, ``iso`` or ``notime``; ``boot`` is the
    second since 1970 that the machine was booted in.
    """

    def __init__(self, time_format: str, boot: int, *, show_delta: bool, decode: bool, raw: bool, prefix: bool) -> None:
        self.time_format = time_format
        self.show_delta = show_delta
        self.decode = decode
        self.raw = raw
        self.prefix = prefix
        self.color = False
        self.escape = True
        self._boot = boot
        self._last_usec = 0
        self._last_minute = (0, 0, 0)

    def text(self, record: Record) -> str:
        """The lines of a record, each with its newline."""
        if not record.text:
            return "\n"
        decoded = self._decoded(record)
        stamp, is_break = self._stamp(record)
        shown = self._colored(stamp, TIMEBREAK if is_break else TIME) if stamp else ""
        if not self.prefix:
            return decoded + shown + self._message(record, record.text, len(decoded) + len(stamp)) + "\n"
        later = self._colored("[  +0.000000] ", TIME) if self.time_format == "reltime" and not self.raw else shown
        lines = [line for line in record.text.split("\n") if line]
        return "".join(
            f"{decoded}{later if number else shown}{self._message(record, line, 0)}\n"
            for number, line in enumerate(lines)
        )

    def _decoded(self, record: Record) -> str:
        if not self.decode or self.raw or not record.named:
            return ""
        return f"{FACILITIES[record.facility]:<6}:{LEVELS[record.level]:<6}: "

    def _stamp(self, record: Record) -> tuple[str, bool]:
        """The time stamp, and whether it is the first of a minute in the format ``reltime``."""
        seconds, usec = divmod(record.usec, USEC_PER_SEC)
        if self.raw:
            facility = record.facility if record.facility <= len(FACILITIES) else -1
            return f"<{facility | record.level}>[{seconds:5}.{usec:06}] ", False
        if self.time_format == "reltime":
            return self._relative(record)
        if self.time_format == "iso":
            tm = gmtime((self._boot + seconds) * 1_000_000_000)
            return strftime("%Y-%m-%dT%H:%M:%S", tm) + f",{usec:06}+00:00 ", False
        stamp = ""
        if self.time_format == "time":
            stamp = f"{seconds:5}.{usec:06}"
        elif self.time_format == "ctime":
            stamp = strftime("%a %b %e %H:%M:%S %Y", self._tm(record))
        if self.show_delta:
            stamp += f"{stamp and ' '}<{self._delta(record) / USEC_PER_SEC:12.6f}>"
        return f"[{stamp}] " if stamp else "", False

    def _relative(self, record: Record) -> tuple[str, bool]:
        tm = self._tm(record)
        delta = self._delta(record)
        minute = (tm.yday, tm.hour, tm.min)
        changed, self._last_minute = minute != self._last_minute, minute
        if changed:
            return strftime("[%b%e %H:%M] ", tm), True
        seconds = delta / USEC_PER_SEC
        return (f"[  {seconds:+8.6f}] " if delta < 10 * USEC_PER_SEC else f"[ {seconds:+9.6f}] "), False

    def _tm(self, record: Record) -> Tm:
        return gmtime((self._boot + record.usec // USEC_PER_SEC) * 1_000_000_000)

    def _delta(self, record: Record) -> int:
        """Microseconds since the record before, 0 for the first."""
        delta = record.usec - self._last_usec if self._last_usec else 0
        self._last_usec = record.usec
        return delta

    def _colored(self, text: str, color: str) -> str:
        return f"{color}{text}{RESET}" if self.color and color else text

    def _message(self, record: Record, text: str, indent: int) -> str:
        """A message with later lines indented; in colour the part up to the first ``: `` stands out."""
        if not self.color:
            return self._safe(text, indent)
        colon = text.find(": ")
        subsystem = text[: colon + 2] if 0 <= colon < len(text) - 2 else ""
        rest = text[len(subsystem) :]
        color = OF_LEVEL.get(record.level, SEGFAULT if "segfault at" in rest else "")
        head = self._colored(self._safe(subsystem, indent), SUBSYSTEM) if subsystem else ""
        return head + self._colored(self._safe(rest, indent), color)

    def _safe(self, text: str, indent: int) -> str:
        r"""The text with unprintable characters as ``\xNN``."""
        if self.escape and not text.isprintable():
            text = "".join(c if c.isprintable() or c in " \t\n\v\f\r" else _hex(c) for c in text)
        return text.replace("\n", "\n" + " " * indent)


def json_object(record: Record, *, decode: bool) -> str:
    """A record as a member of dmesg -J's list, without the braces that the members share."""
    seconds, usec = divmod(record.usec, USEC_PER_SEC)
    members = []
    if record.named and decode:
        members = [f'"fac": "{FACILITIES[record.facility]}"', f'"pri": "{LEVELS[record.level]}"']
    elif record.named:
        members = [f'"pri": {record.facility | record.level}']
    members += [f'"time": {seconds:5}.{usec:06}', f'"msg": "{_json(record.text)}"']
    return ",\n".join(" " * 9 + member for member in members) + "\n"


def _json(text: str) -> str:
    short = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "".join(short.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 32 else c) for c in text)


def _hex(char: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in char.encode("utf-8", "surrogateescape"))
