"""A thread that makes one kind of fault."""

from kshell.linux import (
    ENOMEM,
    ERR_PTR,
    MODULE_LICENSE,
    PTR_ERR_OR_ZERO,
    kthread_run,
    kthread_stop,
    module_exit,
    module_init,
    module_param,
    pr_info,
    wake_up_process,
)

kind = 0
module_param("kind", int, 0o444)

nowhere = None
nothing = None
none = None
bad = 0xDEAD000000000100  # a pointer that no address can be
wild = 0xFFFFC0DE12345678  # a pointer to nothing


def deep(n):
    return deep(n + 1) + n


def faults_fn(data):
    if kind == 1:
        nowhere.value = 1
    elif kind == 2:
        nothing()
    elif kind == 3:
        kthread_stop(none)
    elif kind == 4:
        kthread_stop(ERR_PTR(-ENOMEM))
    elif kind == 5:
        wake_up_process(none)
    elif kind == 6:
        bad.value = 1
    elif kind == 7:
        wild.value = 1
    elif kind == 8:
        deep(1)
    pr_info("faults: still here\n")
    return 0


def faults_init():
    pr_info("faults: kind %d\n", kind)
    return PTR_ERR_OR_ZERO(kthread_run(faults_fn, None, "faults_thr"))


def faults_exit():
    pr_info("faults: exit\n")


module_init(faults_init)
module_exit(faults_exit)
MODULE_LICENSE("GPL")
