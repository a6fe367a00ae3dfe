"""Builtins about variables, options, traps and aliases."""

import re

from kshell.shell.arith import ArithmeticProblem
from kshell.shell.expand import arithmetic
from kshell.shell.state import Shell, quote
from kshell.uapi.signals import Signal, signal_by_name
from kshell.uapi.syscalls import SIG_DFL, SIG_IGN

_NAME = re.compile(r"[A-Za-z_]\w*")
_SIMPLE = re.compile(r"[\w@%+=:,./-]+")
_LONG_OPTIONS = {"errexit": "e", "nounset": "u", "xtrace": "x", "noglob": "f", "pipefail": "pipefail"}


def quoted(text: str) -> str:
    """A text as the shell would read it back."""
    return text if _SIMPLE.fullmatch(text) else quote(text)


def _declared(shell: Shell, words: list[str], arguments: list[str]) -> list[tuple[str, str | None]]:
    """(name, value or None) of each argument; a bad name is complained about."""
    out: list[tuple[str, str | None]] = []
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not _NAME.fullmatch(name):
            shell.complain(f"{words[0]}: `{argument}': not a valid identifier")
            shell.status = 1
        else:
            out.append((name, value if equals else None))
    return out


def _set_checked(shell: Shell, name: str, value: str) -> bool:
    if name in shell.readonly:
        shell.complain(f"{name}: readonly variable")
        return False
    shell.set(name, value)
    return True


def _export(shell: Shell, words: list[str]) -> int:
    arguments = [word for word in words[1:] if not word.startswith("-")]
    shell.status = 0
    if not arguments:
        for name in sorted(shell.exported & shell.variables.keys()):
            shell.p.out(f'declare -x {name}="{shell.variables[name]}"\n')
    for name, value in _declared(shell, words, arguments):
        if value is None or _set_checked(shell, name, value):
            shell.exported.discard(name) if "-n" in words else shell.exported.add(name)
    return shell.status


def _unset(shell: Shell, words: list[str]) -> int:
    status = 0
    for name in [word for word in words[1:] if not word.startswith("-")]:
        if name in shell.readonly:
            shell.complain(f"unset: {name}: cannot unset: readonly variable")
            status = 1
        elif "-f" in words or (name not in shell.variables and name in shell.functions):
            shell.functions.pop(name, None)
        else:
            shell.variables.pop(name, None)
            shell.exported.discard(name)
    return status


def _readonly(shell: Shell, words: list[str]) -> int:
    shell.status = 0
    for name, value in _declared(shell, words, [word for word in words[1:] if not word.startswith("-")]):
        if value is None or _set_checked(shell, name, value):
            shell.readonly.add(name)
    return shell.status


def _local(shell: Shell, words: list[str]) -> int:
    if not shell.locals:
        shell.complain("local: can only be used in a function")
        return 1
    return _declare(shell, words)


def _declare(shell: Shell, words: list[str]) -> int:
    shell.status = 0
    options = "".join(word[1:] for word in words[1:] if word.startswith("-"))
    for name, value in _declared(shell, words, [word for word in words[1:] if not word.startswith("-")]):
        if shell.locals and "g" not in options:
            shell.locals[-1].setdefault(name, shell.variables.get(name))
            shell.variables.pop(name, None) if value is None else None
        if value is not None and not _set_checked(shell, name, value):
            return 1
        if "x" in options:
            shell.exported.add(name)
        if "r" in options:
            shell.readonly.add(name)
    return shell.status


def _set(shell: Shell, words: list[str]) -> int:
    rest = words[1:]
    if not rest:
        for name in sorted(shell.variables):
            shell.p.out(f"{name}={quoted(shell.variables[name])}\n")
        return 0
    while rest and rest[0][:1] in "-+" and len(rest[0]) > 1:
        word = rest.pop(0)
        if word == "--":
            shell.arguments = rest
            return 0
        on = word[0] == "-"
        for letter in word[1:]:
            if letter == "o":
                name = rest.pop(0) if rest else ""
                letter = _LONG_OPTIONS.get(name, "")
                if not letter:
                    shell.complain(f"set: {name}: invalid option name")
                    return 1
            shell.options[letter] = on
    if rest:
        shell.arguments = rest
    return 0


def _shift(shell: Shell, words: list[str]) -> int:
    count = int(words[1]) if len(words) > 1 and words[1].isdigit() else 1
    if count > len(shell.arguments):
        return 1
    shell.arguments = shell.arguments[count:]
    return 0


def _read(shell: Shell, words: list[str]) -> int:
    raw = False
    arguments = words[1:]
    while arguments and arguments[0].startswith("-"):
        option = arguments.pop(0)
        raw = raw or "r" in option
        if option.endswith("p") and arguments:
            shell.p.err(arguments.pop(0))
    line, ended = _read_line(shell, raw=raw)
    names = arguments or ["REPLY"]
    separators = shell.get("IFS", " \t\n")
    parts = line.strip(separators).split(None if " " in separators else separators[:1], len(names) - 1)
    for number, name in enumerate(names):
        shell.set(name, parts[number].strip(separators) if number < len(parts) else "")
    return 0 if ended else 1


def _read_line(shell: Shell, *, raw: bool) -> tuple[str, bool]:
    """A line without its newline, read byte by byte so that nothing of the next is taken; whether it was whole."""
    data = b""
    while byte := shell.sys.read(0, 1 if not shell.sys.isatty(0) else 65536):
        data += byte
        if data.endswith(b"\n"):
            if not raw and data.endswith(b"\\\n"):
                data = data[:-2]
                continue
            return data[:-1].decode("utf-8", "surrogateescape"), True
    return data.decode("utf-8", "surrogateescape"), False


def _let(shell: Shell, words: list[str]) -> int:
    value = 0
    for expression in words[1:]:
        try:
            value = arithmetic(shell, expression)
        except ArithmeticProblem as problem:
            shell.complain(f"let: {expression}: {problem}")
            return 1
    return int(not value)


def _trap(shell: Shell, words: list[str]) -> int:
    if len(words) == 1 or words[1] == "-p":
        for name, text in shell.traps.items():
            shell.p.out(f"trap -- {quoted(text)} {name if name == 'EXIT' else 'SIG' + name}\n")
        return 0
    action, names = words[1], words[2:]
    for spec in names:
        number = signal_by_name(spec)
        if number is None:
            shell.complain(f"trap: {spec}: invalid signal specification")
            return 1
        _set_trap(shell, number, action)
    return 0


def _set_trap(shell: Shell, number: int, action: str) -> None:
    name = Signal(number).short if number else "EXIT"
    if action == "-":
        shell.traps.pop(name, None)
        if number:
            shell.sys.sigaction(number, SIG_DFL)
        return
    shell.traps[name] = action
    if number:
        shell.sys.sigaction(number, SIG_IGN if not action else lambda sig: shell.pending_traps.append(name))


def _alias(shell: Shell, words: list[str]) -> int:
    status = 0
    for argument in words[1:]:
        name, equals, value = argument.partition("=")
        if equals:
            shell.aliases[name] = value
        elif name in shell.aliases:
            shell.p.out(f"alias {name}={quote(shell.aliases[name])}\n")
        else:
            shell.complain(f"alias: {name}: not found")
            status = 1
    if len(words) == 1:
        for name in sorted(shell.aliases):
            shell.p.out(f"alias {name}={quote(shell.aliases[name])}\n")
    return status


def _unalias(shell: Shell, words: list[str]) -> int:
    status = 0
    for name in words[1:]:
        if name == "-a":
            shell.aliases.clear()
        elif shell.aliases.pop(name, None) is None:
            shell.complain(f"unalias: {name}: not found")
            status = 1
    return status


def _umask(shell: Shell, words: list[str]) -> int:
    if len(words) > 1:
        try:
            shell.sys.umask(int(words[1], 8))
        except ValueError:
            shell.complain(f"umask: {words[1]}: octal number out of range")
            return 1
        return 0
    mask = shell.sys.umask(0)
    shell.sys.umask(mask)
    shell.p.out(f"{mask:04o}\n")
    return 0


TABLE = {
    "export": _export, "unset": _unset, "readonly": _readonly, "local": _local, "declare": _declare,
    "typeset": _declare, "set": _set, "shift": _shift, "read": _read, "let": _let, "trap": _trap, "alias": _alias,
    "unalias": _unalias, "umask": _umask,
}  # fmt: skip
