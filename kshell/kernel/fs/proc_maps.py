"""/proc/PID/maps: the address space that a program would have.

Its areas are those that cat has in the recordings, with text and constants of the program as large as
``Task.mm_pages`` needs them; where they lie is made up from the task's number.
"""

import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kshell.kernel.task import Task

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

PAGE = 0x1000
LIBC = "/usr/lib/x86_64-linux-gnu/libc.so.6"
LD = "/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"
_LIBC_PARTS = (("r--p", 0x26), ("r-xp", 0x156), ("r--p", 0x53), ("r--p", 4), ("rw-p", 2))
_LD_PARTS = (("r--p", 1), ("r-xp", 0x26), ("r--p", 0xA), ("r--p", 2), ("rw-p", 2))
HEAP_PAGES = 33
STACK_PAGES = 33
DATA_PAGES = 90
LIBRARY_TEXT_PAGES = 382
OTHER_PAGES = 650
PATH_COLUMN = 73


class Layout(NamedTuple):
    """The addresses that /proc/PID/stat shows (struct mm_struct)."""

    start_code: int
    end_code: int
    start_stack: int
    start_data: int
    end_data: int
    start_brk: int
    arg_start: int
    arg_end: int
    env_start: int
    env_end: int


def text_pages(size: int) -> int:
    """How many of a program's pages are its own code."""
    return size * 2 // 11


def layout(task: Task) -> Layout:
    """Where the parts of a program are: arguments and environment at the top of the stack, above them its path."""
    base = _base(task)
    code, data = base + 2 * PAGE, base + (task.mm_pages - OTHER_PAGES + 3) * PAGE
    env_end = _stack_top(task) - 8 - _size([task.exe])
    env_start = env_end - _size([f"{name}={value}" for name, value in task.env.items()])
    arg_start = env_start - _size(task.cmdline)
    return Layout(
        code,
        code + text_pages(task.mm_pages) * PAGE - 0x257,
        (arg_start & ~0xF) - 0x1730,
        data - 0x3D0,
        data + 0x280,
        _heap(task),
        arg_start,
        env_start,
        env_start,
        env_end,
    )


def _size(words: Sequence[str]) -> int:
    return sum(len(word.encode("utf-8", "surrogateescape")) + 1 for word in words)


def _made_up(task: Task, what: str) -> int:
    return zlib.crc32(f"{what} of {task.pid}".encode()) << 12


def _base(task: Task) -> int:
    return 0x550000000000 | _made_up(task, "text") & 0xFFFFFFFF000


def _heap(task: Task) -> int:
    return _base(task) + (task.mm_pages << 12) + (_made_up(task, "heap") & 0x1FFFF000)


def _stack_top(task: Task) -> int:
    return 0x7FFC00000000 | _made_up(task, "stack") & 0x3FFFFF000


def maps(kernel: "Kernel", task: Task) -> str:
    """The whole file."""
    return "".join(f"{line}\n" for line in _lines(task))


def _lines(task: Task) -> Iterator[str]:
    text = text_pages(task.mm_pages)
    program = (("r--p", 2), ("r-xp", text), ("r--p", task.mm_pages - OTHER_PAGES - text), ("r--p", 1), ("rw-p", 1))
    at = 0x7F0000000000 | _made_up(task, "libraries") & 0xFFFFFFF000
    yield from _file(_base(task), program, task.exe)
    yield _area(_heap(task), HEAP_PAGES, "rw-p", "[heap]")
    yield _area(at, 37, "rw-p")
    at += 37 * PAGE
    yield from _file(at, _LIBC_PARTS, LIBC)
    at += 469 * PAGE
    yield _area(at, 15, "rw-p")
    yield from _file(at + 15 * PAGE, _LD_PARTS, LD)
    top = _stack_top(task)
    yield _area(top - STACK_PAGES * PAGE, STACK_PAGES, "rw-p", "[stack]")
    yield _area(top + 0x110000, 4, "r--p", "[vvar]")
    yield _area(top + 0x114000, 2, "r-xp", "[vdso]")


def _file(at: int, parts: tuple[tuple[str, int], ...], path: str) -> Iterator[str]:
    offset = 0
    for flags, pages in parts:
        yield _area(at + offset, pages, flags, path, offset)
        offset += pages * PAGE


def _area(start: int, pages: int, flags: str, path: str = "", offset: int = 0) -> str:
    """A line: addresses, what may be done there, where in the file, which file."""
    inode = f"00:02 {zlib.crc32(path.encode()) % 900 + 100}" if path.startswith("/") else "00:00 0"
    left = f"{start:08x}-{start + pages * PAGE:08x} {flags} {offset:08x} {inode} "
    return f"{left:<{PATH_COLUMN}}{path}" if path else left
