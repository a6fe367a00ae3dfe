"""A module that holds itself while a thread of its own runs, and lets go as that ends."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def works(unused):
    ssleep(2)
    module_put_and_kthread_exit(0)


def begin():
    me = THIS_MODULE()
    if not try_module_get(me):
        return -ENODEV
    pr_info("holding: %s is held %d times\n", module_name(me), module_refcount(me))
    __module_get(me)
    module_put(me)
    kthread_run(works, None, "works")
    return 0


@module_init
def holding_init():
    return begin()


@module_exit
def holding_exit():
    pr_info("holding: gone\n")
