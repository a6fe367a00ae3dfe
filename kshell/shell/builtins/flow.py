"""Builtins about what runs next."""

from kshell.shell import builtins
from kshell.shell.builtins.call import USAGE, Call, Usage, numeric_or_exit
from kshell.shell.builtins.names import describe
from kshell.shell.control import Break, Discard, Exit, Return
from kshell.shell.execute.program import become, look_up, search, why_not
from kshell.shell.execute.reading import run_text
from kshell.shell.execute.sourcing import run_sourced
from kshell.shell.input import script_text
from kshell.shell.leaving import may_leave

BINARY_SAMPLE = 80
NOT_FOUND, NOT_EXECUTABLE = 127, 126
STANDARD_PATH = "/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin"


def _levels(call: Call) -> int | None:
    """How many loops break and continue mean; None after a message."""
    if not call.shell.loops:
        call.complain("only meaningful in a `for', `while', or `until' loop")
        return None
    if call.args[:1] == ["--"]:
        call.args = call.args[1:]
    if not call.args:
        return 1
    number = call.number(call.args[0])
    if number is None:
        raise Exit(128) if not call.shell.interactive else Discard
    if len(call.args) > 1:
        call.complain("too many arguments")
        raise Discard
    if number < 1:
        call.complain(f"{call.args[0]}: loop count out of range")
        raise Break(call.shell.loops, again=False, status=1)
    return number


def _break(call: Call) -> int:
    levels = _levels(call)
    if levels is None:
        return 0
    raise Break(levels, again=False)


def _continue(call: Call) -> int:
    levels = _levels(call)
    if levels is None:
        return 0
    raise Break(levels, again=True)


def _exit(call: Call) -> int:
    shell = call.shell
    if call.name == "logout" and not shell.login:
        call.complain("not login shell: use `exit'")
        return 1
    if shell.interactive:
        if call.name == "exit":
            shell.p.err("logout\n" if shell.login else "exit\n")
        if not may_leave(shell):
            return 1
    if len(call.args) > 1 and call.number(call.args[0]) is not None:
        call.complain("too many arguments")
        raise Discard
    raise Exit(numeric_or_exit(call, shell.status))


def _return(call: Call) -> int:
    shell = call.shell
    if not any(frame.name != "main" for frame in shell.frames):
        call.complain("can only `return' from a function or sourced script")
        return USAGE
    if len(call.args) > 1:
        call.complain("too many arguments")
        raise Discard
    if not call.args:
        raise Return(shell.status)
    number = call.number(call.args[0])
    raise Return(USAGE if number is None else number)


def _eval(call: Call) -> int:
    call.options("")
    if not call.args:
        return 0
    shell = call.shell
    shell.executor.enter()
    try:
        return run_text(shell, " ".join(call.args), "eval", line=shell.line - 1)
    finally:
        shell.depth -= 1


def _source(call: Call) -> int:
    call.options("")
    if not call.args:
        call.complain("filename argument required")
        raise Usage
    shell, name = call.shell, call.args[0]
    found = search(shell, name) if "/" not in name and shell.options.shopt["sourcepath"] else []
    path = found[0] if found else name
    try:
        data = shell.p.read_file(path)
    except OSError as error:
        shell.complain(f"{f'{call.name}: ' if error.errno == 21 else ''}{name}: {_why(error)}")
        return 1
    if b"\0" in data[:BINARY_SAMPLE].partition(b"\n")[0]:
        call.complain(f"{name}: cannot execute binary file")
        return NOT_EXECUTABLE
    return run_sourced(shell, path, script_text(data), call.args[1:])


def _why(error: OSError) -> str:
    return "is a directory" if error.errno == 21 else str(error.strerror)


def _exec(call: Call) -> int:
    shell = call.shell
    chosen = dict(call.options("cla:"))
    if not call.args:
        return 0
    words = list(call.args)
    path = look_up(shell, words[0])
    argv = [chosen["a"] if "a" in chosen else ("-" if "l" in chosen else "") + words[0], *words[1:]]
    shell.traps.begin_child(background=False)
    if path is None:
        call.complain(f"{words[0]}: not found")
        status = NOT_FOUND
    else:
        level = shell.variables.get("SHLVL") or ""
        if level.isdecimal():
            shell.variables.set("SHLVL", str(int(level) - 1))
        status = become(shell, argv, path, name=words[0], environment={} if "c" in chosen else None)
        if status != NOT_FOUND:
            call.complain(f"{words[0]}: cannot execute: {why_not(shell, path)}")
    if shell.interactive:
        shell.traps.begin_interactive()
        return status
    if shell.options.shopt["execfail"]:
        return status
    raise Exit(status)


def _true(call: Call) -> int:
    return 0


def _false(call: Call) -> int:
    return 1


def _command(call: Call) -> int:
    flags = call.flags("pvV")
    shell = call.shell
    if not call.args:
        return 0
    if "v" in flags or "V" in flags:
        return describe(call, call.args, short="v" in flags and "V" not in flags)
    name, *args = call.args
    builtin = builtins.find(name) if name not in shell.disabled else None
    if builtin is not None:
        return builtin.run(shell, args)
    path = search(shell, name, STANDARD_PATH)[:1] if "p" in flags else []
    return shell.executor.run_program(call.args, path[0] if path else look_up(shell, name))


def _builtin(call: Call) -> int:
    call.options("")
    if not call.args:
        return 0
    found = builtins.find(call.args[0])
    if found is None:
        call.complain(f"{call.args[0]}: not a shell builtin")
        return 1
    return found.run(call.shell, call.args[1:])


def _caller(call: Call) -> int:
    shell = call.shell
    frames = list(reversed(shell.frames))
    number = int(call.args[0]) if call.args and call.args[0].isdecimal() else 0
    if not frames or number >= len(frames):
        return 1
    source = frames[number + 1].source if number + 1 < len(frames) else "NULL"
    if not call.args:
        call.out(f"{frames[0].line} {source}\n")
        return 0
    if number + 1 >= len(frames):
        return 1
    call.out(f"{frames[number].line} {frames[number + 1].name} {source}\n")
    return 0


BUILTINS = {
    "break": _break, "continue": _continue, "exit": _exit, "logout": _exit, "return": _return, "eval": _eval,
    "source": _source, ".": _source, "exec": _exec, ":": _true, "true": _true, "false": _false, "command": _command,
    "builtin": _builtin, "caller": _caller,
}  # fmt: skip
