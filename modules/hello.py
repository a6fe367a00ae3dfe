"""The smallest module: says hello when it is loaded and goodbye when it is removed.

Try:  insmod hello.ko; lsmod; modinfo hello.ko; rmmod hello; dmesg
"""

from kshell.linux import (
    MODULE_AUTHOR,
    MODULE_DESCRIPTION,
    MODULE_LICENSE,
    MODULE_VERSION,
    module_exit,
    module_init,
    pr_info,
)


def hello_init():
    pr_info("hello: module loaded\n")
    return 0  # 0 is success; a negative errno such as -ENOMEM would make insmod fail


def hello_exit():
    pr_info("hello: module removed\n")


module_init(hello_init)
module_exit(hello_exit)

MODULE_LICENSE("GPL")
MODULE_AUTHOR("kshell")
MODULE_DESCRIPTION("Says hello")
MODULE_VERSION("1.0")
