"""The stacks that tasks run on. The only file that imports greenlet.

A module must read like the C that it teaches: plain calls, no await. A greenlet is a stack that can be left in the
middle of a call and come back to, all on one host thread and so in one repeatable order.
"""

from collections.abc import Callable
from types import FrameType
from typing import Any

from greenlet import getcurrent
from greenlet import greenlet as Stack


def new_stack(run: Callable[..., Any], host: Stack) -> Stack:
    """A stack that will run ``run()`` when first switched to; an exception that leaves it arrives in ``host``."""
    return Stack(run, host)


def this_stack() -> Stack:
    """The stack that this call stands on."""
    return getcurrent()


def hand_over(stack: Stack, successor: Stack) -> None:
    """Let ``successor`` run as soon as ``stack``, about to end, has returned."""
    stack.parent = successor


def top_frame(stack: Stack) -> FrameType | None:
    """The innermost Python frame of a stack that is not running; None before its first run and after its end."""
    return stack.gr_frame


def discard(stack: Stack, reason: BaseException) -> None:
    """Unwind a stack for good: ``reason`` is raised where it stands."""
    if not stack.dead and stack:
        stack.throw(reason)


__all__ = ["Stack", "discard", "hand_over", "new_stack", "this_stack", "top_frame"]
