"""init runs into a BUG_ON."""

from kshell.linux import BUG_ON, MODULE_LICENSE, module_exit, module_init, module_param, pr_info

one = 1
module_param("one", int, 0o444)


def bugon_init():
    pr_info("bugon: init\n")
    BUG_ON(one == 1)
    pr_info("bugon: still here\n")
    return 0


def bugon_exit():
    pr_info("bugon: exit\n")


module_init(bugon_init)
module_exit(bugon_exit)
MODULE_LICENSE("GPL")
