"""Builtins about what runs next."""

from kshell.shell import builtins
from kshell.shell.control import Break, Exit, Return
from kshell.shell.state import Shell

USAGE = 2


def _number(shell: Shell, words: list[str], default: int) -> int:
    if len(words) < 2:
        return default
    try:
        return int(words[1])
    except ValueError:
        shell.complain(f"{words[0]}: {words[1]}: numeric argument required")
        raise Exit(USAGE) from None


def _break(shell: Shell, words: list[str]) -> int:
    raise Break(max(_number(shell, words, 1), 1), again=False)


def _continue(shell: Shell, words: list[str]) -> int:
    raise Break(max(_number(shell, words, 1), 1), again=True)


def _exit(shell: Shell, words: list[str]) -> int:
    if shell.interactive:
        shell.p.err("exit\n" if words[0] == "exit" else "logout\n")
        if any(job.stopped for job in shell.jobs.jobs) and not shell.warned:
            shell.p.err("There are stopped jobs.\n")
            shell.warned = True
            return 1
    raise Exit(_number(shell, words, shell.status))


def _return(shell: Shell, words: list[str]) -> int:
    if not shell.locals and not shell.sourcing:
        shell.complain("return: can only `return' from a function or sourced script")
        return USAGE
    raise Return(_number(shell, words, shell.status))


def _eval(shell: Shell, words: list[str]) -> int:
    return shell.run_text(" ".join(words[1:])) if len(words) > 1 else 0


def _source(shell: Shell, words: list[str]) -> int:
    if len(words) < 2:
        shell.complain(f"{words[0]}: filename argument required")
        shell.p.err(f"{words[0]}: usage: {words[0]} filename [arguments]\n")
        return USAGE
    try:
        text = shell.p.read_text(words[1])
    except OSError as error:
        shell.complain(f"{words[1]}: {error.strerror}")
        return 1
    shell.sourcing += 1
    try:
        return shell.run_text(text)
    except Return as returned:
        return returned.status
    finally:
        shell.sourcing -= 1


def _exec(shell: Shell, words: list[str]) -> int:
    from kshell.shell.execute import execute_program  # noqa: PLC0415  # execute imports the builtins

    shell.jobs.reset_signals()
    status = execute_program(shell, words[1:])
    if shell.interactive:
        shell.jobs.take_terminal()
        return status
    raise Exit(status)


def _true(shell: Shell, words: list[str]) -> int:
    return 0


def _false(shell: Shell, words: list[str]) -> int:
    return 1


def _command(shell: Shell, words: list[str]) -> int:
    rest = [word for word in words[1:] if word not in ("-p", "--")]
    if rest and rest[0] in ("-v", "-V"):
        return _type(shell, ["command", *rest[1:]], short=rest[0] == "-v")
    if not rest:
        return 0
    builtin = builtins.find(rest[0])
    if builtin is not None:
        return builtin.run(shell, rest)
    return shell.run_words(rest)


def _builtin(shell: Shell, words: list[str]) -> int:
    if len(words) < 2:
        return 0
    found = builtins.find(words[1])
    if found is None:
        shell.complain(f"builtin: {words[1]}: not a shell builtin")
        return 1
    return found.run(shell, words[1:])


def _type(shell: Shell, words: list[str], *, short: bool = False) -> int:
    status = 0
    for name in words[1:]:
        if name.startswith("-"):
            continue
        text, brief = _kind(shell, name)
        if not text:
            status = 1
            if not short:
                shell.complain(f"{words[0]}: {name}: not found")
        else:
            shell.p.out(f"{brief if short else text}\n")
    return status


def _kind(shell: Shell, name: str) -> tuple[str, str]:
    from kshell.shell.parse import RESERVED  # noqa: PLC0415  # seldom asked for

    if name in shell.aliases:
        return f"{name} is aliased to `{shell.aliases[name]}'", f"alias {name}='{shell.aliases[name]}'"
    if name in RESERVED:
        return f"{name} is a shell keyword", name
    if name in shell.functions:
        return f"{name} is a function", name
    if builtins.find(name) is not None:
        return f"{name} is a shell builtin", name
    path = shell.find_program(name)
    return (f"{name} is {path}", path) if path else ("", "")


TABLE = {
    "break": _break, "continue": _continue, "exit": _exit, "logout": _exit, "return": _return, "eval": _eval,
    "source": _source, ".": _source, "exec": _exec, ":": _true, "true": _true, "false": _false, "command": _command,
    "builtin": _builtin, "type": _type, "hash": _true,
}  # fmt: skip
