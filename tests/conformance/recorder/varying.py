"""What of a line varies from one run of Linux to the next: stamps, pids, addresses, times, amounts.

A line is cut into fields that vary and the text between them. Two lines are alike when all but the fields agree; in a
column (two spaces before it, or at the left edge) a field keeps its right end.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tests.conformance.recorder.table import Table

PID = "pid"
STAMP = "stamp"
TERMINALS = ("terminal 1", "terminal 2")
COUNT = "count"
SHELL = "shell"
FREE = (COUNT, SHELL)  # they stand at no column's right
LISTED = "listed"  # a number of ls -l: it must agree, but the widest one says how many spaces are before it
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"

# kind, and where it stands: each group is a field, or the whole where there is none; of two that overlap the first is
_RULES = [
    (kind, re.compile(regex))
    for kind, regex in [
        (STAMP, r"\[ *\d+\.\d{6}(?: <[ \d.]+>)?\]|\[ +\+\d+\.\d{6}\]"),
        (STAMP, rf"\[{_MONTH}\d+ [\d:]+\]|\[\w{{3}} {_MONTH} +\d+ [\d:]+ \d{{4}}\]"),
        (PID, r"(?i:\b\w*(?:pid|tgid|pgid|nssid)(?::\s*|\s+))(\d+)"),
        (PID, r"/proc/(\d+)"),
        (PID, r"self -> (\d+)"),
        (PID, r"task \S+?:(\d+) blocked"),
        (PID, r"\[[\w/-]+:(\d+)\]"),
        (PID, r"\w\[(\d+)\] exited"),
        (PID, r"\w/(\d+)/0x"),
        (PID, r"kill: \(?-?(\d+)(?:\)|abc)"),
        (PID, r"^\[\d+\][+-]?\s+(\d+)\b"),
        (PID, r"\((\d+), #threads"),
        (PID, r"\w \((\d+)\): drop_caches"),
        (PID, r": line \d+: +(\d+) \w+"),
        (PID, r"^(\d+) \(.*\) [A-Z] (\d+)(?: -?\d+){5} \d+ .*"),  # /proc/PID/stat
        ("date", rf"{_MONTH} +\d+ (?:\d\d:\d\d(?::\d\d)?(?: \d{{4}})?|\d{{4}})\b"),
        ("uptime", r"\bup .*?(?=, +\d+ user)"),
        ("users", r"\d+ users?\b"),
        ("duration", r"\b\d+m[\d.]+s\b"),
        ("time", r"\b\d+:\d\d(?::\d\d)?(?:\.\d+)?\b"),
        ("host", r"Linux (\S+) 6\."),
        ("release", r"\b6\.\d+\.\d+[\w.+-]*(?: +#\d+.*)?"),
        ("number", r"(?<![\d.])\d+\.\d+(?![\d.])"),
        ("cpu", r"\b(?:CPU(?:: |#)|cpu )(\d+)"),
        ("source", r"\bat (\S*?)[\w-]+\.((?:c|py):\d+)"),
        ("offset", r"\+(0x[0-9a-f]+/0x[0-9a-f]+)"),
        ("worker", r"\bkworker/[\w:+-]+"),
        ("idle", r"\bswapper/\d+"),
        ("number", r"stuck for (\d+)"),
        ("size", r"\b\d+(?= kB\b)"),
        ("version", r"^srcversion:\s+(\S+)"),
        ("number", r"^SigQ:\s+\d+/(\d+)|ctxt_switches:\s+(\d+)"),
        ("size", r"^\w+ (\d+) -?\d+ \S+ (?:Live|Loading|Unloading) "),
        ("number", r"\d+(?= ms of|(?: of \d+)? ticks left)"),
        ("number", r"awake, left (\d+)|counter (\d+) \(wrong"),
        ("number", r"^\d+\.\d\d \d+\.\d\d \d+\.\d\d (\d+/\d+) (\d+)$"),  # /proc/loadavg: tasks, the last pid
        ("number", r"\bns_last_pid \d+ (\d+)"),
        ("size", r"\b(?:file-max|file-nr|\w+_kbytes) \d+ (\d+)(?:\t(\d+)\t(\d+))?$"),
        ("size", r"\bsize=(\d+)k,nr_inodes=(\d+)"),
        ("uuid", r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"),
        ("host", r"\b(?:lab|kshell)$"),
        ("terminal 1", r"\b(?:ttyS0|tty1|pts/0)\b"),
        ("terminal 2", r"\b(?:ttyS1|tty2|pts/1)\b"),
        (SHELL, r"\bbash(?: --noprofile --norc -i)?(?=$| *\|)"),
        ("register", r"\b(?:R[A-DSI0-9][XIP0-9]|[CD]R\d|FS|GS|knlGS|EFLAGS|CS|DS|ES|PKRU|ORIG_RAX): *([0-9a-f]+)"),
        ("code", r"\bCode: (.*)"),
        ("pages", r"\b(?:PGD|P4D) (.*)"),
    ]
]
_LONG_LISTING = re.compile(r"[-dlcbp][-rwxsStT]{9} +(\d+) \S+ +\S+ +(\d+(?:, +\d+)?) ")
_COUNTERS = re.compile(r"(?:cpu\d*|ctxt|btime|processes|softirq|intr) | *\w+:(?: +\d+)+|[\w.]+ +: +-?[\d.]+$")
_COUNTS = re.compile(r"/proc/(?:stat|interrupts|softirqs|\S+/sched)\b")
_NO_ADDRESSES = re.compile(r"(Sig|Shd|Cap)\w+:")
_ADDRESS = re.compile(r"\b(?:0x)?(?P<digits>[0-9a-f]+)\b")
_SIZE_OF_MODULE = re.compile(r"^\w+ +(\d+) +-?\d+")
_TOP = re.compile(r"top -|Tasks:|%Cpu|MiB ")
_PROC_STAT = re.compile(r"\d+ \(.*\) [A-Z](?: -?\d+){45,}")
_PRINTS_PIDS = re.compile(r"pgrep|pidof|\$!|/task|jobs -p")


class Field(NamedTuple):
    """A part of a line that varies, and what it is; ``right``: it stands at the right of a column."""

    start: int
    end: int
    kind: str
    right: bool = False


class Cut(NamedTuple):
    """A line with its fields in order."""

    text: str
    fields: tuple[Field, ...]

    @property
    def pids(self) -> list[str]:
        return [self.text[field.start : field.end] for field in self.fields if field.kind == PID]

    @property
    def shape(self) -> tuple[str, ...]:
        """What must agree."""
        parts, between = [], self.between
        for n, field in enumerate(self.fields):
            size, spaces = field.end - field.start, _spaces(between[n][::-1])
            left, right = 0, 0
            behind = _spaces(between[n + 1])
            if field.kind == LISTED:
                parts += [between[n].rstrip(" "), re.sub(" +", " ", self.text[field.start : field.end])]
                continue
            if field.kind in TERMINALS and behind > 1:
                left = size + behind
            elif field.right or (field.kind not in FREE and (spaces > 1 or 1 == spaces == field.start)):
                right = spaces + size
            elif behind > 1:
                left = size + behind
            plain = between[n].rstrip(" ") if right else between[n]
            parts += [plain, f"{field.kind} {left} {right}"]
            between[n + 1] = between[n + 1].lstrip(" ") if left else between[n + 1]
        return (*parts, between[-1])

    @property
    def open(self) -> str:
        """The line with its fields left open."""
        between = self.between
        return between[0] + "".join("[..]" + text for text in between[1:])

    @property
    def between(self) -> list[str]:
        """The text before the first field, between two, and behind the last."""
        ends = [0, *(field.end for field in self.fields)]
        starts = [*(field.start for field in self.fields), len(self.text)]
        return [self.text[end:start] for end, start in zip(ends, starts, strict=True)]


def _spaces(text: str) -> int:
    """How many spaces a text begins with."""
    return len(text) - len(text.lstrip(" "))


def cut(text: str, command: str, table: Table) -> Cut:
    """Find the fields of a line that a command printed; ``table`` follows the command's rows."""
    fields: list[Field] = []
    for field in _found(text, command, table):
        if all(field.end <= other.start or other.end <= field.start for other in fields):
            fields.append(field)
    return Cut(text, tuple(sorted(fields)))


def _found(text: str, command: str, table: Table) -> Iterator[Field]:
    """All fields, the surest first."""
    yield from (Field(*cell, right=True) for cell in table.cells(text, command))
    yield from _by_command(text, command)
    for kind, rule in _RULES:
        for found in rule.finditer(text):
            for group in range(1 if rule.groups else 0, rule.groups + 1):
                if found.start(group) >= 0:
                    yield Field(found.start(group), found.end(group), kind)
    if not _NO_ADDRESSES.match(text):
        for found in _ADDRESS.finditer(text):
            if (found[0].startswith("0x") or len(found["digits"]) == 16) and int(found["digits"], 16) > 0xFFFF:
                yield Field(found.start(), found.end(), "address")


def _by_command(text: str, command: str) -> Iterator[Field]:
    """What varies in the output of a few programs and files alone."""
    if "lsmod" in command and (found := _SIZE_OF_MODULE.match(text)):
        yield Field(*found.span(1), "size")
    if found := _LONG_LISTING.match(text):
        yield from (Field(*found.span(group), LISTED) for group in (1, 2))
    if _COUNTS.search(command) and _COUNTERS.match(text):
        numbers = re.finditer(r"(?<= )-?\d[\d.]*$|(?<= )\d+", text)
        yield from (Field(*found.span(), COUNT, right=":" in text) for found in numbers)
    if _TOP.match(text):
        yield from (Field(*found.span(), "number", right=True) for found in re.finditer(r"(?<![\w.])[\d.:]+", text))
    if _PROC_STAT.match(text):
        behind = text.rindex(")") + 5
        yield from (Field(*found.span(), "number") for found in re.finditer(r"\d+", text) if found.start() > behind)
    if _PRINTS_PIDS.search(command):
        pids = list(re.finditer(r"\d+", text)) if re.fullmatch(r"[\d ]+", text) else []
        if not pids and (found := re.match(r"\d+(?= \S)", text)):
            pids = [found]
        yield from (Field(*pid.span(), PID) for pid in pids if "$?" not in command or int(pid[0]) > 1)
