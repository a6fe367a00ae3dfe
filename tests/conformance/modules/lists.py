"""A list, and what happens to entries that are taken off twice."""

from kshell.linux import (
    LIST_HEAD,
    MODULE_LICENSE,
    list_add,
    list_add_tail,
    list_del,
    list_del_init,
    list_empty,
    list_entry,
    list_for_each_entry,
    list_head,
    list_move,
    module_exit,
    module_init,
    module_param,
    pr_info,
)

kind = 0
module_param("kind", int, 0o444)


class item:
    def __init__(self, value):
        self.value = value
        self.list = list_head(self)


items = LIST_HEAD()
one = item(1)
two = item(2)
three = item(3)


def show(what):
    pr_info("lists: %s, empty %d\n", what, list_empty(items))
    for i in list_for_each_entry(items):
        pr_info("lists: item %d\n", i.value)


def lists_init():
    list_add(one.list, items)
    list_add(two.list, items)
    list_add_tail(three.list, items)
    show("three")
    list_del(two.list)
    show("without two")
    list_move(three.list, items)
    show("three in front")
    if kind == 1:
        list_del(two.list)
    if kind == 2:
        pr_info("lists: next value %d\n", list_entry(two.list.next).value)
    if kind == 3:
        list_add(one.list, items)
    list_del_init(one.list)
    list_del_init(three.list)
    show("none")
    return 0


def lists_exit():
    pr_info("lists: exit\n")


module_init(lists_init)
module_exit(lists_exit)
MODULE_LICENSE("GPL")
