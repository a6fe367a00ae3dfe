"""A thread that never sleeps: one CPU is busy with it, the others and the prompt go on.

Try:  insmod spin.ko; top; dmesg | grep lockup; rmmod spin (it hangs: the thread never looks)
"""

from kshell.linux import MODULE_LICENSE, kthread_run, kthread_stop, module_exit, module_init, pr_info

spin_st = None


def spin(unused):
    while True:
        pass


def spin_init():
    global spin_st
    spin_st = kthread_run(spin, None, "spin")
    return 0


def spin_exit():
    kthread_stop(spin_st)
    pr_info("spin: this is never seen\n")


module_init(spin_init)
module_exit(spin_exit)
MODULE_LICENSE("GPL")
