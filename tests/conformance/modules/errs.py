"""What goes wrong in a thread or a worker, one kind after the other."""

from kshell.linux import (
    BUG,
    BUG_ON,
    DECLARE_WORK,
    ECANCELED,
    ENOMEM,
    ERR_PTR,
    MODULE_LICENSE,
    NULL,
    kthread_run,
    kthread_stop,
    module_exit,
    module_init,
    module_param,
    msleep,
    pr_info,
    schedule_work,
    wake_up_process,
)


class node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


kind = 0
module_param("kind", int, 0)
first = node(1, NULL)
zero = 0
thread = None


def sum_of(n):
    total = 0
    while total < 100:
        total += n.value
        n = n.next
    return total


def errs_fn(data):
    pr_info("errs: kind %d\n", kind)
    if kind == 1:
        pr_info("errs: %d\n", sum_of(first))
    elif kind == 2:
        pr_info("errs: %d\n", 7 // zero)
    elif kind == 3:
        pr_info("errs: %d\n", ERR_PTR(-ENOMEM).value)
    elif kind == 4:





        BUG()
    elif kind == 5:
        kthread_stop(NULL)
    elif kind == 6:
        wake_up_process(ERR_PTR(-ENOMEM))
    pr_info("errs: not reached\n")
    return 0





def errs_work(w):
    pr_info("errs: work\n")
    BUG_ON(kind == 7)


work = DECLARE_WORK(errs_work)


def errs_init():
    global thread
    if kind == 7:
        schedule_work(work)
        return 0
    thread = kthread_run(errs_fn, None, "errs/%d", kind)
    msleep(100)
    return -ECANCELED


def errs_exit():
    pr_info("errs: exit\n")


module_init(errs_init)
module_exit(errs_exit)
MODULE_LICENSE("GPL")
