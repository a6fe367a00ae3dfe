"""<linux/refcount.h>: counting holders; a counter that goes wrong is reported and never gets back to 0.

Texts and values are those of lib/refcount.c and of the recording ba-refcounts.
"""

from kshell.kernel.current import this

SATURATED = -(1 << 30)
INT_MASK = (1 << 32) - 1

_OVERFLOW = ("lib/refcount.c:22", "refcount_warn_saturate+0x51/0x110", "saturated; leaking memory")
_ADD_ON_0 = ("lib/refcount.c:25", "refcount_warn_saturate+0x97/0x110", "addition on 0; use-after-free")
_UNDERFLOW = ("lib/refcount.c:28", "refcount_warn_saturate+0xba/0x110", "underflow; use-after-free")
_LEAK = ("lib/refcount.c:31", "refcount_warn_saturate+0xfb/0x110", "decrement hit 0; leaking memory")


class refcount_t:
    """refcount_t - how many hold something."""

    __slots__ = ("refs",)

    def __init__(self, n: int = 0) -> None:
        self.refs = n


def REFCOUNT_INIT(n: int) -> refcount_t:
    """REFCOUNT_INIT - a counter that begins at ``n``."""
    return refcount_t(n)


def _saturate(r: refcount_t, kind: tuple[str, str, str]) -> None:
    r.refs = SATURATED
    where, symbol, text = kind
    if this.kernel.traps.once(where):
        this.kernel.traps.report.warn(where, symbol, f"refcount_t: {text}.")


def refcount_set(r: refcount_t, n: int) -> None:
    """refcount_set - begin to count at ``n``."""
    r.refs = n


def refcount_read(r: refcount_t) -> int:
    """refcount_read - the count, 3221225472 once it has gone wrong."""
    return r.refs & INT_MASK


def refcount_add(i: int, r: refcount_t) -> None:
    """refcount_add - ``i`` more holders; a WARN if there was none or the count has gone wrong."""
    old = r.refs
    r.refs = old + i
    if old == 0:
        _saturate(r, _ADD_ON_0)
    elif old < 0 or old + i >= 1 << 31:
        _saturate(r, _OVERFLOW)


def refcount_inc(r: refcount_t) -> None:
    """refcount_inc - one more holder; a WARN if there was none."""
    refcount_add(1, r)


def refcount_inc_not_zero(r: refcount_t) -> bool:
    """refcount_inc_not_zero - one more holder unless there is none; whether there is."""
    if r.refs == 0:
        return False
    refcount_add(1, r)
    return True


def refcount_dec(r: refcount_t) -> None:
    """refcount_dec - one holder less, who was not the last; else a WARN."""
    old = r.refs
    r.refs = old - 1
    if old <= 1:
        _saturate(r, _LEAK)


def refcount_dec_and_test(r: refcount_t) -> bool:
    """refcount_dec_and_test - one holder less: True for the last one; a WARN if there was none."""
    old = r.refs
    r.refs = old - 1
    if old == 1:
        return True
    if old < 1:
        _saturate(r, _UNDERFLOW)
    return False
