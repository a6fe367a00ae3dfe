"""depmod: write the index of installed modules that modprobe reads (kmod 30, tools/depmod.c)."""

from collections.abc import Iterator
from typing import NamedTuple

from kshell.uapi.elf import source_of
from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import O_CREAT, O_EXCL, O_WRONLY, S_ISDIR
from kshell.uapi.modinfo import Declarations, NotAModule, declarations
from kshell.uapi.syscalls import CLOCK_REALTIME
from kshell.userland import kmod
from kshell.userland.kmod.modules_dep import ALIAS_HEAD, INDEX_MAGIC, SYMBOL_HEAD
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage:
\t{name} -[aA] [options] [forced_version]

If no arguments (except options) are given, "{name} -a" is assumed

{name} will output a dependency list suitable for the modprobe utility.

Options:
\t-a, --all            Probe all modules
\t-A, --quick          Only does the work if there's a new module
\t-e, --errsyms        Report not supplied symbols
\t-n, --show           Write the dependency file on stdout only
\t-v, --verbose        Enable verbose mode
\t-V, --version        show version
\t-h, --help           show this help

The following options are useful for people managing distributions:
\t-b, --basedir=DIR    Use an image of a module tree.
\t-o, --outdir=DIR     Output directory for generated files.
\t-F, --filesyms=FILE  Use the file instead of the
\t                     current kernel symbols.
\t-E, --symvers=FILE   Use Module.symvers file to check
\t                     symbol versions.
"""


LONG = {
    "all": "a",
    "quick": "A",
    "basedir=": "b",
    "outdir=": "o",
    "config=": "C",
    "symvers=": "E",
    "filesyms=": "F",
    "errsyms": "e",
    "unresolved-error": "u",
    "quiet": "q",
    "root": "r",
    "verbose": "v",
    "show": "n",
    "dry-run": "n",
    "symbol-prefix=": "P",
    "warn": "w",
    "map": "m",
}
DEPRECATED = {"u", "q", "r", "m"}


class Module(NamedTuple):
    """An installed module: its file, relative to the folder of modules, and what it declares."""

    path: str
    declared: Declarations

    @property
    def name(self) -> str:
        return kmod.module_name(self.path)


class Cycle(Exception):
    """Modules that need each other; ``names`` begins and ends with the same one."""

    def __init__(self, names: list[str]) -> None:
        self.names = names


def main(p: Process) -> int:
    parsed = kmod.parse(p, "aAb:o:C:E:F:euqrvnP:wm", (*LONG,), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, args = short_names(parsed[0], LONG), parsed[1]
    given = dict(options)
    for letter in DEPRECATED & given.keys():
        kmod.error(p, f"Ignored deprecated option -{letter}", "WARNING")
    if args and not (args[0][:1].isdigit() and "." in args[0]):
        kmod.error(p, f"Bad version passed {args[0]}")
        return 1
    below = f"lib/modules/{args[0] if args else p.sys.uname().release}"
    folder = f"{given.get('b', '')}/{below}"
    try:
        paths = _search(p, folder, "")
    except OSError as failed:
        kmod.error(p, f"could not open directory {folder}: {failed.strerror}")
        kmod.error(p, f"could not search modules: {failed.strerror}", "FATAL")
        return 1
    modules = [Module(path, _declarations(p, f"{folder}/{path}")) for path in sorted(paths)]
    try:
        files = index(modules)
    except Cycle as cycle:
        kmod.error(p, f"Cycle detected: {' -> '.join(cycle.names)}")
        kmod.error(p, f"Found {len(cycle.names) - 1} modules in dependency cycles!")
        return 1
    if "v" in given:
        p.out("".join(_reasons(folder, modules)))
    if "e" in given and "F" in given:
        _warn_of_missing(p, folder, modules, given["F"])
    if "n" in given:
        lines = "".join(files.values()).splitlines(keepends=True)
        p.out("".join(line for line in lines if not line.startswith("#")))
    else:
        _write(p, f"{given['o']}/{below}" if "o" in given else folder, _with_binaries(p, folder, files))
    return 0


def _warn_of_missing(p: Process, folder: str, modules: list[Module], symbols_file: str) -> None:
    """Tell which symbols nobody has: neither a module nor the kernel, as a list such as System.map says."""
    known = {line.split()[2] for line in p.read_text(symbols_file).splitlines() if len(line.split()) == 3}
    known |= _owners(modules).keys()
    for module in reversed(modules):
        for symbol in module.declared.needs:
            if symbol not in known:
                kmod.error(p, f"{folder}/{module.path} needs unknown symbol {symbol}", "WARNING")


def _search(p: Process, folder: str, inside: str) -> list[str]:
    """The files of modules in a folder and those below it; OSError when the folder cannot be read."""
    found = []
    for name in p.sys.getdents(f"{folder}/{inside}"):
        path = inside + name
        if S_ISDIR(kmod.mode(p, f"{folder}/{path}")):
            if inside or name not in ("build", "source"):
                found += _search(p, folder, path + "/")
        elif name.endswith(kmod.SUFFIX):
            found.append(path)
    return found


def _declarations(p: Process, path: str) -> Declarations:
    """What a file declares; nothing, after a message, when it is no module."""
    try:
        return declarations(source_of(p.read_file(path)))
    except OSError as failed:
        reason = failed.strerror
    except NotAModule:
        reason = Errno.ENOEXEC.text
    kmod.error(p, f"failed to load symbols from {path}: {reason}")
    return Declarations((), (), ())


def index(modules: list[Module]) -> dict[str, str]:
    """The text of each index file, by its name; Cycle. What others need comes before them."""
    needs = _needs(modules)
    depths: dict[str, int] = {}
    for module in modules:
        _depth(module.path, needs, depths, [])
    ordered = sorted(modules, key=lambda module: (depths[module.path], module.path))
    return {
        "modules.dep": "".join(_dep_line(module.path, needs, depths) for module in ordered),
        "modules.alias": ALIAS_HEAD
        + "".join(f"alias {alias} {m.name}\n" for m in ordered for alias in reversed(m.declared.values("alias"))),
        "modules.softdep": "# Soft dependencies extracted from modules themselves.\n"
        + "".join(f"softdep {m.name} {text}\n" for m in ordered for text in reversed(m.declared.values("softdep"))),
        "modules.symbols": SYMBOL_HEAD
        + "".join(f"alias symbol:{symbol} {m.name}\n" for m in ordered for symbol in sorted(m.declared.exports)),
    }


def _owners(modules: list[Module]) -> dict[str, str]:
    return {symbol: module.path for module in modules for symbol in module.declared.exports}


def _needs(modules: list[Module]) -> dict[str, list[str]]:
    """The files that each file needs directly; symbols that nobody here exports are the kernel's or missing."""
    owners = _owners(modules)
    return {
        module.path: list(dict.fromkeys(owners[symbol] for symbol in module.declared.needs if symbol in owners))
        for module in modules
    }


def _depth(path: str, needs: dict[str, list[str]], depths: dict[str, int], above: list[str]) -> int:
    """How long a chain of needs begins here; Cycle."""
    if path in above:
        raise Cycle([kmod.module_name(one) for one in [*above[above.index(path) :], path]])
    if path not in depths:
        depths[path] = max((1 + _depth(need, needs, depths, [*above, path]) for need in needs[path]), default=0)
    return depths[path]


def _dep_line(path: str, needs: dict[str, list[str]], depths: dict[str, int]) -> str:
    """``FILE: NEEDED...``, with what the needed ones need, those that are to be loaded first last."""
    wanted: list[str] = []
    waiting = list(needs[path])
    while waiting:
        need = waiting.pop(0)
        if need not in wanted:
            wanted.append(need)
            waiting += needs[need]
    wanted.sort(key=lambda need: -depths[need])
    return f"{path}:{''.join(' ' + need for need in wanted)}\n"


def _reasons(folder: str, modules: list[Module]) -> Iterator[str]:
    owners = _owners(modules)
    for module in modules:
        for symbol in module.declared.needs:
            if symbol in owners:
                yield f'{folder}/{module.path} needs "{symbol}": {folder}/{owners[symbol]}\n'


def _with_binaries(p: Process, folder: str, files: dict[str, str]) -> dict[str, bytes]:
    """The files to write: those that are looked things up in also in binary, and what is built in."""
    made: dict[str, bytes] = {}
    for name, text in files.items():
        data = made[name] = text.encode("utf-8", "surrogateescape")
        if name != "modules.softdep":
            made[f"{name}.bin"] = INDEX_MAGIC + data
    try:
        built_in = p.read_file(f"{folder}/modules.builtin")
    except OSError:
        built_in = b""
    return made | {
        "modules.builtin.bin": INDEX_MAGIC + built_in,
        "modules.builtin.alias.bin": INDEX_MAGIC,
        "modules.devname": b"",
    }


def _write(p: Process, folder: str, files: dict[str, bytes]) -> None:
    """Write each file under a passing name and rename it; a message for each that fails."""
    now = p.sys.clock_gettime(CLOCK_REALTIME)
    for name, data in files.items():
        passing = f"{name}.{p.sys.getpid()}.{now // 1000 % 1_000_000}.{now // 10**9}"
        flags = O_WRONLY | O_CREAT | O_EXCL
        try:
            fd = p.sys.open(f"{folder}/{passing}", flags, 0o644)
        except OSError as failed:
            kmod.error(p, f"openat({folder}, {passing}, {flags:o}, 644): {failed.strerror}")
            continue
        p.write(fd, data)
        p.sys.close(fd)
        p.sys.rename(f"{folder}/{passing}", f"{folder}/{name}")
