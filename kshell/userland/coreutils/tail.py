"""tail: the last part of files, and what is added to them (coreutils 9.1)."""

import re
from collections import deque
from typing import NamedTuple

from kshell.uapi.fcntl import S_ISDIR, S_ISFIFO
from kshell.userland import coreutils
from kshell.userland.coreutils.duration import parse_duration
from kshell.userland.coreutils.follow import Followed, Follower
from kshell.userland.coreutils.inputs import byte_lines
from kshell.userland.gnulib.counts import BadCount, count
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: {name} [OPTION]... [FILE]...
Print the last 10 lines of each FILE to standard output.
With more than one FILE, precede each with a header giving the file name.

With no FILE, or when FILE is -, read standard input.

  -c, --bytes=[+]NUM       output the last NUM bytes; or use -c +NUM to
                             output starting with byte NUM of each file
  -f, --follow[={{name|descriptor}}]
                           output appended data as the file grows;
                             an absent option argument means 'descriptor'
  -F                       same as --follow=name --retry
  -n, --lines=[+]NUM       output the last NUM lines, instead of the last 10;
                             or use -n +NUM to output starting with line NUM
      --pid=PID            with -f, terminate after process ID, PID dies
  -q, --quiet, --silent    never output headers giving file names
      --retry              keep trying to open a file if it is inaccessible
  -s, --sleep-interval=N   with -f, sleep for approximately N seconds
                             (default 1.0) between iterations
  -v, --verbose            always output headers giving file names
  -z, --zero-terminated    line delimiter is NUL, not newline
      --help        display this help and exit
      --version     output version information and exit
"""
LONG = {
    "bytes=": "c",
    "follow=": "f",
    "lines=": "n",
    "pid=": "p",
    "quiet": "q",
    "retry": "r",
    "silent": "q",
    "sleep-interval=": "s",
    "verbose": "v",
    "zero-terminated": "z",
}


class Part(NamedTuple):
    """How much: the last ``number`` lines or bytes, or all from that one on."""

    lines: bool = True
    number: int = 10
    onward: bool = False


class Request(NamedTuple):
    """What was asked for."""

    part: Part
    end: bytes
    headers: str
    follow: str
    retry: bool
    pid: int
    interval: int


class Wrong(Exception):
    """An option's argument that tail refuses; the text is the message."""


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "c:fFn:qs:vz", tuple(LONG), USAGE, args=_modern(p.args))
    if isinstance(parsed, int):
        return parsed
    options, files = parsed
    try:
        request = _request(short_names(options, LONG))
    except Wrong as wrong:
        p.err(f"tail: {wrong}\n")
        return 1
    with Stdout(p, unbuffered=bool(request.follow)) as out:
        return _Tail(p, out, request).files(files or ["-"])


def _modern(words: list[str]) -> list[str]:
    """The arguments as of today: ``-n 5`` for a first ``-5`` (``+5``, ``-5f``, ``-5c``), a value for ``--follow``."""
    old = re.fullmatch(r"([-+])(\d*)([cl]?)(f?)", words[0]) if words and words[0] not in ("-", "+") else None
    if old is not None and (old[2] or old[1] == "+"):
        sign = "+" if old[1] == "+" else ""
        words = ["-c" if old[3] == "c" else "-n", sign + (old[2] or "10"), *(["-f"] if old[4] else []), *words[1:]]
    return ["--follow=descriptor" if word == "--follow" else word for word in words]


def _request(options: list[tuple[str, str]]) -> Request:
    """What the options ask for; Wrong."""
    part, given = Part(), dict(options)
    for letter, value in options:
        if letter in "cn":
            part = _part(letter, value)
    interval, pid = parse_duration(given.get("s", "1")), given.get("p", "0")
    if interval is None:
        raise Wrong(f"invalid number of seconds: '{given['s']}'")
    if not pid.isdigit():
        raise Wrong(f"invalid PID: '{pid}'")
    headers = next((letter for letter, _ in reversed(options) if letter in "qv"), "")
    follow = "name" if "F" in given else (given["f"] or "descriptor") if "f" in given else ""
    end = b"\0" if "z" in given else b"\n"
    return Request(part, end, headers, follow, bool({"F", "r"} & given.keys()), int(pid), interval)


def _part(letter: str, value: str) -> Part:
    try:
        return Part(letter == "n", count(value.lstrip("+-")), value.startswith("+"))
    except BadCount:
        raise Wrong(f"invalid number of {'lines' if letter == 'n' else 'bytes'}: '{value}'") from None


class _Tail:
    def __init__(self, p: Process, out: Stdout, request: Request) -> None:
        self._p = p
        self._out = out
        self._request = request

    def files(self, names: list[str]) -> int:
        """Print the ends of files, and what comes behind them if that is asked for; the exit status."""
        request = self._request
        named = request.headers == "v" or (len(names) > 1 and request.headers != "q")
        follower = Follower(self._p, self._out, request.interval, request.pid, named=named, retry=request.retry)
        status = 0
        for name in names:
            followed = self._open(name)
            status |= self._end(followed, follower)
            follower.add(followed)
        if not request.follow or (names == ["-"] and S_ISFIFO(self._p.sys.fstat(0).mode)):
            return status
        return max(status, follower.follow())

    def _open(self, name: str) -> Followed:
        try:
            fd = 0 if name == "-" else self._p.sys.open(name)
        except OSError as failed:
            self._out.error(f"cannot open '{name}' for reading: {failed.strerror}")
            return Followed(name, None, by_name=self._request.follow == "name")
        return Followed(name, fd, by_name=self._request.follow == "name" and name != "-")

    def _end(self, followed: Followed, follower: Follower) -> int:
        """Print the end of one file; 1 when it cannot be read."""
        if followed.fd is None:
            return 1
        follower.header(followed)
        try:
            self._print(followed.fd)
        except WriteError:
            raise
        except OSError as failed:
            self._out.error(f"error reading '{followed.shown}': {failed.strerror}")
            if self._request.follow and S_ISDIR(self._p.sys.fstat(followed.fd).mode):
                self._out.error(f"{followed.shown}: cannot follow end of this type of file; giving up on this name")
            followed.fd = None
            return 1
        return 0

    def _print(self, fd: int) -> None:
        part = self._request.part
        if part.lines:
            pieces = byte_lines(self._p, fd, self._request.end)
        else:
            pieces = (bytes([byte]) for data in self._p.chunks(fd) for byte in data)
        if not part.onward:
            self._out.write_bytes(b"".join(deque(pieces, part.number)))
            return
        for number, piece in enumerate(pieces, 1):
            if number >= part.number:
                self._out.write_bytes(piece)
