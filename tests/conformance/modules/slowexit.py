"""exit takes eight seconds."""

from kshell.linux import MODULE_LICENSE, module_exit, module_init, pr_info, ssleep


def slowexit_init():
    return 0


def slowexit_exit():
    pr_info("slowexit: exit begins\n")
    ssleep(8)
    pr_info("slowexit: exit ends\n")


module_init(slowexit_init)
module_exit(slowexit_exit)
MODULE_LICENSE("GPL")
