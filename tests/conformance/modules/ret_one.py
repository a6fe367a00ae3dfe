"""init returns a positive number."""

from kshell.linux import MODULE_LICENSE, module_exit, module_init, pr_info


def ret_one_init():
    pr_info("ret_one: init\n")
    return 1


def ret_one_exit():
    pr_info("ret_one: exit\n")


module_init(ret_one_init)
module_exit(ret_one_exit)
MODULE_LICENSE("GPL")
