"""init returns -EINVAL."""

from kshell.linux import EINVAL, MODULE_LICENSE, module_exit, module_init, pr_info


def ret_einval_init():
    pr_info("ret_einval: init\n")
    return -EINVAL


def ret_einval_exit():
    pr_info("ret_einval: exit\n")


module_init(ret_einval_init)
module_exit(ret_einval_exit)
MODULE_LICENSE("GPL")
