"""init has a WARN_ON that is true and a WARN with text."""

from kshell.linux import MODULE_LICENSE, WARN, WARN_ON, WARN_ON_ONCE, module_exit, module_init, pr_info

nowhere = None


def warns_init():
    pr_info("warns: init\n")
    WARN_ON(nowhere is None)
    WARN(1, "warns: %d is odd\n", 3)
    WARN_ON_ONCE(1)
    return 0


def warns_exit():
    pr_info("warns: exit\n")


module_init(warns_init)
module_exit(warns_exit)
MODULE_LICENSE("GPL")
