"""A thread that reads through a bad pointer after three seconds."""

from kshell.linux import MODULE_LICENSE, PTR_ERR_OR_ZERO, kthread_run, module_exit, module_init, pr_info, ssleep

worker = None
nowhere = 0x10  # a pointer to address 0x10: .value reads from there


def nullthread_fn(data):
    ssleep(3)
    pr_info("nullthread: reading\n")
    pr_info("nullthread: read %d\n", nowhere.value)
    return 0


def nullthread_init():
    global worker
    worker = kthread_run(nullthread_fn, None, "nullthread_thr")
    return PTR_ERR_OR_ZERO(worker)


def nullthread_exit():
    pr_info("nullthread: exit, no kthread_stop\n")


module_init(nullthread_init)
module_exit(nullthread_exit)
MODULE_LICENSE("GPL")
