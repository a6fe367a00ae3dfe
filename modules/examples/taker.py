"""Calls functions of another module, which cannot be unloaded meanwhile."""

from kshell.linux import *

MODULE_LICENSE("GPL")

double = extern("giver_double")
half = extern("giver_half")


@module_init
def taker_init():
    pr_info("taker: twice 21 is %d, half of it %d\n", double(21), half(21))
    return 0


@module_exit
def taker_exit():
    pass
