"""An init function and no exit function: the module can not be removed."""

from kshell.linux import MODULE_LICENSE, module_init, pr_info


def noexit_init():
    pr_info("noexit: init\n")
    return 0


module_init(noexit_init)
MODULE_LICENSE("GPL")
