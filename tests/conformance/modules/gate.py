"""A thread that does not listen to kthread_stop() until a parameter is written: a hung rmmod that can be freed."""

from kshell.linux import (
    IS_ERR,
    MODULE_LICENSE,
    PTR_ERR,
    get_task_struct,
    kthread_run,
    kthread_stop,
    module_exit,
    module_init,
    module_param,
    msleep,
    pr_info,
    put_task_struct,
)

open = False
module_param("open", bool, 0o644)

keeper = None


def gate_fn(data):
    while not open:
        msleep(200)
    pr_info("gate: open\n")
    return 0


def gate_init():
    global keeper
    keeper = kthread_run(gate_fn, None, "gate_keeper")
    if IS_ERR(keeper):
        return PTR_ERR(keeper)
    get_task_struct(keeper)
    return 0


def gate_exit():
    pr_info("gate: exit begins\n")
    kthread_stop(keeper)
    put_task_struct(keeper)
    pr_info("gate: exit ends\n")


module_init(gate_init)
module_exit(gate_exit)
MODULE_LICENSE("GPL")
