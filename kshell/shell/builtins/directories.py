"""cd, pwd and the directory stack (bash builtins/cd.def, pushd.def)."""

from kshell.shell.builtins.call import Call, Usage


def _cd(call: Call) -> int:
    flags = call.flags("LPe@")
    shell = call.shell
    physical = "P" in flags or (shell.options.set_o["physical"] and "L" not in flags)
    if len(call.args) > 1:
        call.complain("too many arguments")
        return 1
    target, show = _target(call)
    if target is None:
        return 1
    for folder in _search_path(call, target):
        path = f"{folder}/{target}" if folder else target
        if go(call, path, physical=physical, quiet=bool(folder)):
            if show or (folder and folder != "."):
                call.out(f"{target if show else shell.variables.get('PWD')}\n")
            return 0
    return 1


def _target(call: Call) -> tuple[str | None, bool]:
    """Where to go, and whether that is shown; None after a message."""
    variables = call.shell.variables
    if not call.args:
        home = variables.get("HOME")
        if home is None:
            call.complain("HOME not set")
        return home, False
    if call.args[0] != "-":
        return call.args[0], False
    old = variables.get("OLDPWD")
    if old is None:
        call.complain("OLDPWD not set")
    return old, True


def _search_path(call: Call, target: str) -> list[str]:
    """The folders of CDPATH, for a name that does not begin with / or a dot; at last the name itself."""
    given = call.shell.variables.get("CDPATH")
    if not given or target.startswith("/") or target.split("/")[0] in (".", ".."):
        return [""]
    return [*(folder or "." for folder in given.split(":")), ""]


def go(call: Call, path: str, *, physical: bool = False, quiet: bool = False) -> bool:
    """Change the directory, and PWD and OLDPWD with it; False after a message."""
    shell = call.shell
    old = shell.variables.get("PWD")
    try:
        shell.sys.chdir(path or ".")
    except OSError as error:
        if not quiet:
            call.complain(f"{path}: {error.strerror}")
        return False
    if physical:
        shell.sys.chdir(_physical(call))
    if old is not None:
        shell.variables.set("OLDPWD", old)
    shell.variables.set("PWD", shell.sys.getcwd())
    return True


def _physical(call: Call) -> str:
    """The directory without symbolic links."""
    sys, done, links = call.shell.sys, "", 0
    parts = [part for part in sys.getcwd().split("/") if part]
    while parts:
        path = f"{done}/{parts.pop(0)}"
        try:
            target = sys.readlink(path)
        except OSError:
            done = path
            continue
        links += 1
        if links > 40:
            return sys.getcwd()
        parts = [part for part in target.split("/") if part] + parts
        done = "" if target.startswith("/") else done
    return done or "/"


def _pwd(call: Call) -> int:
    flags = call.flags("LP")
    call.out((_physical(call) if "P" in flags else call.shell.sys.getcwd()) + "\n")
    return 0


# -- the stack


def _stack(call: Call) -> list[str]:
    return [call.shell.sys.getcwd(), *call.shell.directories]


def _show(call: Call) -> int:
    call.out(" ".join(call.shell.polite(path) for path in _stack(call)) + "\n")
    return 0


def _place(call: Call, text: str) -> int | None:
    """The place in the stack that +N or -N means; None after a message."""
    size = len(call.shell.directories) + 1
    if not text[1:].isdecimal():
        call.complain(f"{text}: invalid number")
        raise Usage
    number = int(text[1:]) if text[0] == "+" else size - 1 - int(text[1:])
    if 0 <= number < size:
        return number
    call.complain("directory stack empty" if size == 1 else f"{text}: directory stack index out of range")
    return None


def _pushd(call: Call) -> int:
    shell, words = call.shell, [word for word in call.args if word not in ("-n", "--")]
    stay = "-n" in call.args
    if not words:
        if not shell.directories:
            call.complain("no other directory")
            return 1
        return _rotate(call, 1, swap=True)
    if words[0][0] in "+-" and len(words[0]) > 1:
        place = _place(call, words[0])
        return 1 if place is None else _rotate(call, place)
    if len(words) > 1:
        call.complain("too many arguments")
        return 1
    here = shell.sys.getcwd()
    if stay:
        shell.directories.insert(0, words[0])
        return _show(call)
    if not go(call, words[0]):
        return 1
    shell.directories.insert(0, here)
    return _show(call)


def _rotate(call: Call, place: int, *, swap: bool = False) -> int:
    stack = _stack(call)
    turned = [stack[1], stack[0], *stack[2:]] if swap else stack[place:] + stack[:place]
    if not go(call, turned[0]):
        return 1
    call.shell.directories = turned[1:]
    return _show(call)


def _popd(call: Call) -> int:
    shell, words = call.shell, [word for word in call.args if word not in ("-n", "--")]
    for word in words:
        if word[0] not in "+-" or len(word) < 2:
            call.complain(f"{word}: invalid argument")
            raise Usage
    if not shell.directories:
        call.complain("directory stack empty")
        return 1
    place = _place(call, words[0]) if words else 0
    if place is None:
        return 1
    if place:
        del shell.directories[place - 1]
    elif "-n" in call.args:
        del shell.directories[0]
    else:
        if not go(call, shell.directories[0]):
            return 1
        del shell.directories[0]
    return _show(call)


def _dirs(call: Call) -> int:
    shell, flags, place = call.shell, "", None
    for word in call.args:
        if word[0] in "+-" and word[1:].isdecimal():
            place = _place(call, word)
            if place is None:
                return 1
        elif word[0] == "-" and set(word[1:]) <= set("clpv"):
            flags += word[1:]
        else:
            call.complain(f"{word}: invalid {'number' if word[0] in '+-' else 'option'}")
            raise Usage
    if "c" in flags:
        shell.directories.clear()
        return 0
    stack = [path if "l" in flags else call.shell.polite(path) for path in _stack(call)]
    if place is not None:
        stack = stack[place : place + 1]
    if "v" in flags:
        call.out("".join(f"{number:2d}  {path}\n" for number, path in enumerate(stack)))
    else:
        call.out(("\n" if "p" in flags else " ").join(stack) + "\n")
    return 0


BUILTINS = {"cd": _cd, "pwd": _pwd, "pushd": _pushd, "popd": _popd, "dirs": _dirs}
