"""Which programs the machine has, and where: a table of names, so that none is imported before it runs."""

from collections.abc import Callable
from importlib import import_module

from kshell.userland.process import Process

Main = Callable[[Process], int]
START_MS = 1


class Registry:
    """Programs by name. ``main`` is a function, or ``package.module:function`` to import at its first run."""

    def __init__(self) -> None:
        self._programs: dict[str, tuple[str, Main | str, int]] = {}

    def add(self, name: str, main: Main | str, folder: str = "/usr/bin", start_ms: int = START_MS) -> None:
        """Put a program at FOLDER/NAME; a later one of the same name replaces it.

        ``start_ms``: how long it is read in and linked before it begins, in simulated time.
        """
        self._programs[name] = folder, main, start_ms

    def paths(self) -> list[str]:
        """Where every program stands, sorted."""
        return sorted(f"{folder}/{name}" for name, (folder, _, _) in self._programs.items())

    def start_ms(self, name: str) -> int:
        """How long a program takes to begin."""
        return self._programs[name][2]

    def find(self, name: str) -> Main:
        """The program's main function."""
        main = self._programs[name][1]
        if isinstance(main, str):
            module, _, function = main.partition(":")
            loaded: Main = getattr(import_module(module), function or "main")
            return loaded
        return main
