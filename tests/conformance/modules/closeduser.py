"""Not GPL, and wants a symbol exported for GPL modules only."""

from kshell.linux import MODULE_LICENSE, extern, module_init, pr_info

provider_gpl_next = extern("provider_gpl_next")


def closeduser_init():
    pr_info("closeduser: got %d\n", provider_gpl_next())
    return 0


module_init(closeduser_init)
MODULE_LICENSE("Proprietary")
