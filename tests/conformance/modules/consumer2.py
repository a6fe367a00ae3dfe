"""Uses the function that provider exports."""

from kshell.linux import MODULE_LICENSE, extern, module_exit, module_init, pr_info

provider_next = extern("provider_next")


def consumer2_init():
    pr_info("consumer2: got %d\n", provider_next())
    return 0


def consumer2_exit():
    pr_info("consumer2: exit, got %d\n", provider_next())


module_init(consumer2_init)
module_exit(consumer2_exit)
MODULE_LICENSE("GPL")
