"""dmesg: show the kernel's log, follow it, clear it, set what the console shows (util-linux 2.38.1, dmesg.c)."""

from collections.abc import Iterator

from kshell.uapi.syscalls import (
    CLOCK_MONOTONIC,
    CLOCK_REALTIME,
    SYSLOG_ACTION_CLEAR,
    SYSLOG_ACTION_CONSOLE_LEVEL,
    SYSLOG_ACTION_CONSOLE_OFF,
    SYSLOG_ACTION_CONSOLE_ON,
)
from kshell.userland.libc.getopt import UsageError, try_help
from kshell.userland.libc.localtime import NSEC_PER_SEC
from kshell.userland.process import Process
from kshell.userland.util_linux.dmesg_format import Formatter, json_object
from kshell.userland.util_linux.dmesg_options import USAGE, Request, Wrong, parse_options
from kshell.userland.util_linux.kmsg import Record, parse_syslog, read_records

COLORED_TERMINALS = ("linux", "xterm", "screen", "tmux", "rxvt")


def main(p: Process) -> int:
    try:
        options, rest, color = parse_options(p.args)
    except UsageError as error:
        return try_help(p, error)
    if ("h", "") in options:
        p.out(USAGE)
        return 0
    if ("V", "") in options:
        p.out("dmesg from util-linux 2.38.1\n")
        return 0
    try:
        request = Request(options, p.sys.clock_gettime(CLOCK_REALTIME))
        if color not in ("", "auto", "always", "never"):
            raise Wrong(f"unsupported color mode: '{color}'")
        if rest:
            p.err("dmesg: bad usage\nTry 'dmesg --help' for more information.\n")
            return 1
        return _run(p, request, color)
    except Wrong as wrong:
        p.err(f"dmesg: {wrong}\n")
        return 1


def _run(p: Process, request: Request, color: str) -> int:
    given = request.given
    if "D" in given:
        return _syslog(p, SYSLOG_ACTION_CONSOLE_OFF, 0, "klogctl")
    if "E" in given:
        return _syslog(p, SYSLOG_ACTION_CONSOLE_ON, 0, "klogctl")
    if "n" in given:
        return _syslog(p, SYSLOG_ACTION_CONSOLE_LEVEL, request.console_level, "klogctl")
    if "C" not in given:
        try:
            _show(p, request, color)
        except OSError as failed:
            p.err(f"dmesg: {f'cannot open {request.file}' if request.file else 'read kernel buffer failed'}")
            p.err(f": {failed.strerror}\n")
            return 1
    if given & {"c", "C"}:
        return _syslog(p, SYSLOG_ACTION_CLEAR, 0, "clear kernel buffer")
    return 0


def _syslog(p: Process, action: int, argument: int, what: str) -> int:
    try:
        p.sys.syslog(action, argument)
    except OSError as failed:
        p.err(f"dmesg: {what} failed: {failed.strerror}\n")
        return 1
    return 0


def _records(p: Process, request: Request) -> Iterator[Record]:
    if request.file:
        yield from parse_syslog(p.read_text(request.file))
    else:
        new = "W" in request.given
        yield from read_records(p, follow=new or "w" in request.given, only_new=new)


def _show(p: Process, request: Request, color: str) -> None:
    """Print the records that are asked for; each at once when the log is followed. OSError."""
    uptime = p.sys.clock_gettime(CLOCK_MONOTONIC)
    boot = (p.sys.clock_gettime(CLOCK_REALTIME) - uptime) // NSEC_PER_SEC
    records = (record for record in _records(p, request) if request.accepts(record, boot))
    if "J" in request.given:
        objects = [json_object(record, decode="x" in request.given) for record in records if record.text]
        if objects:
            p.out('{\n   "dmesg": [\n      {\n' + "      },{\n".join(objects) + "      }\n   ]\n}\n")
        return
    formatter = _formatter(p, request, boot, color)
    if request.given & {"w", "W"}:
        for record in records:
            p.out(formatter.text(record))
    else:
        p.out("".join(map(formatter.text, records)))


def _formatter(p: Process, request: Request, boot: int, color: str) -> Formatter:
    given, time_format, delta = request.given, request.time_format, "d" in request.given
    if time_format == "iso" and delta:
        p.err("dmesg: --show-delta is ignored when used together with iso8601 time format\n")
        delta = False
    if time_format == "delta" or (time_format == "reltime" and delta):
        time_format, delta = "notime", True
    flags = {"decode": "x" in given, "raw": "r" in given, "prefix": "p" in given}
    formatter = Formatter(time_format, boot, show_delta=delta, **flags)
    formatter.escape = "noescape" not in given
    formatter.color = color == "always" or (color != "never" and _has_colors(p))
    return formatter


def _has_colors(p: Process) -> bool:
    term = p.env.get("TERM", "")
    return p.sys.isatty(1) and (term.startswith(COLORED_TERMINALS) or "color" in term)
