"""Holds itself with try_module_get() while a parameter says so."""

from kshell.linux import (
    MODULE_LICENSE,
    THIS_MODULE,
    kernel_param_ops,
    kstrtobool,
    module_exit,
    module_init,
    module_param_cb,
    module_put,
    module_refcount,
    param_get_bool,
    pr_info,
    try_module_get,
)

held = False


def set_hold(val, kp):
    global held
    err, want = kstrtobool(val)
    if err:
        return err
    if want and not held:
        ok = try_module_get(THIS_MODULE())
        pr_info("selfhold: try_module_get %d, refcount %d\n", ok, module_refcount(THIS_MODULE()))
        held = ok
    elif not want and held:
        held = False
        module_put(THIS_MODULE())
        pr_info("selfhold: module_put, refcount %d\n", module_refcount(THIS_MODULE()))
    return 0


hold_ops = kernel_param_ops(set=set_hold, get=param_get_bool)
module_param_cb("hold", hold_ops, "held", 0o644)


def selfhold_init():
    pr_info("selfhold: init, refcount %d\n", module_refcount(THIS_MODULE()))
    return 0


def selfhold_exit():
    pr_info("selfhold: exit, refcount %d\n", module_refcount(THIS_MODULE()))


module_init(selfhold_init)
module_exit(selfhold_exit)
MODULE_LICENSE("GPL")
