"""Modules that could be loaded, those that are, and the parameters of one."""

import ast
from collections.abc import Iterator

from kshell.frontend.completion.candidate import Candidate
from kshell.frontend.completion.files import files
from kshell.machine.surroundings import Entry, ModuleSeen, Surroundings
from kshell.uapi.elf import InvalidElf, ObjectFile, unpack

SUFFIX = ".ko"
INSTALLED = "/lib/modules"


def read_object(around: Surroundings, path: str) -> ObjectFile | None:
    """What is in a module's file; None if it is no module."""
    try:
        return unpack(around.read(path))
    except InvalidElf:
        return None


def about(module: ObjectFile) -> str:
    """What a module says of itself: its description, or the first line of its docstring."""
    described = module.value("description")
    if described:
        return described
    try:
        docstring = ast.get_docstring(ast.parse(module.source))
    except (SyntaxError, ValueError):
        return ""
    return (docstring or "").partition("\n")[0]


def loadable(around: Surroundings, word: str) -> Iterator[Candidate]:
    """The files of modules that are not loaded yet, and the folders on the way."""
    loaded = {module.name for module in around.modules()}

    def wanted(path: str, entry: Entry) -> str | None:
        module = read_object(around, path) if entry.name.endswith(SUFFIX) else None
        return None if module is None or module.value("name") in loaded else about(module)

    return files(around, word, wanted)


def module_files(around: Surroundings, word: str) -> Iterator[Candidate]:
    """The files of modules, loaded or not."""

    def wanted(path: str, entry: Entry) -> str | None:
        module = read_object(around, path) if entry.name.endswith(SUFFIX) else None
        return about(module) if module is not None else None

    return files(around, word, wanted)


def loaded(around: Surroundings) -> Iterator[Candidate]:
    """The loaded modules: how often and by whom each is used, and its state."""
    return (Candidate(module.name, used(module)) for module in around.modules())


def used(module: ModuleSeen) -> str:
    """``Live, used 2 by alpha, beta``."""
    by = f" by {', '.join(module.holders)}" if module.holders else ""
    return f"{module.state}, used {module.uses}{by}" if module.uses else f"{module.state}, not used"


def installed(around: Surroundings, folder: str = INSTALLED) -> Iterator[Candidate]:
    """The modules below /lib/modules, which modprobe finds by name."""
    for entry in around.entries(folder):
        path = f"{folder}/{entry.name}"
        if entry.folder:
            yield from installed(around, path)
        elif entry.name.endswith(SUFFIX) and (module := read_object(around, path)) is not None:
            yield Candidate(module.value("name"), about(module))


def parameters(around: Surroundings, file: str) -> Iterator[Candidate]:
    """The parameters of a module's file: type and description."""
    module = read_object(around, file)
    if module is None:
        return
    described = dict(value.partition(":")[::2] for tag, value in module.info if tag == "parm")
    types = dict(value.partition(":")[::2] for tag, value in module.info if tag == "parmtype")
    for name in sorted(types):
        text = described.get(name, "")
        yield Candidate(f"{name}=", f"{types[name]}  {text}".rstrip(), whole=False)


def installed_file(around: Surroundings, name: str, folder: str = INSTALLED) -> str:
    """The file below /lib/modules that holds a module; empty if there is none."""
    for entry in around.entries(folder):
        path = f"{folder}/{entry.name}"
        if entry.folder and (found := installed_file(around, name, path)):
            return found
        if entry.name.removesuffix(SUFFIX).replace("-", "_") == name.replace("-", "_") and path.endswith(SUFFIX):
            return path
    return ""
