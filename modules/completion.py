"""A completion: rmmod asks a thread for its report and waits until it has written it.

Try:  insmod completion.ko; rmmod completion; dmesg
"""

from kshell.linux import (
    DECLARE_COMPLETION,
    MODULE_LICENSE,
    complete,
    kthread_run,
    module_exit,
    module_init,
    msecs_to_jiffies,
    pr_info,
    ssleep,
    wait_for_completion,
    wait_for_completion_timeout,
)

asked = DECLARE_COMPLETION()
written = DECLARE_COMPLETION()


def reporter(unused):
    wait_for_completion(asked)
    pr_info("completion: writing\n")
    ssleep(2)
    complete(written)
    return 0


def completion_init():
    kthread_run(reporter, None, "reporter")
    return 0


def completion_exit():
    complete(asked)
    while not wait_for_completion_timeout(written, msecs_to_jiffies(500)):
        pr_info("completion: still waiting\n")
    pr_info("completion: done\n")


module_init(completion_init)
module_exit(completion_exit)
MODULE_LICENSE("GPL")
