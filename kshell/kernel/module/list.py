"""The modules of a machine: who is there, who exports what, where they are in memory (kernel/module/main.c)."""

from collections.abc import Iterator
from typing import Any

from kshell.kernel.module.state import Module, ModuleState
from kshell.kernel.sched.wait import WaitQueue

MODULES_VADDR = 0xFFFFFFFFC0281000
PAGE_SIZE = 0x1000


class Modules:
    """Newest first, as lsmod lists them."""

    def __init__(self, wait: WaitQueue) -> None:
        self.wait = wait
        self.last_unloaded = ""
        self.sig_enforce = False
        self.uevents = 0
        self._list: list[Module] = []
        self._owners: dict[int, Module] = {}

    def __iter__(self) -> Iterator[Module]:
        return iter(self._list)

    def listed(self) -> list[Module]:
        """The modules that can be seen: those being formed are hidden."""
        return [m for m in self._list if m.state is not ModuleState.UNFORMED]

    def find(self, name: str) -> Module | None:
        """A module by name; ``-`` and ``_`` are equal."""
        plain = name.replace("-", "_")
        return next((m for m in self._list if m.name == plain), None)

    def owner_of(self, namespace: dict[str, Any]) -> Module | None:
        """Whose code runs with these globals; also a module's that has been unloaded."""
        return self._owners.get(id(namespace))

    def exporter(self, symbol: str) -> Module | None:
        """The module that exports a symbol."""
        return next((m for m in self._list if symbol in m.exports and m.state is not ModuleState.UNFORMED), None)

    def own(self, module: Module) -> None:
        """Let owner_of() know a module's code."""
        self._owners[id(module.namespace)] = module

    def add(self, module: Module) -> None:
        """Give a module its memory, at the lowest address that is free, and put it in front.

        Threads that an earlier load of the same code has left behind find their text again if it lands where it was
        (the recording f-orphan-reload).
        """
        self.uevents += 1
        module.address = self._free_address(module.size)
        self._list.insert(0, module)
        for old in self._owners.values():
            if old.freed and old.address == module.address and old.source == module.source:
                old.freed = False
                module.survivors.append(old)

    def remove(self, module: Module) -> None:
        """Free a module's memory: whoever still runs in it will fault."""
        self.uevents += 1
        self._list.remove(module)
        module.freed = True
        for old in module.survivors:
            old.freed = True

    def _free_address(self, size: int) -> int:
        address = MODULES_VADDR
        for module in sorted(self._list, key=lambda m: m.address):
            if address + size + PAGE_SIZE <= module.address:
                break
            address = max(address, module.address + module.size + PAGE_SIZE)
        return address
