"""init writes through a NULL pointer."""

from kshell.linux import MODULE_LICENSE, module_exit, module_init, pr_info

nowhere = None


def nullinit_init():
    pr_info("nullinit: init\n")
    nowhere.value = 1
    return 0


def nullinit_exit():
    pr_info("nullinit: exit\n")


module_init(nullinit_init)
module_exit(nullinit_exit)
MODULE_LICENSE("GPL")
