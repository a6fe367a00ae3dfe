"""A work item's function follows a bad pointer; another is queued behind it."""

from kshell.linux import (
    DECLARE_WORK,
    MODULE_LICENSE,
    current,
    flush_work,
    module_exit,
    module_init,
    pr_info,
    schedule_work,
)

nowhere = None
rounds = 0


def bad_fn(w):
    pr_info("workfault: bad work in %s\n", current().comm)
    nowhere.value = 1


def good_fn(w):
    global rounds
    rounds += 1
    pr_info("workfault: good work %d\n", rounds)


bad = DECLARE_WORK(bad_fn)
good = DECLARE_WORK(good_fn)


def workfault_init():
    schedule_work(bad)
    schedule_work(good)
    return 0


def workfault_exit():
    pr_info("workfault: exit, good work queued %d\n", schedule_work(good))
    pr_info("workfault: flushed %d\n", flush_work(good))


module_init(workfault_init)
module_exit(workfault_exit)
MODULE_LICENSE("GPL")
