"""How diff shows changes: the normal, the unified and the context format (POSIX diff, GNU diffutils 3.8)."""

from collections.abc import Iterator, Sequence

from kshell.userland.diffutils.edits import Hunk

NO_NEWLINE = b"\\ No newline at end of file\n"


def _shown(mark: bytes, line: bytes) -> bytes:
    return mark + line if line.endswith(b"\n") else mark + line + b"\n" + NO_NEWLINE


def _range(start: int, end: int, separator: str = ",") -> str:
    """Lines as the normal format counts them: ``3`` or ``3,5``; the line before if there are none."""
    return str(end) if end - start <= 1 else f"{start + 1}{separator}{end}"


def normal(first: Sequence[bytes], second: Sequence[bytes], hunks: Sequence[Hunk]) -> Iterator[bytes]:
    """``2c2``, ``< old``, ``---``, ``> new``."""
    for a, a_end, b, b_end in hunks:
        letter = "c" if a < a_end and b < b_end else "d" if a < a_end else "a"
        yield f"{_range(a, a_end)}{letter}{_range(b, b_end)}\n".encode()
        yield from (_shown(b"< ", line) for line in first[a:a_end])
        if letter == "c":
            yield b"---\n"
        yield from (_shown(b"> ", line) for line in second[b:b_end])


def _groups(hunks: Sequence[Hunk], context: int) -> Iterator[list[Hunk]]:
    """Changes so near to each other that their surroundings meet."""
    group = list[Hunk]()
    for hunk in hunks:
        if group and hunk.a - group[-1].a_end > 2 * context:
            yield group
            group = []
        group.append(hunk)
    if group:
        yield group


def unified(first: Sequence[bytes], second: Sequence[bytes], hunks: Sequence[Hunk], context: int) -> Iterator[bytes]:
    """``@@ -1,4 +1,5 @@`` and lines with a blank, ``-`` or ``+`` before them."""
    for group in _groups(hunks, context):
        a, b = max(group[0].a - context, 0), max(group[0].b - context, 0)
        a_end, b_end = min(group[-1].a_end + context, len(first)), min(group[-1].b_end + context, len(second))
        yield f"@@ -{_unified_range(a, a_end)} +{_unified_range(b, b_end)} @@\n".encode()
        for hunk in group:
            yield from (_shown(b" ", line) for line in first[a : hunk.a])
            yield from (_shown(b"-", line) for line in first[hunk.a : hunk.a_end])
            yield from (_shown(b"+", line) for line in second[hunk.b : hunk.b_end])
            a = hunk.a_end
        yield from (_shown(b" ", line) for line in first[a:a_end])


def _unified_range(start: int, end: int) -> str:
    return str(end) if end - start == 1 else f"{start + (end > start)},{end - start}"


def context(first: Sequence[bytes], second: Sequence[bytes], hunks: Sequence[Hunk], lines: int) -> Iterator[bytes]:
    """``*** 1,4 ****`` with the old lines, ``--- 1,5 ----`` with the new ones, changes marked ``! - +``."""
    for group in _groups(hunks, lines):
        a, b = max(group[0].a - lines, 0), max(group[0].b - lines, 0)
        a_end, b_end = min(group[-1].a_end + lines, len(first)), min(group[-1].b_end + lines, len(second))
        yield b"***************\n"
        yield f"*** {_range(a, a_end)} ****\n".encode()
        if any(hunk.a < hunk.a_end for hunk in group):
            yield from _side(first, [(h.a, h.a_end, b"! " if h.b < h.b_end else b"- ") for h in group], a, a_end)
        yield f"--- {_range(b, b_end)} ----\n".encode()
        if any(hunk.b < hunk.b_end for hunk in group):
            yield from _side(second, [(h.b, h.b_end, b"! " if h.a < h.a_end else b"+ ") for h in group], b, b_end)


def _side(lines: Sequence[bytes], changes: Sequence[tuple[int, int, bytes]], at: int, end: int) -> Iterator[bytes]:
    for start, stop, mark in changes:
        yield from (_shown(b"  ", line) for line in lines[at:start])
        yield from (_shown(mark, line) for line in lines[start:stop])
        at = stop
    yield from (_shown(b"  ", line) for line in lines[at:end])
