"""do_exit(): how a thread ended until 5.17; a current kernel has no such symbol for modules."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def leaves(unused):
    pr_info("leaving: not here any more\n")
    do_exit(0)


@module_init
def leaving_init():
    kthread_run(leaves, None, "leaves")
    return 0


@module_exit
def leaving_exit():
    pass
