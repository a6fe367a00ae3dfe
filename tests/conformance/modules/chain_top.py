"""The uppermost of three modules: uses functions of both others."""

from kshell.linux import MODULE_DESCRIPTION, MODULE_LICENSE, extern, module_exit, module_init, pr_info

chain_base_add = extern("chain_base_add")
chain_mid_twice = extern("chain_mid_twice")


def chain_top_init():
    pr_info("chain_top: twice 10 gives %d\n", chain_mid_twice(10))
    return 0


def chain_top_exit():
    pr_info("chain_top: exit, sum %d\n", chain_base_add(100))


module_init(chain_top_init)
module_exit(chain_top_exit)
MODULE_LICENSE("GPL")
MODULE_DESCRIPTION("The uppermost of three")
