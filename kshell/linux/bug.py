"""<linux/bug.h>, <linux/panic.h>: saying that something is wrong."""

import sys

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


def WARN_ON_ONCE(condition: object) -> bool:
    """WARN_ON_ONCE - WARN_ON() the first time that this line's condition holds; the condition."""
    frame = sys._getframe(1)
    module = this.kernel.modules.owner_of(frame.f_globals)
    if condition and module is not None and frame.f_lineno not in module.once:
        module.once.add(frame.f_lineno)
        _warn("")
    return bool(condition)


def panic(fmt: str, *args: object) -> None:
    """panic - stop the whole machine. Does not return."""
    this.kernel.panic(sprintf(fmt, args).rstrip("\n"))
