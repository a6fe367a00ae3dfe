"""init returns -EEXIST, which insmod reports in its own way."""

from kshell.linux import EEXIST, MODULE_LICENSE, module_exit, module_init, pr_info


def ret_eexist_init():
    pr_info("ret_eexist: init\n")
    return -EEXIST


def ret_eexist_exit():
    pr_info("ret_eexist: exit\n")


module_init(ret_eexist_init)
module_exit(ret_eexist_exit)
MODULE_LICENSE("GPL")
