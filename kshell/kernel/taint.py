"""Taint flags: what has happened to this kernel that its developers would want to know (kernel/panic.c)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel
    from kshell.kernel.module.state import Module

LETTERS = "PFSRMBUDAWCIOELKXTN"


class Taint:
    """The flags set since boot, as letters."""

    def __init__(self) -> None:
        self.flags: set[str] = set()
        self.debug_locks = True

    def add(self, letter: str) -> bool:
        """Set a flag; whether it was not set before."""
        new = letter not in self.flags
        self.flags.add(letter)
        return new

    def debug_locks_off(self) -> bool:
        """Stop trusting what lock debugging says; whether it was trusted before."""
        trusted, self.debug_locks = self.debug_locks, False
        return trusted

    @property
    def value(self) -> int:
        """The number in /proc/sys/kernel/tainted."""
        return sum(1 << bit for bit, letter in enumerate(LETTERS) if letter in self.flags)

    def text(self) -> str:
        """``Not tainted``, or ``Tainted: G           OE     `` as reports show it."""
        if not self.flags:
            return "Not tainted"
        first = "P" if "P" in self.flags else "G"
        return "Tainted: " + first + "".join(c if c in self.flags else " " for c in LETTERS[1:])

    def of_module(self, module: "Module") -> str:
        """``(OE+)``: a module's own taints and whether it comes or goes (module_flags)."""
        sign = {"coming": "+", "going": "-"}.get(module.state.value, "")
        text = module.taints + sign
        return f"({text})" if text else ""


def add_taint_unreliable(kernel: "Kernel", letter: str) -> None:
    """Set a flag after which lock debugging means nothing, and say so once (LOCKDEP_NOW_UNRELIABLE)."""
    if kernel.taint.debug_locks_off():
        kernel.log.emit("Disabling lock debugging due to kernel taint\n", 4)
    kernel.taint.add(letter)
