"""Names of files that match a pattern (bash(1), Pathname Expansion)."""

from kshell.shell.expand.pattern import compiled, has_magic, unquote_pattern
from kshell.shell.options import Options
from kshell.uapi.fcntl import S_ISDIR
from kshell.uapi.syscalls import Syscalls


def glob(sys: Syscalls, pattern: str, options: Options) -> list[str]:
    """The names that match, sorted; none if nothing does."""
    lead = len(pattern) - len(pattern.lstrip("/"))
    found = [pattern[:lead]]
    parts = pattern[lead:].split("/")
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        found = [name for prefix in found for name in _step(sys, prefix, part, options, last=last)]
        if not last:
            found = [name + "/" if name else "" for name in found]
    return sorted({name for name in found if name})


def _step(sys: Syscalls, prefix: str, part: str, options: Options, *, last: bool) -> list[str]:
    exists = _exists if last else _is_directory
    if part == "**" and options.shopt["globstar"]:
        return _tree(sys, prefix, last=last, hidden=options.shopt["dotglob"])
    if not has_magic(part, extended=options.shopt["extglob"]):
        plain = prefix + unquote_pattern(part)
        return [plain] if not part or exists(sys, plain) else []
    regex = compiled(part, extended=options.shopt["extglob"], fold=options.shopt["nocaseglob"])
    hidden = part[0] == "." or part.startswith("\\.") or options.shopt["dotglob"]
    wanted = [n for n in _names(sys, prefix) if (hidden or n[0] != ".") and regex.match(n)]
    return [prefix + name for name in wanted if last or _is_directory(sys, prefix + name)]


def _names(sys: Syscalls, prefix: str) -> list[str]:
    try:
        return sys.getdents(prefix or ".")
    except OSError:
        return []


def _tree(sys: Syscalls, prefix: str, *, last: bool, hidden: bool) -> list[str]:
    """Everything below ``prefix``: directories only, unless this is the pattern's end."""
    found, waiting = ([prefix.removesuffix("/")] if prefix or not last else []), [prefix]
    while waiting:
        here = waiting.pop()
        for name in _names(sys, here):
            path = here + name
            if name.startswith(".") and not hidden:
                continue
            if _is_directory(sys, path, follow=False):
                waiting.append(path + "/")
                found.append(path)
            elif last:
                found.append(path)
    return found


def _exists(sys: Syscalls, path: str) -> bool:
    try:
        sys.lstat(path)
    except OSError:
        return False
    return True


def _is_directory(sys: Syscalls, path: str, *, follow: bool = True) -> bool:
    try:
        return S_ISDIR((sys.stat if follow else sys.lstat)(path).mode)
    except OSError:
        return False
