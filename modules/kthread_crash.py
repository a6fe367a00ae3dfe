"""A thread that outlives its module: it dies of an oops when it next runs, for its code is gone.

Try:  insmod kthread_crash.ko; rmmod kthread_crash; wait 5 s; dmesg
"""

from kshell.linux import (
    KERN_ERR,
    KERN_INFO,
    MODULE_LICENSE,
    do_exit,
    kthread_create,
    module_exit,
    module_init,
    printk,
    ssleep,
    wake_up_process,
)

thread_st = None


# Function executed by kernel thread
def thread_fn(unused):
    while True:
        printk(KERN_INFO + "Thread Running\n")
        ssleep(5)
    printk(KERN_INFO + "Thread Stopping\n")
    do_exit(0)
    return 0


# Module Initialization
def init_thread():
    global thread_st
    printk(KERN_INFO + "Creating Thread\n")
    # Create the kernel thread with name 'mythread'
    thread_st = kthread_create(thread_fn, None, "mythread")
    if thread_st:
        printk(KERN_INFO + "Thread Created successfully\n")
        wake_up_process(thread_st)
    else:
        printk(KERN_ERR + "Thread creation failed\n")
    return 0


# Module Exit
def cleanup_thread():
    printk(KERN_INFO + "Cleaning Up\n")


MODULE_LICENSE("GPL")
module_init(init_thread)
module_exit(cleanup_thread)
