"""<linux/printk.h>: messages."""

import sys
from types import FrameType

from kshell.kernel.current import this
from kshell.kernel.printk.printk import Log

KERN_SOH = "\001"
KERN_EMERG = KERN_SOH + "0"
KERN_ALERT = KERN_SOH + "1"
KERN_CRIT = KERN_SOH + "2"
KERN_ERR = KERN_SOH + "3"
KERN_WARNING = KERN_SOH + "4"
KERN_NOTICE = KERN_SOH + "5"
KERN_INFO = KERN_SOH + "6"
KERN_DEBUG = KERN_SOH + "7"
KERN_DEFAULT = ""
KERN_CONT = KERN_SOH + "c"

RATELIMIT_NSEC = 5_000_000_000
RATELIMIT_BURST = 10


def _log() -> Log:
    return this.kernel.log


def printk(fmt: str, *args: object) -> int:
    """printk - log a message, as in ``printk(KERN_INFO + "count %d\\n", n)``; its length. Never sleeps."""
    return this.kernel.log.printk(fmt, *args)


def pr_emerg(fmt: str, *args: object) -> int:
    """pr_emerg - log at level 0; the length of the message."""
    return _log().printk(KERN_EMERG + fmt, *args)


def pr_alert(fmt: str, *args: object) -> int:
    """pr_alert - log at level 1; the length of the message."""
    return _log().printk(KERN_ALERT + fmt, *args)


def pr_crit(fmt: str, *args: object) -> int:
    """pr_crit - log at level 2; the length of the message."""
    return _log().printk(KERN_CRIT + fmt, *args)


def pr_err(fmt: str, *args: object) -> int:
    """pr_err - log at level 3; the length of the message."""
    return _log().printk(KERN_ERR + fmt, *args)


def pr_warn(fmt: str, *args: object) -> int:
    """pr_warn - log at level 4; the length of the message."""
    return _log().printk(KERN_WARNING + fmt, *args)


pr_warning = pr_warn


def pr_notice(fmt: str, *args: object) -> int:
    """pr_notice - log at level 5; the length of the message."""
    return _log().printk(KERN_NOTICE + fmt, *args)


def pr_info(fmt: str, *args: object) -> int:
    """pr_info - log at level 6; the length of the message."""
    return _log().printk(KERN_INFO + fmt, *args)


def pr_cont(fmt: str, *args: object) -> int:
    """pr_cont - carry on the line that was begun without a newline; the length."""
    return _log().printk(KERN_CONT + fmt, *args)


def pr_debug(fmt: str, *args: object) -> int:
    """pr_debug - log at level 7 if the module was loaded with ``dyndbg``; the length, or 0."""
    module = this.kernel.modules.owner_of(sys._getframe(1).f_globals)
    if module is None or not module.debug:
        return 0
    return _log().printk(KERN_DEBUG + fmt, *args)


def pr_devel(fmt: str, *args: object) -> int:
    """pr_devel - nothing, for no module here is built with DEBUG; 0."""
    return 0


def _once(frame: FrameType, fmt: str, args: tuple[object, ...]) -> int:
    module = this.kernel.modules.owner_of(frame.f_globals)
    if module is None or frame.f_lineno in module.once:
        return 0
    module.once.add(frame.f_lineno)
    return _log().printk(fmt, *args)


def printk_once(fmt: str, *args: object) -> int:
    """printk_once - log the first time that this line is reached."""
    return _once(sys._getframe(1), fmt, args)


def pr_info_once(fmt: str, *args: object) -> int:
    """pr_info_once - log at level 6 the first time that this line is reached."""
    return _once(sys._getframe(1), KERN_INFO + fmt, args)


def pr_warn_once(fmt: str, *args: object) -> int:
    """pr_warn_once - log at level 4 the first time that this line is reached."""
    return _once(sys._getframe(1), KERN_WARNING + fmt, args)


def pr_err_once(fmt: str, *args: object) -> int:
    """pr_err_once - log at level 3 the first time that this line is reached."""
    return _once(sys._getframe(1), KERN_ERR + fmt, args)


def printk_ratelimited(fmt: str, *args: object) -> int:
    """printk_ratelimited - log ten times in 5 s at the most from one line; the length, or 0."""
    frame = sys._getframe(1)
    return _ratelimited(frame.f_code.co_name, frame.f_lineno, frame.f_globals, fmt, args)


def pr_info_ratelimited(fmt: str, *args: object) -> int:
    """pr_info_ratelimited - log at level 6, ten times in 5 s at the most from one line; the length, or 0."""
    frame = sys._getframe(1)
    return _ratelimited(frame.f_code.co_name, frame.f_lineno, frame.f_globals, KERN_INFO + fmt, args)


def pr_warn_ratelimited(fmt: str, *args: object) -> int:
    """pr_warn_ratelimited - log at level 4, ten times in 5 s at the most from one line."""
    frame = sys._getframe(1)
    return _ratelimited(frame.f_code.co_name, frame.f_lineno, frame.f_globals, KERN_WARNING + fmt, args)


def pr_err_ratelimited(fmt: str, *args: object) -> int:
    """pr_err_ratelimited - log at level 3, ten times in 5 s at the most from one line; the length, or 0."""
    frame = sys._getframe(1)
    return _ratelimited(frame.f_code.co_name, frame.f_lineno, frame.f_globals, KERN_ERR + fmt, args)


def _ratelimited(function: str, line: int, where: dict[str, object], fmt: str, args: tuple[object, ...]) -> int:
    module = this.kernel.modules.owner_of(where)
    if module is None:
        return 0
    now = this.kernel.sched.local_clock()
    begin, printed, missed = module.ratelimits.get(line, (now, 0, 0))
    if now - begin > RATELIMIT_NSEC:
        if missed:
            _log().printk(KERN_WARNING + "%s: %d callbacks suppressed\n", function, missed)
        begin, printed, missed = now, 0, 0
    if printed >= RATELIMIT_BURST:
        module.ratelimits[line] = begin, printed, missed + 1
        return 0
    module.ratelimits[line] = begin, printed + 1, missed
    return _log().printk(fmt, *args)


def dump_stack() -> None:
    """dump_stack - log who is running and how it came here."""
    this.kernel.traps.report.dump_stack()
