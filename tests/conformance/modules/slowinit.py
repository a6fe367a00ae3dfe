"""init takes ten seconds."""

from kshell.linux import MODULE_LICENSE, module_exit, module_init, pr_info, ssleep


def slowinit_init():
    pr_info("slowinit: init begins\n")
    ssleep(10)
    pr_info("slowinit: init ends\n")
    return 0


def slowinit_exit():
    pr_info("slowinit: exit\n")


module_init(slowinit_init)
module_exit(slowinit_exit)
MODULE_LICENSE("GPL")
