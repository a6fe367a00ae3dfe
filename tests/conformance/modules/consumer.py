"""Uses the function that provider exports."""

from kshell.linux import MODULE_LICENSE, extern, module_exit, module_init, pr_info

provider_next = extern("provider_next")


def consumer_init():
    pr_info("consumer: got %d\n", provider_next())
    return 0


def consumer_exit():
    pr_info("consumer: exit, got %d\n", provider_next())


module_init(consumer_init)
module_exit(consumer_exit)
MODULE_LICENSE("GPL")
