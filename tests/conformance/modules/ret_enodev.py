"""init returns -ENODEV."""

from kshell.linux import ENODEV, MODULE_LICENSE, module_exit, module_init, pr_info


def ret_enodev_init():
    pr_info("ret_enodev: init\n")
    return -ENODEV


def ret_enodev_exit():
    pr_info("ret_enodev: exit\n")


module_init(ret_enodev_init)
module_exit(ret_enodev_exit)
MODULE_LICENSE("GPL")
