"""Which columns to show: the formats of the options -o, O and -O, and the ready-made ones."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kshell.userland.procps.ps.columns import find_column
from kshell.userland.procps.ps.columns.column import Column
from kshell.userland.procps.ps.macros import AIX, MACROS
from kshell.userland.procps.ps.options import Format, Options, Threads, Wrong

_READY_MADE = {
    Format.B_j: "OL_j",
    Format.B_l: "OL_l",
    Format.B_s: "OL_s",
    Format.B_u: "OL_u",
    Format.B_v: "OL_v",
    Format.L_X: "OL_X",
    Format.L_m: "OL_m",
    Format.CONTEXT: "FLASK_context",
}
_UNIX = (Format.NONE, Format.U_f, Format.U_l, Format.U_f | Format.U_l)


class Field(NamedTuple):
    """A column in its place, or with ``column`` None the text between two columns of an AIX format."""

    column: Column | None
    title: str
    width: int


def fields_of(spec: str, pid_length: int, title: str | None = None) -> list[Field]:
    """The fields of a specifier or macro, with another title; none if there is no such specifier."""
    column = find_column(spec)
    if column is None:
        return [field for part in MACROS.get(spec, ()) for field in fields_of(part, pid_length, title)]
    width = max(pid_length, len(column.title)) if column.pid_wide else column.width
    if title is None:
        return [Field(column, column.title, width)]
    return [Field(column, title, max(width, len(title)))]


def parse_format(text: str, pid_length: int) -> list[Field]:
    """The fields of a user's format such as ``pid,stat:6,comm=NAME``; Wrong."""
    try:
        return _parse_posix(text, pid_length)
    except Wrong:
        if "%" not in text:
            raise
    return _parse_aix(text, pid_length)


def _parse_posix(text: str, pid_length: int) -> list[Field]:
    items = re.split("[ ,\t\n]", text)
    if len(items) > 1 and not items[-1]:
        items.pop()
    if not all(items):
        raise Wrong("improper format list")
    return [field for item in items for field in _parse_item(item, pid_length)]


def _parse_item(item: str, pid_length: int) -> list[Field]:
    left, equals, title = item.partition("=")
    spec, colon, width = left.partition(":")
    if colon and not re.fullmatch("[1-9][0-9]*", width):
        raise Wrong("column widths must be unsigned decimal numbers")
    fields = fields_of(spec, pid_length, title if equals else None)
    if not fields:
        raise Wrong(f'unknown user-defined format specifier "{spec}"'[:79])
    if not colon:
        return fields
    if len(fields) > 1:
        raise Wrong("can not set width for a macro (multi-column) format specifier")
    return [fields[0]._replace(width=int(width))]


def _parse_aix(text: str, pid_length: int) -> list[Field]:
    """A format such as ``%p %c``: a letter is one more item, as ps counts them, and what is not there is empty."""
    if re.search(r"%(?![^ ])", text):
        raise Wrong("missing AIX field descriptor")
    if not re.fullmatch("([^%] *)?(%%?[^%] *)*", text, re.DOTALL):
        raise Wrong("improper AIX field descriptor")
    fields: list[Field] = []
    parts = re.findall("%.|[^%]+", text, re.DOTALL)
    for part in parts:
        if not part.startswith("%"):
            fields.append(Field(None, part, len(part)))
            continue
        if part == "%%":
            raise Wrong("missing AIX field descriptor")
        if part[1] not in AIX:
            raise Wrong("unknown AIX field descriptor")
        spec, title = AIX[part[1]]
        fields += fields_of(spec, pid_length, title)
    items = 2 * text.count("%") + (not text.startswith("%"))
    return fields + [Field(None, "", 0)] * (items - len(parts))


def wrapped(fields: Sequence[Field], trailer: str, pid_length: int) -> list[Field]:
    """The fields of an option O, between the usual first and last columns."""
    return [*fields_of("pid", pid_length), *fields, *fields_of(trailer, pid_length)]


def ready_made(options: Options, pid_length: int) -> list[Field]:
    """The fields of the options f, l, u and so on, or of none; Wrong."""
    if options.format in _UNIX:
        specs = _unix_specs(options)
        return [field for spec in specs for field in fields_of(spec, pid_length)]
    if options.format not in _READY_MADE:
        raise Wrong("conflicting format options")
    return _modified(fields_of(_READY_MADE[options.format], pid_length), options, pid_length)


def _unix_specs(options: Options) -> list[str]:
    full, long = bool(options.format & Format.U_f), bool(options.format & Format.U_l)
    modifiers, threads = options.modifiers, options.threads
    short = "y" in modifiers
    if short and not long:
        raise Wrong("modifier -y without format -l makes no sense")
    load = (full or long) and "c" not in modifiers
    chosen = (
        ("label", "M" in modifiers),
        ("f", long and not short),
        ("s", long),
        ("uid_hack", full),
        ("uid", long and not full),
        ("pid", True),
        ("spid", bool(threads & Threads.U_T)),
        ("ppid", full or long),
        ("pgid", "j" in modifiers),
        ("sid", "j" in modifiers),
        ("lwp", bool(threads & Threads.U_L)),
        ("psr", "P" in modifiers),
        ("c", load),
        ("nlwp", full and bool(threads & Threads.U_L)),
        ("class", "c" in modifiers),
        ("pri", "c" in modifiers),
        ("opri", long and "c" not in modifiers),
        ("ni", long and "c" not in modifiers),
        ("rss", long and short),
        ("addr_1", long and not short),
        ("sz", long or "F" in modifiers),
        ("wchan", long),
        ("rss", "F" in modifiers and not (long and short)),
        ("psr", "F" in modifiers and "P" not in modifiers),
        ("stime", full),
        ("tname", True),
        *_last_columns(options, full, long),
    )
    return [spec for spec, wanted in chosen if wanted]


def _last_columns(options: Options, full: bool, long: bool) -> tuple[tuple[str, bool], ...]:
    if options.prefer_bsd:
        return ("stat", not long), ("bsdtime", True), ("cmd" if full or long else "args", True)
    return ("time", True), ("cmd" if full else "ucmd", True)


def _modified(fields: list[Field], options: Options, pid_length: int) -> list[Field]:
    """A BSD format with the columns that UNIX options add; Wrong."""

    def add(spec: str, *after: str) -> bool:
        """Put a column behind the first of these titles that is there."""
        titles = [field.title for field in fields]
        place = next((titles.index(title) for title in after if title in titles), -1)
        if place >= 0:
            fields[place + 1 : place + 1] = fields_of(spec, pid_length)
        return place >= 0

    def delete(*titles: str) -> None:
        fields[:] = [field for field in fields if field.title not in titles]

    if "j" in options.modifiers:
        add("pgid", "PPID", "PID")
        add("sid", "PGID")
    if "y" in options.modifiers:
        delete("F")
    if "c" in options.modifiers:
        delete("%CPU", "CPU", "CP", "C", "NI")
        add("class", "PRI")
        delete("PRI")
        if not add("pri", "CLS"):
            raise Wrong("lost my CLS")
    must = bool(options.threads & Threads.MUST_USE)
    if options.threads & Threads.U_T and not add("spid", "PID") and must:
        raise Wrong("-T with H/-m/m but no PID for SPID to follow")
    if options.threads & Threads.U_L:
        if not add("lwp", "SID", "SESS", "PGID", "PGRP", "PPID", "PID") and must:
            raise Wrong("-L with H/-m/m but no PID/PGID/SID/SESS for NLWP to follow")
        add("nlwp", "%CPU")
    if "M" in options.modifiers:
        fields[:0] = fields_of("label", pid_length)
    return fields
