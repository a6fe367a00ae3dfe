"""modinfo: what a module's file says of itself (kmod 30, tools/modinfo.c; recordings a-hello, m-params)."""

from collections.abc import Iterator, Sequence

from kshell.uapi.elf import InvalidElf, is_elf, source_of, unpack
from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import S_ISREG
from kshell.uapi.modinfo import NotAModule, Tags, declarations, modinfo
from kshell.userland import kmod
from kshell.userland.kmod.modules_dep import Index
from kshell.userland.process import Process

USAGE = """\
Usage:
\t{name} [options] <modulename|filename> [args]
Options:
\t-a, --author                Print only 'author'
\t-d, --description           Print only 'description'
\t-l, --license               Print only 'license'
\t-p, --parameters            Print only 'parm'
\t-n, --filename              Print only 'filename'
\t-0, --null                  Use \\0 instead of \\n
\t-m, --modname               Handle argument as module name instead of alias or filename
\t-F, --field=FIELD           Print only provided FIELD
\t-k, --set-version=VERSION   Use VERSION instead of `uname -r`
\t-b, --basedir=DIR           Use DIR as filesystem root for /lib/modules
\t-V, --version               Show version
\t-h, --help                  Show this help
"""
LONG = ("author", "description", "license", "parameters", "filename", "null", "modname", "field=", "set-version=")
FIELDS = {
    "-a": "author",
    "--author": "author",
    "-d": "description",
    "--description": "description",
    "-l": "license",
    "--license": "license",
    "-p": "parm",
    "--parameters": "parm",
    "-n": "filename",
    "--filename": "filename",
}


class Query:
    """What is asked: one field or (empty) all, by module name only or not, and the index to look in."""

    def __init__(self, p: Process, options: Sequence[tuple[str, str]]) -> None:
        self.field = ""
        self.end = "\n"
        self.by_name = False
        root, release = "", p.sys.uname().release
        for option, value in options:
            if option in FIELDS:
                self.field = FIELDS[option]
            elif option in ("-F", "--field"):
                self.field = value
            elif option in ("-0", "--null"):
                self.end = "\0"
            elif option in ("-m", "--modname"):
                self.by_name = True
            elif option in ("-k", "--set-version"):
                release = value
            elif option in ("-b", "--basedir"):
                root = value
        self.folder = f"{root}/lib/modules/{release}"


def main(p: Process) -> int:
    parsed = kmod.parse(p, "adlpn0mF:k:b:", (*LONG, "basedir="), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, args = parsed
    if not args:
        kmod.error(p, "missing module or filename.")
        return 1
    query = Query(p, options)
    done = [_argument(p, query, argument) for argument in args]
    return 0 if all(done) else 1


def _argument(p: Process, query: Query, argument: str) -> bool:
    """Tell about one argument; False after a message."""
    if not query.by_name and argument.endswith(kmod.SUFFIX) and S_ISREG(kmod.mode(p, argument)):
        return _file(p, query, kmod.absolute(p, argument))
    name = argument.replace("-", "_")
    found = [m for m in Index(p, query.folder).named(name) if m.name == name or not query.by_name]
    if not found:
        kmod.error(p, f"Module {'name ' if query.by_name else ''}{argument} not found.")
        return False
    told = [_file(p, query, module.path) for module in found]
    return all(told)


def _file(p: Process, query: Query, path: str) -> bool:
    """Tell about a module's file; False after a message."""
    if query.field == "filename":
        p.out(path + query.end)
        return True
    if not query.field:
        p.out(f"{'filename:':<16}{path}{query.end}")
    try:
        tags = _read(p, path)
    except OSError as failed:
        kmod.error(p, f"could not get modinfo from '{kmod.module_name(path)}': {failed.strerror}")
        return False
    p.out("".join(line + query.end for line in _lines(query, tags)))
    return True


def _read(p: Process, path: str) -> Tags:
    """The .modinfo section of a file; OSError."""
    data = p.read_file(path)
    if len(data) < kmod.COMPRESSION_MAGIC:
        raise OSError(Errno.EINVAL, Errno.EINVAL.text)
    folder = path.rpartition("/")[0]
    if is_elf(data):
        try:
            return unpack(data).info
        except InvalidElf:
            raise OSError(Errno.EINVAL, Errno.EINVAL.text) from None
    try:
        return modinfo(kmod.module_name(path), data, p.sys.uname().release, lambda needs: _depends(p, folder, needs))
    except NotAModule:
        raise OSError(Errno.ENOEXEC, Errno.ENOEXEC.text) from None


def _depends(p: Process, folder: str, needs: Sequence[str]) -> list[str]:
    """The modules beside this one that export what it needs, in the order of its needs."""
    if not needs:
        return []
    owners: dict[str, str] = {}
    for file in sorted(p.sys.getdents(folder or "/")):
        if file.endswith(kmod.SUFFIX):
            owners |= dict.fromkeys(_exports(p, f"{folder}/{file}"), kmod.module_name(file))
    return list(dict.fromkeys(owners[symbol] for symbol in needs if symbol in owners))


def _exports(p: Process, path: str) -> Sequence[str]:
    try:
        return declarations(source_of(p.read_file(path))).exports
    except (OSError, NotAModule):
        return ()


def _lines(query: Query, tags: Tags) -> Iterator[str]:
    if query.field == "parm":
        for name, (text, kind) in _parameters(tags).items():
            yield f"{name}: ({kind})" if text is None else _described(name, text, kind)
    elif query.field:
        yield from (value for key, value in tags if key == query.field)
    else:
        for key, value in tags:
            if key not in ("parm", "parmtype"):
                yield f"{key}={value}" if query.end == "\0" else f"{key + ':':<16}{value}"
        for name, (text, kind) in _parameters(tags).items():
            yield f"{'parm:':<16}" + (f"{name}:{kind}" if text is None else _described(name, text, kind))


def _described(name: str, text: str, kind: str | None) -> str:
    return f"{name}:{text}" if kind is None else f"{name}:{text} ({kind})"


def _parameters(tags: Tags) -> dict[str, tuple[str | None, str | None]]:
    """Description and type of each parameter, the one that the section names last first."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for key, value in tags:
        if key in ("parm", "parmtype"):
            name, _, rest = value.partition(":")
            text, kind = found.get(name, (None, None))
            found[name] = (rest, kind) if key == "parm" else (text, rest)
    return dict(reversed(found.items()))
