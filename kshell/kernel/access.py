"""What the instruction that faulted wanted, read from its Python frame: a read, a write or a call, and where.

A number that is followed as a pointer, ``p.value`` with ``p = 0x10``, names an address; ``None`` is the address 0.
"""

import ast
from opcode import opname
from types import FrameType, TracebackType
from typing import Any

PF_WRITE = 0x02
PF_INSTR = 0x10
ADDRESS_MASK = (1 << 64) - 1
_WRITES = ("STORE_ATTR", "DELETE_ATTR", "STORE_SUBSCR", "DELETE_SUBSCR", "STORE_SLICE")


def innermost(trace: TracebackType | None) -> TracebackType | None:
    """The place where an exception was raised."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace


def access_of(trace: TracebackType | None) -> tuple[int, str]:
    """The bits of a page fault's error code and the words for them."""
    name = opname[trace.tb_frame.f_code.co_code[trace.tb_lasti]] if trace is not None else ""
    if name in _WRITES:
        return PF_WRITE, "write access"
    return (PF_INSTR, "instruction fetch") if "CALL" in name else (0, "read access")


def pointer_of(error: AttributeError, trace: TracebackType | None, line: str) -> int | None:
    """The number that was followed as a pointer, None if it was something else. ``line`` is the source line."""
    followed = error.obj if error.obj is not None else _written_through(trace, line)
    return followed & ADDRESS_MASK if type(followed) is int else None


def _written_through(trace: TracebackType | None, line: str) -> Any:
    """What stands before the dot of the assignment that failed; Python does not keep it."""
    if trace is None:
        return None
    _, _, begin, end = list(trace.tb_frame.f_code.co_positions())[trace.tb_lasti // 2]
    try:
        target = ast.parse(line.encode()[begin:end].decode(), mode="eval").body
    except (SyntaxError, ValueError):
        return None
    return _value(target.value, trace.tb_frame) if isinstance(target, ast.Attribute) else None


def _value(node: ast.expr, frame: FrameType) -> Any:
    if isinstance(node, ast.Name):
        return frame.f_locals.get(node.id, frame.f_globals.get(node.id))
    return getattr(_value(node.value, frame), node.attr, None) if isinstance(node, ast.Attribute) else None
