"""<linux/bug.h>, <linux/panic.h>: saying that something is wrong."""

import sys
from types import FrameType

from kshell.kernel.current import this
from kshell.kernel.printk.format import sprintf
from kshell.kernel.stacktrace import innermost_place


def BUG() -> None:
    """BUG - this cannot be; the running task dies of SIGSEGV with a report. Does not return."""
    this.kernel.traps.bug()


def BUG_ON(condition: object) -> None:
    """BUG_ON - BUG() if the condition holds."""
    if condition:
        this.kernel.traps.bug()


def _warn(text: str) -> None:
    place = innermost_place(this.kernel, this.kernel.sched.current)
    if place is not None:
        this.kernel.traps.report.warn(f"{place.module.path}:{place.line}", str(place), text)


def WARN_ON(condition: object) -> bool:
    """WARN_ON - report a stack trace if the condition holds, and go on; the condition."""
    if condition:
        _warn("")
    return bool(condition)


def WARN(condition: object, fmt: str, *args: object) -> bool:
    """WARN - WARN_ON() with a message; the condition."""
    if condition:
        _warn(sprintf(fmt, args).rstrip("\n"))
    return bool(condition)


def _first_time(frame: FrameType) -> bool:
    """Whether a line of a module is reached for the first time since it was loaded."""
    module = this.kernel.modules.owner_of(frame.f_globals)
    if module is None or frame.f_lineno in module.once:
        return False
    module.once.add(frame.f_lineno)
    return True


def WARN_ON_ONCE(condition: object) -> bool:
    """WARN_ON_ONCE - WARN_ON() the first time that this line's condition holds."""
    if condition and _first_time(sys._getframe(1)):
        _warn("")
    return bool(condition)


def WARN_ONCE(condition: object, fmt: str, *args: object) -> bool:
    """WARN_ONCE - WARN() the first time that this line's condition holds."""
    if condition and _first_time(sys._getframe(1)):
        _warn(sprintf(fmt, args).rstrip("\n"))
    return bool(condition)


def panic(fmt: str, *args: object) -> None:
    """panic - stop the whole machine. Does not return."""
    this.kernel.panic(sprintf(fmt, args).rstrip("\n"))
