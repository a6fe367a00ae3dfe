"""Lets other modules call its functions: load it, then taker.ko."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def giver_double(number):
    return 2 * number


def giver_half(number):
    return number // 2


EXPORT_SYMBOL(giver_double)
EXPORT_SYMBOL_GPL(giver_half)


@module_init
def giver_init():
    return 0


@module_exit
def giver_exit():
    pass
