"""Counters that several threads may use at once: no addition is lost."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def adding():
    v = ATOMIC_INIT(3)
    atomic_add(2, v)
    atomic_sub(1, v)
    pr_info("atomics: 3 + 2 - 1 = %d\n", atomic_read(v))
    atomic_inc(v)
    atomic_inc(v)
    atomic_dec(v)
    pr_info("atomics: one more: %d\n", atomic_read(v))


def results():
    v = atomic_t(10)
    pr_info("atomics: %d %d\n", atomic_inc_return(v), atomic_dec_return(v))
    pr_info("atomics: %d %d\n", atomic_add_return(5, v), atomic_sub_return(5, v))


def last_one():
    users = atomic_t(2)
    atomic_dec(users)
    if atomic_dec_and_test(users):
        pr_info("atomics: that was the last user\n")
    atomic_set(users, -1)
    pr_info("atomics: 0 again? %d\n", atomic_inc_and_test(users))


def taking():
    owner = ATOMIC_INIT(0)
    was = atomic_cmpxchg(owner, 0, 7)
    pr_info("atomics: was %d, now %d\n", was, atomic_read(owner))
    pr_info("atomics: was %d, now 8\n", atomic_xchg(owner, 8))
    if not atomic_add_unless(owner, 1, 8):
        pr_info("atomics: not added, for it is 8\n")


@module_init
def atomics_init():
    adding()
    results()
    last_one()
    taking()
    return 0


@module_exit
def atomics_exit():
    pass
