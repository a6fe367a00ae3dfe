"""Counting who holds something: it goes when the last one lets it go."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def last_holder():
    ref = REFCOUNT_INIT(1)
    refcount_inc(ref)
    refcount_add(2, ref)
    pr_info("refcounts: %d holders\n", refcount_read(ref))
    refcount_dec(ref)
    refcount_dec(ref)
    refcount_dec(ref)
    if refcount_dec_and_test(ref):
        pr_info("refcounts: the last one has let go: free it now\n")


def too_late():
    ref = refcount_t(1)
    refcount_set(ref, 0)
    if not refcount_inc_not_zero(ref):
        pr_info("refcounts: nobody holds it any more: leave it alone\n")


@module_init
def refcounts_init():
    last_holder()
    too_late()
    return 0


@module_exit
def refcounts_exit():
    pass
