"""Completions: one task waits until another says that something is done."""

from kshell.linux import *

MODULE_LICENSE("GPL")

done = DECLARE_COMPLETION()


def worker(unused):
    msleep(100)
    complete(done)
    return 0


def begin():
    reinit_completion(done)
    kthread_run(worker, None, "worker")


def wait():
    begin()
    wait_for_completion(done)
    pr_info("completions: done\n")


def wait_with_timeout():
    begin()
    if not wait_for_completion_timeout(done, msecs_to_jiffies(10)):
        pr_info("completions: not done after 10 ms\n")
    if wait_for_completion_timeout(done, HZ):
        pr_info("completions: done within a second\n")


def wait_unless_interrupted():
    begin()
    return wait_for_completion_interruptible(done)


def wait_unless_killed():
    begin()
    return wait_for_completion_killable(done)


def wait_unless_interrupted_or_late():
    begin()
    left = wait_for_completion_interruptible_timeout(done, HZ)
    return min(left, 0)  # negative for a signal, 0 if it was late


def wait_unless_killed_or_late():
    begin()
    left = wait_for_completion_killable_timeout(done, HZ)
    return min(left, 0)


def no_wait():
    ready = completion()
    init_completion(ready)
    pr_info("completions: %d %d\n", completion_done(ready), try_wait_for_completion(ready))
    complete_all(ready)
    pr_info("completions: %d %d\n", completion_done(ready), try_wait_for_completion(ready))


@module_init
def completions_init():
    wait()
    wait_with_timeout()
    no_wait()
    return (
        wait_unless_interrupted()
        or wait_unless_killed()
        or wait_unless_interrupted_or_late()
        or wait_unless_killed_or_late()
    )


@module_exit
def completions_exit():
    pass
