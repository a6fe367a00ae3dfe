"""<linux/list.h>: doubly linked lists. An entry holds ``list_head(self)``, its place in a list, under any name.

What a broken list shows is lib/list_debug.c's, as Debian's kernel has it (recordings bb-lists, bb-lists2).
"""

from collections.abc import Iterator
from typing import Any

from kshell.kernel.current import this
from kshell.linux.err import fault_on

LIST_POISON1 = 0xDEAD000000000100
LIST_POISON2 = 0xDEAD000000000122
MEMBER_OFFSET = 8


class list_head:
    """struct list_head - the head of a list, or the place of ``owner`` in one."""

    __slots__ = ("next", "owner", "prev")

    def __init__(self, owner: Any = None) -> None:
        self.owner = owner
        self.next: Any = self
        self.prev: Any = self


def LIST_HEAD() -> list_head:
    """LIST_HEAD - a new empty list."""
    return list_head()


def INIT_LIST_HEAD(head: list_head) -> None:
    """INIT_LIST_HEAD - make a list empty."""
    head.next = head.prev = head


def _corrupt(line: int, symbol: str, text: str) -> None:
    kernel = this.kernel
    kernel.log.emit(text + "\n", 3)
    kernel.traps.kernel_bug(f"lib/list_debug.c:{line}", symbol)


def _insert(new: list_head, before: list_head, after: list_head) -> None:
    fault_on(new, 0)
    fault_on(before, 0)
    at = this.kernel.traps.address_of
    if new in (before, after):
        text = f"list_add double add: new={at(new):016x}, prev={at(before):016x}, next={at(after):016x}."
        _corrupt(35, "__list_add_valid.cold+0x26/0x3f", text)
    after.prev, new.next, new.prev, before.next = new, after, before, new


def list_add(new: list_head, head: list_head) -> None:
    """list_add - put an entry at the front of a list."""
    _insert(new, head, head.next)


def list_add_tail(new: list_head, head: list_head) -> None:
    """list_add_tail - put an entry at the end of a list."""
    _insert(new, head.prev, head)


def _take_off(entry: list_head) -> None:
    fault_on(entry, 0)
    poison = LIST_POISON1
    if entry.next == poison:
        where = this.kernel.traps.address_of(entry)
        text = f"list_del corruption, {where:016x}->next is LIST_POISON1 ({poison:016x})"
        _corrupt(53, "__list_del_entry_valid.cold+0x5c/0x6f", text)
    entry.next.prev, entry.prev.next = entry.prev, entry.next


def list_del(entry: list_head) -> None:
    """list_del - take an entry off its list; what is left in it are pointers that fault when they are followed."""
    _take_off(entry)
    entry.next, entry.prev = LIST_POISON1, LIST_POISON2


def list_del_init(entry: list_head) -> None:
    """list_del_init - take an entry off its list and make it a list of its own."""
    _take_off(entry)
    INIT_LIST_HEAD(entry)


def list_move(entry: list_head, head: list_head) -> None:
    """list_move - take an entry off its list and put it at the front of another."""
    _take_off(entry)
    list_add(entry, head)


def list_move_tail(entry: list_head, head: list_head) -> None:
    """list_move_tail - take an entry off its list and put it at the end of another."""
    _take_off(entry)
    list_add_tail(entry, head)


def list_empty(head: list_head) -> bool:
    """list_empty - is there nothing in the list?"""
    return head.next is head


def list_entry(ptr: Any) -> Any:
    """list_entry - whose place in a list this is. Of a bad pointer it makes another bad one."""
    return ptr - MEMBER_OFFSET if isinstance(ptr, int) else ptr.owner


def list_first_entry(head: list_head) -> Any:
    """list_first_entry - the first entry of a list that is not empty."""
    return list_entry(head.next)


def list_first_entry_or_null(head: list_head) -> Any:
    """list_first_entry_or_null - the first entry of a list, NULL if there is none."""
    return None if list_empty(head) else list_entry(head.next)


def list_last_entry(head: list_head) -> Any:
    """list_last_entry - the last entry of a list that is not empty."""
    return list_entry(head.prev)


def list_is_singular(head: list_head) -> bool:
    """list_is_singular - is there exactly one entry in the list?"""
    return head.next is not head and head.next is head.prev


def list_for_each_entry(head: list_head) -> Iterator[Any]:
    """list_for_each_entry - the entries, first to last, as in ``for item in list_for_each_entry(items):``.

    The current entry must stay on its list; where it may go, use list_for_each_entry_safe().
    """
    place = head.next
    while place is not head:
        yield list_entry(place)
        place = place.next


def list_for_each_entry_safe(head: list_head) -> Iterator[Any]:
    """list_for_each_entry_safe - the entries, first to last. The current one may be taken off meanwhile."""
    place = head.next
    while place is not head:
        after = place.next
        yield list_entry(place)
        place = after
