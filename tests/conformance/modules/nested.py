"""A fault below several functions: which of them a trace names."""

from kshell.linux import (
    MODULE_LICENSE,
    module_exit,
    module_init,
    module_param,
    noinline,
    pr_info,
)

nowhere = None
depth = 3
module_param("depth", int, 0)


def last(n):
    pr_info("nested: last %d\n", n)
    return nowhere[n] + 1


def middle(n):
    a = last(n)
    pr_info("nested: middle %d\n", a)
    return a * 2


@noinline
def kept(n):
    a = middle(n)
    pr_info("nested: kept %d\n", a)
    return a


@noinline
def fall(n):
    if n > 0:
        a = fall(n - 1)
        pr_info("nested: fall %d\n", a)
        return a
    return kept(n)


def nested_init():
    a = fall(depth)
    pr_info("nested: %d\n", a)
    return 0


def nested_exit():
    pass


module_init(nested_init)
module_exit(nested_exit)
MODULE_LICENSE("GPL")
