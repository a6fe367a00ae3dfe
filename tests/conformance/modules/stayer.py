"""No exit function: once in, it stays; and an init that refuses by a parameter."""

from kshell.linux import (
    MODULE_DESCRIPTION,
    MODULE_LICENSE,
    MODULE_PARM_DESC,
    module_init,
    module_param,
    pr_info,
    pr_notice,
)

refuse = 0
module_param("refuse", int, 0o444)
MODULE_PARM_DESC("refuse", "the error to return from init")


def stayer_init():
    pr_info("stayer: init, refuse=%d\n", refuse)
    if refuse:
        return -refuse
    pr_notice("stayer: in for good\n")
    return 0


module_init(stayer_init)
MODULE_LICENSE("GPL")
MODULE_DESCRIPTION("Cannot be removed")
