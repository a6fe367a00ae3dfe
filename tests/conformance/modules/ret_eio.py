"""init returns the plain number -5."""

from kshell.linux import MODULE_LICENSE, module_exit, module_init, pr_info


def ret_eio_init():
    pr_info("ret_eio: init\n")
    return -5


def ret_eio_exit():
    pr_info("ret_eio: exit\n")


module_init(ret_eio_init)
module_exit(ret_eio_exit)
MODULE_LICENSE("GPL")
