"""A thread that allows SIGKILL and looks for it itself, once in each round.

Try:  insmod kthread_signal.ko; ps -e | grep mythread; kill -9 PID; wait 5 s; rmmod kthread_signal; dmesg
"""

from kshell.linux import (
    KERN_ERR,
    KERN_INFO,
    MODULE_LICENSE,
    SIGKILL,
    allow_signal,
    do_exit,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    printk,
    signal_pending,
    ssleep,
)

thread_st = None


# Function executed by kernel thread
def thread_fn(unused):
    # Allow the SIGKILL signal
    allow_signal(SIGKILL)
    while not kthread_should_stop():
        printk(KERN_INFO + "Thread Running\n")
        ssleep(5)
        # Check if the signal is pending
        if signal_pending(thread_st):
            break
    printk(KERN_INFO + "Thread Stopping\n")
    do_exit(0)
    return 0


# Module Initialization
def init_thread():
    global thread_st
    printk(KERN_INFO + "Creating Thread\n")
    # Create the kernel thread with name 'mythread'
    thread_st = kthread_run(thread_fn, None, "mythread")
    if thread_st:
        printk(KERN_INFO + "Thread Created successfully\n")
    else:
        printk(KERN_ERR + "Thread creation failed\n")
    return 0


# Module Exit
def cleanup_thread():
    printk(KERN_INFO + "Cleaning Up\n")
    if thread_st:
        kthread_stop(thread_st)
        printk(KERN_INFO + "Thread stopped")


MODULE_LICENSE("GPL")
module_init(init_thread)
module_exit(cleanup_thread)
