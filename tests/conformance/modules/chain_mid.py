"""The middle one: its thread adds through chain_base, and it exports a function that does so too."""

from kshell.linux import (
    EXPORT_SYMBOL_GPL,
    MODULE_DESCRIPTION,
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    extern,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    pr_info,
    ssleep,
)

chain_base_add = extern("chain_base_add")

adder = None


def chain_mid_twice(n):
    chain_base_add(n)
    return chain_base_add(n)


EXPORT_SYMBOL_GPL(chain_mid_twice)


def chain_mid_fn(data):
    rounds = 0
    while not kthread_should_stop():
        pr_info("chain_mid: sum %d\n", chain_base_add(1))
        rounds += 1
        ssleep(4)
    return rounds


def chain_mid_init():
    global adder
    adder = kthread_run(chain_mid_fn, None, "chain_adder")
    return PTR_ERR_OR_ZERO(adder)


def chain_mid_exit():
    pr_info("chain_mid: exit\n")
    pr_info("chain_mid: adder made %d rounds\n", kthread_stop(adder))


module_init(chain_mid_init)
module_exit(chain_mid_exit)
MODULE_LICENSE("GPL")
MODULE_DESCRIPTION("The middle of three")
