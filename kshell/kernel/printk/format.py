"""C's printf formats as the kernel extends them (lib/vsprintf.c)."""

import re
import zlib
from typing import Any

from kshell.uapi.errno import errno_name

_SPEC = re.compile(r"%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?(hh|h|ll|l|z|t|L)?([diuoxXcsp%n])([A-Za-z]*)")
_BITS = {"hh": 8, "h": 16, None: 32, "l": 64, "ll": 64, "z": 64, "t": 64, "L": 64}
POINTER_SUFFIXES = "xeKSsfFBbhI"


def sprintf(fmt: str, args: tuple[object, ...]) -> str:
    """Format as the kernel's vsnprintf does.

    Too few arguments read as 0 and ones of the wrong type are shown as str() has them, for C shows rubbish there and
    never fails.
    """
    left = list(args)

    def take() -> Any:
        return left.pop(0) if left else 0

    def one(match: "re.Match[str]") -> str:
        flags, width, precision, size, kind, suffix = match.groups()
        if kind == "%":
            return "%" + suffix
        if width == "*":
            width = str(_number(take()))
        if precision == "*":
            precision = str(_number(take()))
        if kind == "p":
            used = suffix[:1] if suffix[:1] in POINTER_SUFFIXES and suffix else ""
            return _pointer(take(), used, flags, width) + suffix[len(used) :]
        return _plain(take(), flags, width or "", precision, size, kind) + suffix

    return _SPEC.sub(one, fmt)


def _plain(value: Any, flags: str, width: str, precision: str | None, size: str | None, kind: str) -> str:
    if kind == "s":
        text = "(null)" if value is None else c_string(value) if isinstance(value, bytes | bytearray) else str(value)
        return _pad(text if precision is None else text[: int(precision)], flags, width)
    if kind == "c":
        return _pad(value if isinstance(value, str) else chr(_number(value) & 0xFF), flags, width)
    if not isinstance(value, int | float) and not hasattr(value, "__int__"):
        return _pad("0" if value is None else str(value), flags, width)
    bits = _BITS[size]
    number = _number(value) & ((1 << bits) - 1)
    if kind in "di":
        number -= (number >> (bits - 1)) << bits
    dot = "" if precision is None else f".{precision}"
    if kind == "o" and "#" in flags:
        flags = flags.replace("#", "")
        dot = f".{max(int(precision or 0), (number.bit_length() + 5) // 3)}" if number else dot
    return f"%{flags}{width}{dot}{'d' if kind in 'diu' else kind}" % number


def c_string(data: bytes | bytearray) -> str:
    """The text in a char array, up to its zero byte."""
    return bytes(data).partition(b"\0")[0].decode("utf-8", "replace")


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0


def _pad(text: str, flags: str, width: str | None) -> str:
    size = int(width or 0)
    return text.ljust(size) if "-" in flags else text.rjust(size)


def _pointer(value: Any, suffix: str, flags: str, width: str | None) -> str:
    """%p and its kin: 16 digits unless a width is given; %p itself shows a hash, but for NULL and error pointers."""
    errno = getattr(value, "errno_pointer", 0)
    if suffix == "e" and errno:
        return _pad(f"-{errno_name(errno)}", flags, width)
    number = value if isinstance(value, int) else -errno if errno else address_of(value)
    number &= (1 << 64) - 1
    if suffix != "x" and number and not errno:
        number = zlib.crc32(number.to_bytes(8, "little"))
    return _pad(f"{number:x}", flags, width) if width else f"{number:016x}"


def address_of(value: Any) -> int:
    """A made-up kernel address for an object: the same in every run, as the host's own would not be."""
    if value is None:
        return 0
    return 0xFFFF888000000000 | zlib.crc32(type(value).__qualname__.encode()) << 4
