"""<linux/compiler.h>: what is said to the compiler."""

from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def noinline(function: F) -> F:
    """noinline - keep a function that is called at one place out of its caller, so that traces name it: a decorator."""
    return function


def barrier() -> None:
    """barrier - nothing, but it says that memory may have changed."""


def READ_ONCE(x: Any) -> Any:
    """READ_ONCE - the value, read just once."""
    return x
