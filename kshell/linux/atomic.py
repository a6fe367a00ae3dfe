"""<linux/atomic.h>: numbers that several threads may change, each change whole."""

INT_BITS = 32


class atomic_t:
    """atomic_t - an int; ``atomic_read()`` and ``atomic_set()`` look at it and set it."""

    __slots__ = ("counter",)

    def __init__(self, i: int = 0) -> None:
        self.counter = i


def ATOMIC_INIT(i: int) -> atomic_t:
    """ATOMIC_INIT - a new atomic_t that holds ``i``."""
    return atomic_t(i)


def atomic_read(v: atomic_t) -> int:
    """atomic_read - the value."""
    return v.counter


def atomic_set(v: atomic_t, i: int) -> None:
    """atomic_set - set the value."""
    v.counter = i


def atomic_add_return(i: int, v: atomic_t) -> int:
    """atomic_add_return - add; the new value, which wraps around as an int does."""
    half = 1 << INT_BITS - 1
    v.counter = (v.counter + i + half & (1 << INT_BITS) - 1) - half
    return v.counter


def atomic_sub_return(i: int, v: atomic_t) -> int:
    """atomic_sub_return - subtract; the new value."""
    return atomic_add_return(-i, v)


def atomic_inc_return(v: atomic_t) -> int:
    """atomic_inc_return - add 1; the new value."""
    return atomic_add_return(1, v)


def atomic_dec_return(v: atomic_t) -> int:
    """atomic_dec_return - subtract 1; the new value."""
    return atomic_add_return(-1, v)


def atomic_add(i: int, v: atomic_t) -> None:
    """atomic_add - add."""
    atomic_add_return(i, v)


def atomic_sub(i: int, v: atomic_t) -> None:
    """atomic_sub - subtract."""
    atomic_add_return(-i, v)


def atomic_inc(v: atomic_t) -> None:
    """atomic_inc - add 1."""
    atomic_add_return(1, v)


def atomic_dec(v: atomic_t) -> None:
    """atomic_dec - subtract 1."""
    atomic_add_return(-1, v)


def atomic_dec_and_test(v: atomic_t) -> bool:
    """atomic_dec_and_test - subtract 1; is it 0 now?"""
    return atomic_add_return(-1, v) == 0


def atomic_inc_and_test(v: atomic_t) -> bool:
    """atomic_inc_and_test - add 1; is it 0 now?"""
    return atomic_add_return(1, v) == 0


def atomic_xchg(v: atomic_t, new: int) -> int:
    """atomic_xchg - set the value; what it was."""
    old, v.counter = v.counter, new
    return old


def atomic_cmpxchg(v: atomic_t, old: int, new: int) -> int:
    """atomic_cmpxchg - set the value if it is ``old``; what it was."""
    was = v.counter
    if was == old:
        v.counter = new
    return was


def atomic_add_unless(v: atomic_t, a: int, u: int) -> bool:
    """atomic_add_unless - add ``a`` unless the value is ``u``; whether it did."""
    if v.counter == u:
        return False
    atomic_add_return(a, v)
    return True
