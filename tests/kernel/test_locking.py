"""Semaphores, exclusive waiters, preemption off, readers of RCU."""

from kshell.uapi.signals import Signal
from tests.kernel.lab import Lab

HEAD = 'from kshell.linux import *\nMODULE_LICENSE("GPL")\n'

SEMAPHORE = (
    "sem = semaphore()\n"
    "def fn(n):\n    allow_signal(SIGINT)\n    pr_info('%d: %d\\n', n, down_interruptible(sem))\n    return 0\n"
    "def init():\n    sema_init(sem, 2)\n    for n in range(4):\n        kthread_run(fn, n, 'waiter/%d', n)\n"
    "    return 0\ndef bye():\n    up(sem)\n    msleep(50)\nmodule_init(init)\nmodule_exit(bye)\n"
)


def test_a_semaphore_lets_in_as_many_as_it_was_told_then_who_waits_longest():
    lab = Lab()
    lab.load(HEAD + SEMAPHORE)
    lab.run(1)
    assert lab.log == ["0: 0", "1: 0"]
    assert lab.thread("waiter/2").letter == "S"
    lab.unload()
    lab.run(0.1)
    assert lab.log[2:] == ["2: 0"]


def test_a_signal_ends_the_wait_for_a_semaphore():
    lab = Lab()
    lab.load(HEAD + SEMAPHORE)
    lab.run(1)
    lab.kernel.kill(lab.thread("waiter/3").pid, Signal.SIGINT)
    lab.run(0.1)
    assert lab.log[2:] == ["3: -4"]


def test_down_says_when_it_is_too_late_and_when_there_is_no_room():
    lab = Lab()
    lab.load(
        HEAD + "sem = DEFINE_SEMAPHORE()\ndef init():\n    down(sem)\n"
        "    pr_info('%d %d\\n', down_trylock(sem), down_timeout(sem, HZ))\n    return 0\nmodule_init(init)\n"
    )
    lab.run(2)
    assert lab.log == ["1 -62"]


EXCLUSIVE = (
    "wq = DECLARE_WAIT_QUEUE_HEAD()\ngo = 0\n"
    "def fn(n):\n    global go\n    wait_event_interruptible_exclusive(wq, lambda: go)\n"
    "    pr_info('%d\\n', n)\n    return 0\n"
    "def init():\n    for n in range(4):\n        kthread_run(fn, n, 'waiter/%d', n)\n        msleep(20)\n"
    "    return 0\n"
    "def bye():\n    global go\n    go = 1\n    CALL\n    msleep(50)\nmodule_init(init)\nmodule_exit(bye)\n"
)


def test_a_wake_up_wakes_one_of_the_exclusive_waiters_the_first_that_came():
    for call, woken in (
        ("wake_up(wq)", ["0"]),
        ("wake_up_nr(wq, 2)", ["0", "1"]),
        ("wake_up_interruptible_all(wq)", ["0", "1", "2", "3"]),
    ):
        lab = Lab()
        lab.load(HEAD + EXCLUSIVE.replace("CALL", call))
        lab.run(1)
        lab.unload()
        lab.run(1)
        assert lab.log == woken


def test_sleeping_with_preemption_off_is_reported_and_leaves_the_count_below_zero():
    lab = Lab()
    lab.load(
        HEAD + "def init():\n    preempt_disable()\n    pr_info('%d %d\\n', preempt_count(), in_atomic())\n"
        "    msleep(10)\n    preempt_enable()\n    pr_info('%d\\n', preempt_count())\n    return 0\nmodule_init(init)\n"
    )
    lab.run(1)
    assert lab.log[:2] == ["1 1", f"BUG: scheduling while atomic: insmod/{lab.task.pid}/0x00000002"]
    assert "2147483647" in lab.log


def test_a_reader_of_rcu_that_sleeps_is_reported_once():
    lab = Lab()
    lab.load(
        HEAD + "def init():\n    for n in range(2):\n        rcu_read_lock()\n        msleep(10)\n"
        "        rcu_read_unlock()\n    return 0\nmodule_init(init)\n"
    )
    lab.run(1)
    text = "Voluntary context switch within RCU read-side critical section!"
    assert lab.log.count(text) == 1
    trace = lab.log.index(" <TASK>")
    assert lab.log[trace + 1 : trace + 3] == [" __schedule+0xae/0xa00", " schedule+0x5a/0xd0"]


def test_after_a_grace_period_callbacks_are_called_and_waiters_go_on():
    lab = Lab()
    lab.load(
        HEAD + "def freed(head):\n    pr_info('freed %d\\n', head.owner)\n"
        "def init():\n    call_rcu(rcu_head(7), freed)\n    pr_info('called\\n')\n    synchronize_rcu()\n"
        "    pr_info('waited\\n')\n    return 0\nmodule_init(init)\n"
    )
    lab.run(1)
    assert lab.log == ["called", "freed 7", "waited"]
