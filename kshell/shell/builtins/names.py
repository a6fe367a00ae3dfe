"""Builtins about what a name stands for."""

from kshell.shell import builtins
from kshell.shell.builtins.call import Call, Usage
from kshell.shell.execute.program import is_program, search
from kshell.shell.expand.quote import single_quote
from kshell.shell.shell import Hashed
from kshell.shell.syntax.text import function_text

KEYWORDS = tuple(
    "if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc".split()
)


def describe(call: Call, names: list[str], *, short: bool = False, every: bool = False, functions: bool = True) -> int:
    """What ``command -v`` (short) and ``command -V``, ``type`` say of names.

    1 if one of them is nothing; for command, only if all are.
    """
    missing = 0
    for name in names:
        found = [*_inside(call, name, short=short, functions=functions), *_outside(call, name, short=short)]
        if not found:
            missing += 1
            if not short:
                call.complain(f"{name}: not found")
        for text in found if every else found[:1]:
            call.out(text + "\n")
    return int(missing == len(names)) if call.name == "command" else int(missing > 0)


def _inside(call: Call, name: str, *, short: bool, functions: bool) -> list[str]:
    """What a name is to the shell itself."""
    shell, found = call.shell, list[str]()
    if name in shell.aliases and shell.options.shopt["expand_aliases"]:
        value = shell.aliases[name]
        found.append(f"alias {name}={single_quote(value)}" if short else f"{name} is aliased to `{value}'")
    if name in KEYWORDS:
        found.append(name if short else f"{name} is a shell keyword")
    function = shell.functions.get(name) if functions else None
    if function is not None:
        text = function_text(name, function.body)
        found.append(name if short else f"{name} is a function\n{text}")
    if builtins.find(name) is not None and name not in shell.disabled:
        found.append(name if short else f"{name} is a shell builtin")
    return found


def _outside(call: Call, name: str, *, short: bool) -> list[str]:
    """The programs of a name."""
    shell = call.shell
    if "/" in name:
        return [name if short else f"{name} is {name}"] if is_program(shell, name) else []
    hashed = shell.hashed.get(name)
    paths = [path for path in search(shell, name) if is_program(shell, path)]
    if hashed is not None and not short:
        return [f"{name} is hashed ({hashed.path})", *(f"{name} is {path}" for path in paths)]
    return [path if short else f"{name} is {path}" for path in paths]


def _kinds(call: Call, name: str) -> list[tuple[str, str]]:
    """(kind, path) of everything that a name is."""
    shell, found = call.shell, list[tuple[str, str]]()
    if name in shell.aliases and shell.options.shopt["expand_aliases"]:
        found.append(("alias", ""))
    if name in KEYWORDS:
        found.append(("keyword", ""))
    if name in shell.functions:
        found.append(("function", ""))
    if builtins.find(name) is not None and name not in shell.disabled:
        found.append(("builtin", ""))
    return found + [("file", path) for path in search(shell, name) if is_program(shell, path)]


def _type(call: Call) -> int:
    flags = call.flags("afptP")
    if not set(flags) & set("tpP"):
        return describe(call, call.args, every="a" in flags, functions="f" not in flags)
    status = 0
    for name in call.args:
        kinds = [kind for kind in _kinds(call, name) if "P" not in flags or kind[0] == "file"]
        if not kinds:
            status = 1
        for kind, path in kinds if "a" in flags else kinds[:1]:
            if "t" in flags:
                call.out(f"{kind}\n")
            elif path:
                call.out(f"{path}\n")
    return status


def _hash(call: Call) -> int:
    options = dict(call.options("lrdtp:"))
    shell = call.shell
    if "r" in options:
        shell.hashed.clear()
    if not call.args:
        return 0 if "r" in options else _show_hashed(call, reusable="l" in options)
    if "t" in options:
        return _hashed_paths(call)
    status = 0
    for name in call.args:
        if "d" in options:
            shell.hashed.pop(name, None)
        elif "p" in options:
            shell.hashed[name] = Hashed(options["p"], 0)
        elif "/" not in name and builtins.find(name) is None and name not in shell.functions:
            found = [path for path in search(shell, name) if is_program(shell, path)]
            if found:
                shell.hashed[name] = Hashed(found[0], 0)
            else:
                call.complain(f"{name}: not found")
                status = 1
    return status


def _show_hashed(call: Call, *, reusable: bool) -> int:
    hashed = call.shell.hashed
    if not hashed:
        call.out("hash: hash table empty\n")
        return 0
    if reusable:
        for name, known in hashed.items():
            call.out(f"builtin hash -p {known.path} {name}\n")
        return 0
    call.out("hits\tcommand\n")
    for known in hashed.values():
        call.out(f"{known.hits:4d}\t{known.path}\n")
    return 0


def _hashed_paths(call: Call) -> int:
    status = 0
    for name in call.args:
        known = call.shell.hashed.get(name)
        if known is None:
            call.complain(f"{name}: not found")
            status = 1
        else:
            call.out(f"{name}\t{known.path}\n" if len(call.args) > 1 else f"{known.path}\n")
    return status


def _alias(call: Call) -> int:
    flags, aliases, status = call.flags("p"), call.shell.aliases, 0
    if not call.args or flags:
        for name in sorted(aliases):
            call.out(_alias_line(name, aliases[name]))
    for argument in call.args:
        name, equals, value = argument.partition("=")
        if equals and name:
            if any(c in name for c in "/$`\\'\"|&;()<> \t\n"):
                call.complain(f"`{name}': invalid alias name")
                status = 1
            else:
                aliases[name] = value
        elif argument in aliases:
            call.out(_alias_line(argument, aliases[argument]))
        else:
            call.complain(f"{argument}: not found")
            status = 1
    return status


def _alias_line(name: str, value: str) -> str:
    return f"alias {'-- ' if name.startswith('-') else ''}{name}={single_quote(value)}\n"


def _unalias(call: Call) -> int:
    flags, status = call.flags("a"), 0
    if flags:
        call.shell.aliases.clear()
        return 0
    if not call.args:
        raise Usage
    for name in call.args:
        if call.shell.aliases.pop(name, None) is None:
            call.complain(f"{name}: not found")
            status = 1
    return status


def _enable(call: Call) -> int:
    flags, shell, status = dict(call.options("adnpsf:")), call.shell, 0
    if not call.args:
        for name in builtins.builtin_names():
            off = name in shell.disabled
            if "a" in flags or off == ("n" in flags):
                call.out(f"enable {'-n ' if off else ''}{name}\n")
        return 0
    for name in call.args:
        if builtins.find(name) is None:
            call.complain(f"{name}: not a shell builtin")
            status = 1
        elif "n" in flags:
            shell.disabled.add(name)
        else:
            shell.disabled.discard(name)
    return status


BUILTINS = {"type": _type, "hash": _hash, "alias": _alias, "unalias": _unalias, "enable": _enable}
