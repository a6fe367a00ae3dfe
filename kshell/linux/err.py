"""<linux/err.h>: errors that travel as pointers."""

from typing import Any

from kshell.kernel.current import this


class ErrorPointer:
    """A pointer that is no pointer but a negative errno: ERR_PTR(-ENOMEM). To use it as one is a fault."""

    __slots__ = ("errno_pointer",)

    def __init__(self, errno: int) -> None:
        object.__setattr__(self, "errno_pointer", errno)

    def __getattr__(self, name: str) -> Any:
        this.kernel.traps.bad_pointer(-self.errno_pointer, write=False)

    def __setattr__(self, name: str, value: object) -> None:
        this.kernel.traps.bad_pointer(-self.errno_pointer)

    def __repr__(self) -> str:
        return f"ERR_PTR(-{self.errno_pointer})"


def ERR_PTR(error: int) -> ErrorPointer:
    """ERR_PTR - a negative errno as a pointer."""
    return ErrorPointer(-error)


def IS_ERR(ptr: Any) -> bool:
    """IS_ERR - is this pointer an error? NULL is not."""
    return isinstance(ptr, ErrorPointer)


def IS_ERR_OR_NULL(ptr: Any) -> bool:
    """IS_ERR_OR_NULL - is this pointer an error, or NULL?"""
    return ptr is None or isinstance(ptr, ErrorPointer)


def PTR_ERR(ptr: Any) -> int:
    """PTR_ERR - the negative errno in a pointer."""
    return -ptr.errno_pointer if isinstance(ptr, ErrorPointer) else 0


def PTR_ERR_OR_ZERO(ptr: Any) -> int:
    """PTR_ERR_OR_ZERO - the negative errno in a pointer, 0 if it is a good one."""
    return PTR_ERR(ptr)


def fault_on(ptr: Any, offset: int, symbol: str = "", *inner: str) -> None:
    """A kernel function that writes through this pointer faults on NULL and on errors, at the field's offset.

    ``symbol`` is the function's place in reports, ``inner`` its callers inside the kernel; without, it is inlined.
    """
    if ptr is None:
        this.kernel.traps.bad_pointer(offset, symbol, *inner)
    if isinstance(ptr, ErrorPointer):
        this.kernel.traps.bad_pointer(offset - ptr.errno_pointer, symbol, *inner)
