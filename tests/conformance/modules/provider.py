"""Exports a function and counts its calls."""

from kshell.linux import EXPORT_SYMBOL, EXPORT_SYMBOL_GPL, MODULE_LICENSE, module_exit, module_init, pr_info

calls = 0


def provider_next():
    global calls
    calls += 1
    return calls


EXPORT_SYMBOL(provider_next)


def provider_gpl_next():
    global calls
    calls += 10
    return calls


EXPORT_SYMBOL_GPL(provider_gpl_next)


def provider_init():
    pr_info("provider: ready\n")
    return 0


def provider_exit():
    pr_info("provider: gone after %d calls\n", calls)


module_init(provider_init)
module_exit(provider_exit)
MODULE_LICENSE("GPL")
