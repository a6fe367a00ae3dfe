"""The index of installed modules: modules.dep and its companions in /lib/modules/RELEASE (modules.dep(5)).

depmod writes each twice, as text for people and in binary; modprobe and modinfo read the binary ones alone. Here that
is the text behind Linux's magic number.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from kshell.userland.kmod import module_name
from kshell.userland.process import Process

ALIAS_HEAD = "# Aliases extracted from modules themselves.\n"
INDEX_MAGIC = b"\xb0\x07\xf4\x57\x00\x02\x00\x01"
SYMBOL_HEAD = "# Aliases for symbols, used by symbol_request().\n"


class Installed(NamedTuple):
    """An installed module: its name, its file, and the files it needs, the one to load first last."""

    name: str
    path: str
    needs: tuple[str, ...]


class Index:
    """What the files of one folder say; a missing file is an empty one."""

    def __init__(self, p: Process, folder: str) -> None:
        self._p = p
        self._folder = folder
        self.modules = {module.name: module for module in self._installed()}

    def aliases(self) -> list[tuple[str, str]]:
        """The aliases that modules gave themselves, as (pattern, module)."""
        return list(self._pairs("modules.alias"))

    def symbols(self) -> list[tuple[str, str]]:
        """Who exports what, as (``symbol:NAME``, module)."""
        return list(self._pairs("modules.symbols"))

    def named(self, name: str) -> list[Installed]:
        """The modules that a name stands for: its own, or those that export it or have it as an alias."""
        if name in self.modules:
            return [self.modules[name]]
        pairs = self.symbols() if name.startswith("symbol:") else self.aliases()
        found = dict.fromkeys(module for pattern, module in pairs if fnmatchcase(name, pattern))
        return [self.modules[module] for module in found if module in self.modules]

    def _lines(self, file: str) -> list[str]:
        try:
            data = self._p.read_file(f"{self._folder}/{file}.bin")
        except OSError:
            return []
        return data.removeprefix(INDEX_MAGIC).decode("utf-8", "surrogateescape").splitlines()

    def _installed(self) -> Iterator[Installed]:
        for line in self._lines("modules.dep"):
            path, _, needs = line.partition(":")
            yield Installed(module_name(path), self._absolute(path), tuple(map(self._absolute, needs.split())))

    def _absolute(self, path: str) -> str:
        return path if path.startswith("/") else f"{self._folder}/{path}"

    def _pairs(self, file: str) -> Iterator[tuple[str, str]]:
        for line in self._lines(file):
            words = line.split()
            if len(words) == 3 and words[0] == "alias":
                yield words[1].replace("-", "_"), words[2]
