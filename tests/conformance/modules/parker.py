"""Parking a thread, binding one to a CPU."""

from kshell.linux import (
    ENODEV,
    MODULE_LICENSE,
    kernel_param_ops,
    kstrtobool,
    kthread_bind,
    kthread_create,
    kthread_park,
    kthread_parkme,
    kthread_run,
    kthread_should_park,
    kthread_should_stop,
    kthread_stop,
    kthread_unpark,
    module_exit,
    module_init,
    module_param_cb,
    msleep_interruptible,
    pr_info,
    smp_processor_id,
    wake_up_process,
)

parker = None
bound = None


def set_parked(val, kp):
    err, want = kstrtobool(val)
    if err:
        return err
    if not parker:
        return -ENODEV
    if want:
        pr_info("parker: kthread_park %d\n", kthread_park(parker))
    else:
        kthread_unpark(parker)
    return 0


parked_ops = kernel_param_ops(set=set_parked, get=None)
module_param_cb("parked", parked_ops, None, 0o200)


def parker_fn(data):
    n = 0
    while not kthread_should_stop():
        if kthread_should_park():
            pr_info("parker: parks\n")
            kthread_parkme()
            pr_info("parker: goes on\n")
        n += 1
        msleep_interruptible(1000)
    return int(n > 0)


def bound_fn(data):
    while not kthread_should_stop():
        pr_info("parker: bound to cpu %d\n", smp_processor_id())
        msleep_interruptible(60000)
    return 0


def parker_init():
    global parker, bound
    parker = kthread_run(parker_fn, None, "parker")
    bound = kthread_create(bound_fn, None, "bound/%d", 1)
    kthread_bind(bound, 1)
    wake_up_process(bound)
    return 0


def parker_exit():
    pr_info("parker: bound returned %d\n", kthread_stop(bound))
    pr_info("parker: parker returned %d\n", kthread_stop(parker))


module_init(parker_init)
module_exit(parker_exit)
MODULE_LICENSE("GPL")
