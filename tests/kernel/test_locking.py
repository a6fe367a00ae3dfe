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


RWSEM = (
    "sem = DECLARE_RWSEM()\n"
    "def reader(n):\n    down_read(sem)\n    pr_info('read %d\\n', n)\n    msleep(100)\n"
    "    up_read(sem)\n    return 0\n"
    "def writer(n):\n    down_write(sem)\n    pr_info('write %d\\n', n)\n    msleep(100)\n"
    "    up_write(sem)\n    return 0\n"
    "def init():\n    for n, fn in enumerate(FUNCTIONS):\n        kthread_run(fn, n, 'task/%d', n)\n"
    "        msleep(10)\n"
    "    pr_info('tries %d %d\\n', down_read_trylock(sem), down_write_trylock(sem))\n    return 0\nmodule_init(init)\n"
)


def test_readers_go_in_together_and_a_waiting_writer_keeps_new_readers_out():
    lab = Lab()
    lab.load(HEAD + RWSEM.replace("FUNCTIONS", "(reader, reader, writer, reader)"))
    lab.run(0.07)
    assert lab.log == ["read 0", "read 1", "tries 0 0"]
    assert [lab.thread(f"task/{n}").letter for n in (2, 3)] == ["D", "D"]
    lab.run(1)
    assert lab.log[3:] == ["write 2", "read 3"]


def test_a_writer_s_end_lets_all_waiting_readers_in():
    lab = Lab()
    lab.load(HEAD + RWSEM.replace("FUNCTIONS", "(writer, reader, writer, reader)"))
    lab.run(1)
    assert [line for line in lab.log if not line.startswith("tries")] == ["write 0", "read 1", "read 3", "write 2"]


def test_sleeping_inside_a_reader_writer_spinlock_is_reported():
    lab = Lab()
    source = "lock = DEFINE_RWLOCK()\ndef init():\n    read_lock(lock)\n    msleep(10)\n    read_unlock(lock)\n"
    lab.load(HEAD + source + "    return 0\nmodule_init(init)\n")
    lab.run(1)
    assert lab.log[0].startswith("BUG: scheduling while atomic: insmod/")


def test_tasks_are_found_by_their_numbers():
    lab = Lab()
    lab.load(
        HEAD + "def init():\n    p = pid_task(find_vpid(2), PIDTYPE_PID)\n"
        "    pr_info('%s %d %d\\n', p.comm, task_pid_nr(p), pid_task(find_vpid(999), PIDTYPE_PID) == NULL)\n"
        "    pr_info('%d\\n', [p.comm for p in for_each_process()][:3] == ['init', 'kthreadd', 'rcu_gp'])\n"
        "    return 0\nmodule_init(init)\n"
    )
    assert lab.log == ["kthreadd 2 1", "1"]
