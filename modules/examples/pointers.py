"""Errors in pointers: a function returns either what was asked for or a negative errno."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def open_it(name):
    if name != "lamp":
        return ERR_PTR(-ENODEV)
    return {"name": name}


def use(name):
    thing = open_it(name)
    if IS_ERR(thing):
        pr_info("pointers: %s: error %d\n", name, PTR_ERR(thing))
        return PTR_ERR(thing)
    pr_info("pointers: %s is open\n", name)
    return PTR_ERR_OR_ZERO(thing)


def use_if_there(thing):
    if IS_ERR_OR_NULL(thing):
        pr_info("pointers: there is nothing\n")


@module_init
def pointers_init():
    use("chair")
    use_if_there(NULL)
    return use("lamp")


@module_exit
def pointers_exit():
    pass
