"""Module parameters: the types, and parsing what insmod was given (kernel/params.c, lib/kstrtox.c, lib/cmdline.c)."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from kshell.kernel.module.state import Module, Parameter
from kshell.kernel.printk.printk import Log
from kshell.uapi.errno import Errno

CHARP_LIMIT = 1024
_NUMBER = re.compile(r"([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)\n?")
_YES = ("y", "Y", "t", "T", "1", "on", "oN", "On", "ON")
_NO = ("n", "N", "f", "F", "0", "of", "oF", "Of", "OF", "off")


class ParamType(NamedTuple):
    """A parameter type: ``parse`` turns text into (negative errno or 0, value), ``show`` the value into text."""

    name: str
    parse: Callable[[str | None], tuple[int, Any]]
    show: Callable[[Any], str]
    flag: bool = False


def kstrtoll(text: str, base: int = 0) -> tuple[int, int]:
    """(0, number), (-EINVAL, 0) or (-ERANGE, 0): kstrtoll() with base 0 takes 0x and 0 prefixes."""
    if base == 10:
        match = re.fullmatch(r"([+-]?)([0-9]+)\n?", text)
    elif base == 16:
        match = re.fullmatch(r"([+-]?)((?:0[xX])?[0-9a-fA-F]+)\n?", text)
    else:
        match = _NUMBER.fullmatch(text)
    if match is None:
        return -Errno.EINVAL, 0
    sign, digits = match.groups()
    if base == 0:
        base = 16 if digits[:2].lower() == "0x" else 8 if digits[0] == "0" else 10
    number = int(digits, base)
    if number >= 1 << 64:
        return -Errno.ERANGE, 0
    return 0, -number if sign == "-" else number


def kstrtobool(text: str | None) -> tuple[int, bool]:
    """(0, truth) or (-EINVAL, False)."""
    if text is None:
        return 0, True
    head = text[:2] if text[:1] in "oO" else text[:1]
    if head and head in _YES:
        return 0, True
    if head and (head in _NO):
        return 0, False
    return -Errno.EINVAL, False


def _integer(name: str, low: int, high: int, show: Callable[[int], str] = str) -> ParamType:
    def parse(text: str | None) -> tuple[int, int]:
        if text is None:
            return -Errno.EINVAL, 0
        if low == 0 and text.startswith("-"):
            return -Errno.EINVAL, 0
        error, value = kstrtoll(text)
        if not error and not low <= value <= high:
            error = -Errno.ERANGE
        return error, value

    return ParamType(name, parse, show)


def _charp(text: str | None) -> tuple[int, str]:
    if text is None:
        return -Errno.EINVAL, ""
    return (-Errno.ENOSPC, "") if len(text) > CHARP_LIMIT else (0, text)


def _show_bool(value: object) -> str:
    return "Y" if value else "N"


def _invbool(text: str | None) -> tuple[int, bool]:
    error, value = kstrtobool(text)
    return error, not value


def _bits(name: str, bits: int, *, signed: bool) -> ParamType:
    return _integer(name, -(1 << bits - 1) if signed else 0, (1 << (bits - 1 if signed else bits)) - 1)


INT = _bits("int", 32, signed=True)
TYPES: dict[str, ParamType] = {
    kind.name: kind
    for kind in (
        _bits("byte", 8, signed=False),
        _bits("short", 16, signed=True),
        _bits("ushort", 16, signed=False),
        INT,
        _bits("uint", 32, signed=False),
        _bits("long", 64, signed=True),
        _bits("ulong", 64, signed=False),
        _bits("ullong", 64, signed=False),
        _integer("hexint", 0, (1 << 32) - 1, lambda value: f"0x{value:x}"),
        ParamType("charp", _charp, lambda value: "(null)" if value is None else str(value)),
        ParamType("bool", kstrtobool, _show_bool, flag=True),
        ParamType("bint", kstrtobool, lambda value: str(int(value)), flag=True),
        ParamType("invbool", _invbool, lambda value: _show_bool(not value)),
    )
}
_OF_PYTHON: dict[object, str] = {int: "int", bool: "bool", str: "charp"}


def param_type(kind: object) -> ParamType:
    """The type behind ``int``, ``bool``, ``charp`` or a name; KeyError when there is none."""
    if isinstance(kind, ParamType):
        return kind
    return TYPES[_OF_PYTHON.get(kind, str(kind))]


def simple(namespace: dict[str, Any], name: str, kind: ParamType, perm: int) -> Parameter:
    """A parameter kept in the module's global of the same name (module_param)."""

    def write(text: str | None) -> int:
        error, value = kind.parse(text)
        if not error:
            namespace[name] = value
        return error

    return Parameter(name, perm, lambda: kind.show(namespace[name]), write, flag=kind.flag)


def string(log: Log, namespace: dict[str, Any], variable: str, name: str, size: int, perm: int) -> Parameter:
    """A parameter copied into a string of ``size`` bytes, the last of them for its end (module_param_string)."""

    def write(text: str | None) -> int:
        if text is None:
            return -Errno.EINVAL
        if len(text) >= size:
            log.emit(f"{name}: string doesn't fit in {size - 1} chars.\n", 3)
            return -Errno.ENOSPC
        namespace[variable] = text
        return 0

    return Parameter(name, perm, lambda: str(namespace[variable]), write)


def array(log: Log, namespace: dict[str, Any], name: str, kind: ParamType, count: str | None, perm: int) -> Parameter:
    """A parameter of several values in a list, their number in the global ``count`` (module_param_array)."""

    def write(text: str | None) -> int:
        if text is None:
            return -Errno.EINVAL
        parts, room = text.split(","), len(namespace[name])
        for place, part in enumerate(parts):
            if place >= room:
                log.emit(f"{name}: can only take {room} arguments\n", 3)
                return -Errno.EINVAL
            error, value = kind.parse(part)
            if error:
                return error
            namespace[name][place] = value
        if count is not None:
            namespace[count] = len(parts)
        return 0

    def read() -> str:
        shown = namespace[count] if count is not None else len(namespace[name])
        return ",".join(kind.show(value) for value in namespace[name][:shown])

    return Parameter(name, perm, read, write, array=True)


def next_args(text: str) -> Iterator[tuple[str, str | None]]:
    """(name, value) of each word of a command line; a value may be quoted (next_arg)."""
    for match in re.finditer(r'(?:[^\s"]|"[^"]*"?)+', text):
        word = match[0]
        if word.startswith('"'):
            word = word[1:].removesuffix('"')
        equals = word.find("=", 1)
        if equals < 0:
            yield word, None
            continue
        value = word[equals + 1 :]
        yield word[:equals], value[1:].removesuffix('"') if value.startswith('"') else value


def parse_args(log: Log, module: Module, text: str) -> int:
    """Give a module the parameters that insmod was called with: 0, or the last one's negative errno.

    What is wrong with one is said in the log, and the next is looked at.
    """
    failed = 0
    words = list(next_args(text))
    for number, (name, value) in enumerate(words):
        if name == "--" and value is None:
            _ignored(log, module, words[number + 1 :])
            break
        parameter = module.parameters.get(name.replace("-", "_"))
        if parameter is None:
            _unknown(log, module, name, value)
            continue
        error = -Errno.EINVAL if value is None and not parameter.flag else parameter.write(value)
        if error:
            shown = (value or "").partition(",")[0] if parameter.array else value or ""
            what = "too large" if error == -Errno.ENOSPC else "invalid"
            log.emit(f"{module.name}: `{shown}' {what} for parameter `{name}'\n", 3)
            failed = error
    return failed


def _unknown(log: Log, module: Module, name: str, value: str | None) -> None:
    """A parameter that is not the module's: what every module has, or it is ignored (unknown_module_param_cb)."""
    first, _, last = name.rpartition(".")
    if last == "dyndbg":
        module.debug = "p" in (value or "+p").partition("-")[0]
    elif name != "async_probe":
        log.emit(f"{module.name}: unknown parameter '{first.partition('.')[0] or last}' ignored\n", 4)


def _ignored(log: Log, module: Module, words: list[tuple[str, str | None]]) -> None:
    text = " ".join(name if value is None else f"{name}={value}" for name, value in words)
    if text:
        log.emit(f"{module.name}: parameters '{text}' after `--' ignored\n", 4)
