"""The options about columns and sorting, once the whole command line is known: which fields, in which order."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kshell.userland.process import Process
from kshell.userland.procps.ps.columns import find_column
from kshell.userland.procps.ps.columns.column import Column
from kshell.userland.procps.ps.formats import Field, parse_format, ready_made, wrapped
from kshell.userland.procps.ps.macros import SHORT_SORT
from kshell.userland.procps.ps.options import Options, Spec, Threads, Wrong


class Order(NamedTuple):
    """One key to sort by."""

    column: Column
    descending: bool


class Layout(NamedTuple):
    """What is shown, and by what it is sorted, the most important key first."""

    fields: list[Field]
    order: list[Order]


def layout_of(p: Process, options: Options, pid_length: int) -> Layout:
    """What options ask to show, or the environment's PS_FORMAT if they leave it open; Wrong."""
    reader = _Reader(options, pid_length)
    for spec in options.specs:
        reader.read(spec)
    if reader.fields:
        if options.format:
            raise Wrong("conflicting format options")
        if options.modifiers:
            raise Wrong("can not use output modifiers with user-defined output")
        if options.threads & Threads.MUST_USE:
            raise Wrong("-L/-T with H/m/-m and -o/-O/o/O is nonsense")
        return Layout(reader.fields, reader.order)
    if not options.format and not options.modifiers and p.env.get("PS_FORMAT"):
        try:
            return Layout(parse_format(p.env["PS_FORMAT"], pid_length), reader.order)
        except Wrong as wrong:
            p.err(f"warning: $PS_FORMAT ignored. ({wrong})\n")
    return Layout(ready_made(options, pid_length), reader.order)


class _Reader:
    """Takes the arguments of -o, -O, O and --sort, each in its turn."""

    def __init__(self, options: Options, pid_length: int) -> None:
        self.fields: list[Field] = []
        self.order: list[Order] = []
        self._options = options
        self._pid_length = pid_length
        self._formatted = False
        self._sorted = False

    def read(self, spec: Spec) -> None:
        """Add what an option says; Wrong."""
        if spec.kind == "--sort":
            self._sort(spec.text)
        elif spec.kind == "O":
            self._sort_or_format(spec.text)
        elif spec.kind == "-O":
            if self._formatted:
                raise Wrong("option -O can not follow other format options")
            self._format(wrapped(parse_format(spec.text, self._pid_length), "END_SYS5", self._pid_length))
        else:
            self._format(parse_format(spec.text, self._pid_length))

    def _format(self, fields: Sequence[Field]) -> None:
        self.fields += fields
        self._formatted = True

    def _sort(self, text: str) -> None:
        if self._sorted:
            raise Wrong("multiple sort options")
        self.order += parse_sort(text)
        self._sorted = True

    def _sort_or_format(self, text: str) -> None:
        gnu_sort = any(spec.kind == "--sort" for spec in self._options.specs)
        try:
            if gnu_sort or self._sorted:
                raise Wrong("multiple sort options")
            self.order += parse_short_sort(text, self._options)
            self._sorted = True
        except Wrong as not_sort:
            if self._formatted:
                raise Wrong("option O is neither first format nor sort order") from None
            try:
                self._format(wrapped(parse_format(text, self._pid_length), "END_BSD", self._pid_length))
            except Wrong:
                raise not_sort from None


def parse_sort(text: str) -> list[Order]:
    """The keys of an order such as ``-pid,+comm``; Wrong."""
    items = re.split("[ ,\t\n]", text)
    if len(items) > 1 and not items[-1]:
        items.pop()
    if not all(items):
        raise Wrong("improper sort list")
    return [_order(item) for item in items]


def _order(item: str) -> Order:
    column = find_column(item[1:] if item[0] in "+-" else item)
    if column is None:
        raise Wrong("unknown sort specifier")
    return Order(column, item.startswith("-"))


def parse_short_sort(text: str, options: Options) -> list[Order]:
    """The keys of an order of letters such as ``-pP``; Wrong."""
    order: list[Order] = []
    for sign, letter in re.findall("([+-]?)([^+-]|$)", text):
        if not letter and not sign:
            continue
        if letter not in SHORT_SORT or any(SHORT_SORT[letter] == key.column.spec for key in order):
            raise Wrong("bad sorting code")
        if letter == "P" and options.forest:
            raise Wrong("PPID sort and forest output conflict")
        order.append(_order(sign + SHORT_SORT[letter]))
    return order
