"""init returns -ENOMEM."""

from kshell.linux import ENOMEM, MODULE_LICENSE, module_exit, module_init, pr_info


def ret_enomem_init():
    pr_info("ret_enomem: init\n")
    return -ENOMEM


def ret_enomem_exit():
    pr_info("ret_enomem: exit\n")


module_init(ret_enomem_init)
module_exit(ret_enomem_exit)
MODULE_LICENSE("GPL")
