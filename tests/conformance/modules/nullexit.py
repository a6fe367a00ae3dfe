"""exit writes through a NULL pointer."""

from kshell.linux import MODULE_LICENSE, module_exit, module_init, pr_info

nowhere = None


def nullexit_init():
    pr_info("nullexit: init\n")
    return 0


def nullexit_exit():
    pr_info("nullexit: exit\n")
    nowhere.value = 1


module_init(nullexit_init)
module_exit(nullexit_exit)
MODULE_LICENSE("GPL")
