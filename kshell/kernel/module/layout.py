"""Where in a module's memory its functions are, and which function an address belongs to (kernel/module/kallsyms.c).

There is no machine code: each source line of a function counts as 16 bytes. Functions follow one another as in the
source; init has a section of its own behind the others, which is freed when init has returned.
"""

from types import CodeType
from typing import NamedTuple

from kshell.kernel.module.state import Module, ModuleState

LINE_BYTES = 0x10
INIT_SECTION = 0x1000


class Function(NamedTuple):
    """A function of a module: its lines in the source, its offset from the module's address, its size in bytes."""

    name: str
    first: int
    last: int
    offset: int
    size: int


def lines_of(code: CodeType) -> tuple[int, int]:
    """The first and the last source line of a piece of code."""
    first = code.co_firstlineno
    return first, max((at for _, _, at in code.co_lines() if at), default=first)


def init_code(module: Module) -> CodeType | None:
    """The code of the module's init."""
    code = getattr(module.init, "__code__", None)
    return code if isinstance(code, CodeType) else None


def functions(module: Module) -> list[Function]:
    """The functions that a module defines at its top level, in the order of the source."""
    found, offset = [], 0
    init = init_code(module)
    for code in module.code.co_consts:
        if isinstance(code, CodeType) and not code.co_name.startswith("<"):
            first, last = lines_of(code)
            if code is init:
                found.append(Function(code.co_name, first, last, module.size, INIT_SECTION))
                continue
            size = (last - first + 1) * LINE_BYTES
            found.append(Function(code.co_name, first, last, offset, size))
            offset += size
    return found


def address_of_line(module: Module, line: int) -> int:
    """Where the code of a source line is."""
    for function in functions(module):
        if function.first <= line <= function.last:
            return module.address + function.offset + (line - function.first) * LINE_BYTES + 4
    return module.address


def symbol_at(modules: list[Module], address: int) -> str:
    """``thread_fn+0x24/0x60 [hello]``: the function of one of these modules that an address is in, or the number."""
    for module in modules:
        offset = address - module.address
        known = [f for f in functions(module) if f.offset < module.size or module.state is ModuleState.COMING]
        before = [f for f in known if 0 <= offset - f.offset < INIT_SECTION]
        if before:
            best = max(before, key=lambda f: f.offset)
            return f"{best.name}+0x{offset - best.offset:x}/0x{best.size:x} [{module.name}]"
    return f"0x{address:016x}"
