"""The lowest of three modules: keeps a sum for the others."""

from kshell.linux import EXPORT_SYMBOL_GPL, MODULE_DESCRIPTION, MODULE_LICENSE, module_exit, module_init, pr_info

sum = 0


def chain_base_add(n):
    global sum
    sum += n
    return sum


EXPORT_SYMBOL_GPL(chain_base_add)


def chain_base_init():
    pr_info("chain_base: ready\n")
    return 0


def chain_base_exit():
    pr_info("chain_base: exit, sum %d\n", sum)


module_init(chain_base_init)
module_exit(chain_base_exit)
MODULE_LICENSE("GPL")
MODULE_DESCRIPTION("The lowest of three")
