"""init succeeds; the licence is not a free one."""

from kshell.linux import MODULE_LICENSE, module_exit, module_init, pr_info


def closed_init():
    pr_info("closed: init\n")
    return 0


def closed_exit():
    pr_info("closed: exit\n")


module_init(closed_init)
module_exit(closed_exit)
MODULE_LICENSE("Proprietary")
