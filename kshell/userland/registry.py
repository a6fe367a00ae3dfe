"""Which programs the machine has, and where: a table of names, so that none is imported before it runs."""

from collections.abc import Callable
from importlib import import_module

from kshell.userland.process import Process

Main = Callable[[Process], int]


class Registry:
    """Programs by name. ``main`` is a function, or ``package.module:function`` to import at its first run."""

    def __init__(self) -> None:
        self._programs: dict[str, tuple[str, Main | str]] = {}

    def add(self, name: str, main: Main | str, folder: str = "/usr/bin") -> None:
        """Put a program at FOLDER/NAME; a later one of the same name replaces it."""
        self._programs[name] = folder, main

    def paths(self) -> list[str]:
        """Where every program stands, sorted."""
        return sorted(f"{folder}/{name}" for name, (folder, _) in self._programs.items())

    def find(self, name: str) -> Main:
        """The program's main function."""
        main = self._programs[name][1]
        if isinstance(main, str):
            module, _, function = main.partition(":")
            loaded: Main = getattr(import_module(module), function or "main")
            return loaded
        return main
