"""init divides by a parameter, which is zero."""

from kshell.linux import MODULE_LICENSE, module_exit, module_init, module_param, pr_info

by = 0
module_param("by", int, 0o444)


def divides_init():
    pr_info("divides: init\n")
    pr_info("divides: 100 / %d is %d\n", by, 100 // by)
    return 0


def divides_exit():
    pr_info("divides: exit\n")


module_init(divides_init)
module_exit(divides_exit)
MODULE_LICENSE("GPL")
