"""The columns of ps by their format specifiers, in tables by subject."""

from kshell.userland.procps.ps.columns import command, identity, memory, other, scheduling, signals, times
from kshell.userland.procps.ps.columns.column import Column

_TABLES = (
    command.COLUMNS, identity.COLUMNS, memory.COLUMNS, scheduling.COLUMNS, signals.COLUMNS, times.COLUMNS,
    other.COLUMNS, other.NEVER_SHOWN,
)  # fmt: skip
_BY_SPEC = {column.spec: column for table in _TABLES for column in table}


def find_column(spec: str) -> Column | None:
    """The column of a format specifier."""
    return _BY_SPEC.get(spec)


def shown_columns() -> list[Column]:
    """The columns that show something, by the order of their specifiers."""
    return [_BY_SPEC[spec] for spec in sorted(_BY_SPEC) if _BY_SPEC[spec].value is not other.nothing]
