"""init returns a number that is no errno."""

from kshell.linux import MODULE_LICENSE, module_exit, module_init, pr_info


def ret_odd_init():
    pr_info("ret_odd: init\n")
    return -200


def ret_odd_exit():
    pr_info("ret_odd: exit\n")


module_init(ret_odd_init)
module_exit(ret_odd_exit)
MODULE_LICENSE("GPL")
