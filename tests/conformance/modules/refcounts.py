"""Misuse of a reference counter, one kind a load."""

from kshell.linux import (
    MODULE_LICENSE,
    REFCOUNT_INIT,
    module_exit,
    module_init,
    module_param,
    pr_info,
    refcount_dec,
    refcount_dec_and_test,
    refcount_inc,
    refcount_inc_not_zero,
    refcount_read,
)

kind = 0
module_param("kind", int, 0o444)

count = REFCOUNT_INIT(1)


def refcounts_init():
    pr_info("refcounts: kind %d, count %u\n", kind, refcount_read(count))
    if kind == 1:
        pr_info("refcounts: last put %d\n", refcount_dec_and_test(count))
        refcount_inc(count)
    if kind == 2:
        pr_info("refcounts: last put %d\n", refcount_dec_and_test(count))
        pr_info("refcounts: one more put %d\n", refcount_dec_and_test(count))
    if kind == 3:
        refcount_dec(count)
    if kind == 4:
        pr_info("refcounts: last put %d\n", refcount_dec_and_test(count))
        pr_info("refcounts: inc not zero %d\n", refcount_inc_not_zero(count))
    pr_info("refcounts: count %u\n", refcount_read(count))
    return 0


def refcounts_exit():
    pass


module_init(refcounts_init)
module_exit(refcounts_exit)
MODULE_LICENSE("GPL")
