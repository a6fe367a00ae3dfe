"""init returns -1."""

from kshell.linux import MODULE_LICENSE, module_exit, module_init, pr_info


def ret_eperm_init():
    pr_info("ret_eperm: init\n")
    return -1


def ret_eperm_exit():
    pr_info("ret_eperm: exit\n")


module_init(ret_eperm_init)
module_exit(ret_eperm_exit)
MODULE_LICENSE("GPL")
