"""Linked lists: each entry holds its place in the list."""

from kshell.linux import *

MODULE_LICENSE("GPL")


class Item:
    def __init__(self, number):
        self.number = number
        self.list = list_head(self)


def show(items):
    pr_info("lists:")
    for item in list_for_each_entry(items):
        pr_cont(" %d", item.number)
    pr_cont("\n")


def adding():
    items = LIST_HEAD()
    list_add_tail(Item(1).list, items)
    list_add_tail(Item(2).list, items)
    list_add(Item(0).list, items)
    show(items)
    for item in list_for_each_entry_safe(items):
        list_del(item.list)
    pr_info("lists: empty? %d\n", list_empty(items))


def moving():
    waiting, done = list_head(), list_head()
    INIT_LIST_HEAD(waiting)
    INIT_LIST_HEAD(done)
    for number in (1, 2, 3):
        list_add_tail(Item(number).list, waiting)
    list_move(waiting.next, done)
    list_move_tail(waiting.next, done)
    show(done)
    first = list_first_entry(waiting)
    pr_info("lists: %d is left, the same: %d\n", first.number, list_entry(waiting.next).number)
    list_del_init(first.list)
    pr_info("lists: its place is an empty list: %d\n", list_empty(first.list))


def both_ends():
    items = LIST_HEAD()
    if not list_first_entry_or_null(items):
        pr_info("lists: there is no first one\n")
    list_add(Item(5).list, items)
    pr_info("lists: one only: %d, last: %d\n", list_is_singular(items), list_last_entry(items).number)


@module_init
def lists_init():
    adding()
    moving()
    both_ends()
    return 0


@module_exit
def lists_exit():
    pass
