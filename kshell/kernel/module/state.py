"""A module in the kernel (include/linux/module.h)."""

from collections.abc import Callable
from enum import Enum
from functools import cached_property
from types import CodeType
from typing import Any

from kshell.kernel.module.inlining import callers, tail_calls

TEXT_SIZE = 0x4000
INIT_SIZE = 0x3000


class ModuleState(Enum):
    """Where in its life a module is; the value is what ``initstate`` in /sys says."""

    UNFORMED = "unformed"
    COMING = "coming"
    LIVE = "live"
    GOING = "going"

    @property
    def word(self) -> str:
        """What /proc/modules calls it."""
        return {"coming": "Loading", "live": "Live", "going": "Unloading"}.get(self.value, "")


class Parameter:
    """A module parameter: where its value is kept and how it is read and written (struct kernel_param).

    ``flag``: it may be given without a value. ``array``: the kernel cuts its text at the first comma as it reads.
    """

    def __init__(
        self,
        name: str,
        perm: int,
        read: Callable[[], str],
        write: Callable[[str | None], int],
        *,
        flag: bool = False,
        array: bool = False,
    ) -> None:
        self.name = name
        self.perm = perm
        self.read = read
        self.write = write
        self.flag = flag
        self.array = array


class Module:
    """A loaded module. The loader alone changes ``state``; ``refcnt`` counts as lsmod shows it.

    ``opened`` is the file that it was loaded from, ``args`` what was given to it as parameters.
    """

    def __init__(self, name: str, file: str, source: str, code: CodeType, namespace: dict[str, Any]) -> None:
        self.name = name
        self.file = file
        self.path = f"/root/{file}"
        self.opened = self.args = ""
        self.source = source
        self.code = code
        self.namespace = namespace
        self.state = ModuleState.UNFORMED
        self.refcnt = 1
        self.taints = ""
        self.address = 0
        self.size = TEXT_SIZE
        self.freed = False
        self.survivors: list[Module] = []
        self.hooks: Any = None
        self.debug = False
        self.once: set[int] = set()
        self.ratelimits: dict[int, tuple[int, int, int]] = {}
        self.info: dict[str, list[str]] = {}
        self.init: Callable[[], Any] | None = None
        self.exit: Callable[[], Any] | None = None
        self.parameters: dict[str, Parameter] = {}
        self.descriptions: dict[str, str] = {}
        self.exports: dict[str, Any] = {}
        self.gpl_exports: set[str] = set()
        self.needs: dict[str, str] = {}
        self.uses: list[Module] = []
        self.holders: list[Module] = []

    @cached_property
    def inlined(self) -> dict[str, str]:
        """The functions that a compiler puts into another, and which."""
        return callers(self.source)

    @cached_property
    def tail_calls(self) -> set[tuple[str, int]]:
        """The functions and lines where a call is the last thing that the function does."""
        return tail_calls(self.source)

    @property
    def loading_size(self) -> int:
        """The size in bytes that /proc/modules shows: while it loads, init's memory counts too."""
        return self.size + (INIT_SIZE if self.state is ModuleState.COMING else 0)

    @property
    def permanent(self) -> bool:
        """It has an init but no exit: it cannot be unloaded."""
        return self.init is not None and self.exit is None

    def info_value(self, tag: str) -> str | None:
        """The first value of a .modinfo tag."""
        values = self.info.get(tag)
        return values[0] if values else None

    def __repr__(self) -> str:
        return f"<Module {self.name} {self.state.value}>"
