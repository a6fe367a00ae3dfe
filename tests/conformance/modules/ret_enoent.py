"""init returns -ENOENT, which insmod reports in its own way."""

from kshell.linux import ENOENT, MODULE_LICENSE, module_exit, module_init, pr_info


def ret_enoent_init():
    pr_info("ret_enoent: init\n")
    return -ENOENT


def ret_enoent_exit():
    pr_info("ret_enoent: exit\n")


module_init(ret_enoent_init)
module_exit(ret_enoent_exit)
MODULE_LICENSE("GPL")
