"""Uses the function that the module exporter exports: while it is loaded, exporter can not be removed.

Try:  see exporter.py
"""

from kshell.linux import MODULE_LICENSE, extern, module_exit, module_init, pr_info

exporter_next = extern("exporter_next")  # looked up when this module is loaded


def importer_init():
    pr_info("importer: got %d\n", exporter_next())
    return 0


def importer_exit():
    pr_info("importer: exit, got %d\n", exporter_next())


module_init(importer_init)
module_exit(importer_exit)
MODULE_LICENSE("GPL")
