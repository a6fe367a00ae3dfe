"""Exports a function for other modules, and counts its calls.

Try:  insmod importer.ko (fails: nobody exports exporter_next yet); insmod exporter.ko; insmod importer.ko
Then: lsmod; rmmod exporter (fails: importer uses it); rmmod importer exporter; dmesg
"""

from kshell.linux import EXPORT_SYMBOL, MODULE_LICENSE, module_exit, module_init, pr_info

calls = 0


def exporter_next():
    global calls
    calls += 1
    return calls


EXPORT_SYMBOL(exporter_next)


def exporter_init():
    pr_info("exporter: ready\n")
    return 0


def exporter_exit():
    pr_info("exporter: gone after %d calls\n", calls)


module_init(exporter_init)
module_exit(exporter_exit)
MODULE_LICENSE("GPL")
