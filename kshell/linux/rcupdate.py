"""<linux/rcupdate.h>, <linux/rculist.h>: readers that take no lock, and writers that wait until they are through."""

from collections.abc import Callable
from typing import Any

from kshell.kernel import rcu
from kshell.kernel.current import this
from kshell.linux.list import list_add, list_add_tail, list_del, list_for_each_entry


class rcu_head:
    """struct rcu_head - what call_rcu() needs in an object that it shall free."""

    __slots__ = ("owner",)

    def __init__(self, owner: Any = None) -> None:
        self.owner = owner


def rcu_read_lock() -> None:
    """rcu_read_lock - what is read from here on stays; sleeping is a bug that is reported once."""
    this.kernel.sched.current.rcu_nesting += 1


def rcu_read_unlock() -> None:
    """rcu_read_unlock - the end of what rcu_read_lock() began."""
    this.kernel.sched.current.rcu_nesting -= 1


def rcu_dereference(pointer: Any) -> Any:
    """rcu_dereference - read a pointer that a writer may change meanwhile; the pointer."""
    return pointer


def synchronize_rcu() -> None:
    """synchronize_rcu - sleep (state D) until all who read now are through."""
    rcu.synchronize(this.kernel)


def call_rcu(head: rcu_head, function: Callable[[rcu_head], None]) -> None:
    """call_rcu - call a function with ``head`` when all who read now are through. Never sleeps."""
    kernel = this.kernel
    rcu.after_grace_period(kernel, lambda: kernel.traps.call_from_timer(function, head))


def rcu_barrier() -> None:
    """rcu_barrier - sleep (state D) until all that call_rcu() was given has been called: before a module goes."""
    rcu.synchronize(this.kernel)


list_add_rcu = list_add
list_add_tail_rcu = list_add_tail
list_del_rcu = list_del
list_for_each_entry_rcu = list_for_each_entry
