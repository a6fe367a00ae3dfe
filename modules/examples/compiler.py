"""What is said to the compiler: read it once, keep the function, memory may have changed."""

from kshell.linux import *

MODULE_LICENSE("GPL")

ready = False


def maker(unused):
    global ready
    msleep(20)
    ready = True
    return 0


@noinline
def poll():
    while not READ_ONCE(ready):
        barrier()
        msleep(10)
    pr_info("compiler: ready\n")


@module_init
def compiler_init():
    kthread_run(maker, NULL, "maker")
    poll()
    return 0


@module_exit
def compiler_exit():
    pass
