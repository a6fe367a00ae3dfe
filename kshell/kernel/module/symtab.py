"""The symbols and sections of a module, as modpost and the linker would have laid them out (kernel/module/kallsyms.c).

What a module has is read off its source: variables are the names that its top level assigns, unless they are in
capitals, as macros are. The order is that of the recording tb-sysmodule.
"""

import ast
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kshell.kernel.module.layout import Function, functions, init_code
from kshell.kernel.module.state import Module, ModuleState

RODATA_OFFSET = 0x1000
KSYMTAB_OFFSET = 0x1060
KSYMTAB_BYTES = 12
CRC_BYTES = 4
PARAM_NAMES_OFFSET = 0x1800
PARAM_NAME_BYTES = 0x10
PARAM_OFFSET = 0x1C00
PARAM_BYTES = 0x28
DATA_OFFSET = 0x2000
THIS_MODULE_OFFSET = 0x2040
BSS_OFFSET = 0x2400
WORD_BYTES = 8
FIRST_COUNTER = 195
LONG_STRING = 31


class Symbol(NamedTuple):
    """Where it is from the module's address on, its letter in nm(1), its name."""

    offset: int
    kind: str
    name: str


class Variable(NamedTuple):
    """A variable; one that begins as zeros takes no room in the file."""

    name: str
    zero: bool


@lru_cache(maxsize=64)
def variables(source: str) -> tuple[Variable, ...]:
    """The variables of a module's source."""
    found: dict[str, Variable] = {}
    for node in ast.parse(source).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        for target in targets:
            if isinstance(target, ast.Name) and not target.id.isupper() and not _is_extern(value):
                found.setdefault(target.id, Variable(target.id, _is_zero(value)))
    return tuple(found.values())


def _is_extern(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "extern"


def _is_zero(value: ast.expr | None) -> bool:
    if value is None or (isinstance(value, ast.Constant) and not value.value):
        return True
    if isinstance(value, ast.List | ast.Tuple):
        return all(_is_zero(element) for element in value.elts)
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mult):
        return _is_zero(value.left)
    name = value.func.id if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) else ""
    return name.lower().startswith("atomic") and isinstance(value, ast.Call) and all(map(_is_zero, value.args))


def symbols(module: Module) -> Iterator[Symbol]:
    """All symbols: notes, exports, functions and variables, parameters, and at last those that are global."""
    exports = list(_exports(list(module.exports)))
    yield from (symbol for symbol in exports if symbol.name.startswith("__crc_"))
    yield Symbol(RODATA_OFFSET + 0x24, "r", "_note_10")
    yield Symbol(RODATA_OFFSET, "r", "_note_9")
    yield from (symbol for symbol in exports if not symbol.name.startswith("__crc_"))
    exit_name = getattr(module.exit, "__name__", None)
    known = [f for f in functions(module) if f.offset < module.size or module.state is ModuleState.COMING]
    for function in known:
        if function.name not in module.exports and function.name != exit_name:
            yield Symbol(function.offset, "t", function.name)
    yield from _data(module)
    yield from (Symbol(f.offset, "t", f.name) for f in known if f.name == exit_name)
    if exit_name is not None:
        counter = FIRST_COUNTER + len(module.exports) + len(module.parameters) + len(module.descriptions)
        yield Symbol(DATA_OFFSET, "d", f"__UNIQUE_ID___addressable_cleanup_module{counter}")
    yield from _parameters(module)
    yield from sorted(_globals(module, known, exit_name), key=lambda symbol: symbol.name)


def _globals(module: Module, known: list[Function], exit_name: str | None) -> Iterator[Symbol]:
    yield Symbol(THIS_MODULE_OFFSET, "d", "__this_module")
    for function in known:
        if function.name == exit_name:
            yield Symbol(function.offset, "t", "cleanup_module")
        elif function.name in module.exports:
            yield Symbol(function.offset, "t" if function.name in module.gpl_exports else "T", function.name)


def _data(module: Module) -> Iterator[Symbol]:
    for number, variable in enumerate(variables(module.source)):
        place = BSS_OFFSET if variable.zero else DATA_OFFSET
        yield Symbol(place + (number + 1) * WORD_BYTES, "b" if variable.zero else "d", variable.name)


def _parameters(module: Module) -> Iterator[Symbol]:
    """For each parameter the structure, its name, and what is to be known of an array; the last parameter first."""
    names = PARAM_NAMES_OFFSET
    for number, parameter in reversed(list(enumerate(module.parameters.values()))):
        yield Symbol(PARAM_OFFSET + number * PARAM_BYTES, "r", f"__param_{parameter.name}")
        for prefix in ("__param_str_", "__param_arr_")[: 1 + parameter.array]:
            yield Symbol(names, "r", f"{prefix}{parameter.name}")
            names += PARAM_NAME_BYTES


def _exports(names: list[str]) -> Iterator[Symbol]:
    """For each exported symbol a checksum, its name, its namespace, and the entry that holds them."""
    checksums = KSYMTAB_OFFSET + len(names) * KSYMTAB_BYTES
    strings = checksums + len(names) * CRC_BYTES
    for number, name in enumerate(names):
        yield Symbol(checksums + number * CRC_BYTES, "r", f"__crc_{name}")
        yield Symbol(strings, "r", f"__kstrtab_{name}")
        strings += len(name) + 1
        yield Symbol(strings, "r", f"__kstrtabns_{name}")
        strings += 1
        yield Symbol(KSYMTAB_OFFSET + number * KSYMTAB_BYTES, "r", f"__ksymtab_{name}")


def sections(module: Module) -> dict[str, int]:
    """The sections that are in memory, with their offsets."""
    found = dict.fromkeys(_ALWAYS, RODATA_OFFSET) | {".gnu.linkonce.this_module": THIS_MODULE_OFFSET}
    if module.init is not None:
        found |= {".init.text": module.size, ".init.data": module.size}
    if module.exit is not None:
        found |= {".exit.text": _exit_offset(module), ".exit.data": DATA_OFFSET}
    ordinary = [f for f in functions(module) if not _is_init_or_exit(module, f.name)]
    for function in ordinary:
        found.setdefault(".text.unlikely" if function.name in _endless(module.source) else ".text", function.offset)
    for variable in variables(module.source):
        found.setdefault(".bss" if variable.zero else ".data", BSS_OFFSET if variable.zero else DATA_OFFSET)
    if module.parameters:
        found |= {"__param": PARAM_OFFSET, ".rodata": PARAM_NAMES_OFFSET}
    if any(len(text) + 1 >= LONG_STRING for text in _strings(module)):
        found[".rodata.str1.8"] = RODATA_OFFSET
    return found | _export_sections(module)


def _export_sections(module: Module) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in module.exports:
        suffix = "_gpl" if name in module.gpl_exports else ""
        found |= {f"__ksymtab{suffix}": KSYMTAB_OFFSET, f"__kcrctab{suffix}": KSYMTAB_OFFSET}
        found["__ksymtab_strings"] = KSYMTAB_OFFSET
    return found


def _is_init_or_exit(module: Module, name: str) -> bool:
    init = init_code(module)
    return name in (init.co_name if init else None, getattr(module.exit, "__name__", None))


def _exit_offset(module: Module) -> int:
    name = getattr(module.exit, "__name__", None)
    return next((function.offset for function in functions(module) if function.name == name), 0)


@lru_cache(maxsize=64)
def _endless(source: str) -> frozenset[str]:
    """The functions that never return: the compiler puts them where what is seldom run is."""
    found = (node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    return frozenset(node.name for node in found if any(map(_never_ends, node.body)))


def _never_ends(node: ast.stmt) -> bool:
    """Whether a statement is a ``while True`` that nothing leaves."""
    if not isinstance(node, ast.While) or not isinstance(node.test, ast.Constant) or not node.test.value:
        return False
    return not any(isinstance(inner, ast.Break | ast.Return) for inner in ast.walk(node))


def _strings(module: Module) -> Iterator[str]:
    """The texts in the module's functions, with the level that pr_info() and the like put before them."""
    for code in module.code.co_consts:
        for text in getattr(code, "co_consts", ()):
            if isinstance(text, str):
                yield f"\x016{text}"


_ALWAYS = (
    ".note.Linux", ".note.gnu.build-id", ".orc_unwind", ".orc_unwind_ip", ".return_sites", ".rodata.str1.1", ".strtab",
    ".symtab", "__mcount_loc",
)  # fmt: skip
