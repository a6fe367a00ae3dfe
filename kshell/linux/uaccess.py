"""<linux/uaccess.h>, <linux/string.h>: between a program's memory and the module's.

A ``char text[64]`` of C is a ``bytearray(64)``; what ends with a zero byte is a string to strlen(), kstrtoint() and %s.
"""

from kshell.kernel.fs.driver import Position, UserBuffer

Bytes = bytes | bytearray | str


def _bytes(data: Bytes) -> bytes:
    return data.encode() if isinstance(data, str) else bytes(data)


def copy_to_user(to: UserBuffer, from_: Bytes, n: int) -> int:
    """copy_to_user - copy n bytes to a program: 0, or how many could not be copied. May sleep."""
    part = _bytes(from_)[:n]
    to.data[: len(part)] = part
    return n - len(part)


def copy_from_user(to: bytearray, from_: UserBuffer, n: int) -> int:
    """copy_from_user - copy n bytes from a program: 0, or how many could not be copied. May sleep."""
    part = from_.data[:n]
    to[: len(part)] = part
    return n - len(part)


def simple_read_from_buffer(to: UserBuffer, count: int, ppos: Position, from_: Bytes, available: int) -> int:
    """simple_read_from_buffer - give a program what comes next of a text, and move on; how many bytes. May sleep."""
    part = _bytes(from_)[ppos.value : min(available, ppos.value + count)]
    to.data[: len(part)] = part
    ppos.value += len(part)
    return len(part)


def simple_write_to_buffer(to: bytearray, available: int, ppos: Position, from_: UserBuffer, count: int) -> int:
    """simple_write_to_buffer - take what a program writes, and move on; how many bytes. May sleep."""
    part = from_.data[: min(count, max(available - ppos.value, 0))]
    to[ppos.value : ppos.value + len(part)] = part
    ppos.value += len(part)
    return len(part)


def strlen(s: Bytes) -> int:
    """strlen - the length of a string: up to its zero byte, if it has one."""
    return len(_bytes(s).partition(b"\0")[0])
