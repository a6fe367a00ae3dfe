"""A thread that follows a NULL pointer: it dies of an oops, the machine goes on, tainted.

Try:  insmod nullptr.ko; dmesg | head -40; ps -e | grep careless; rmmod nullptr; cat /proc/sys/kernel/tainted
"""

from kshell.linux import MODULE_LICENSE, NULL, kthread_run, module_exit, module_init, pr_info, ssleep


def careless(device):
    ssleep(1)
    device.opened = 1
    pr_info("nullptr: this is never seen\n")
    return 0


def nullptr_init():
    kthread_run(careless, NULL, "careless")
    return 0


def nullptr_exit():
    pr_info("nullptr: exit\n")


module_init(nullptr_init)
module_exit(nullptr_exit)
MODULE_LICENSE("GPL")
