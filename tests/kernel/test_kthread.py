"""Kernel threads: the article's claims, at the level of the calls."""

import pytest

from kshell.uapi.signals import Signal
from tests.kernel.lab import Lab

MODULE = """
from kshell.linux import *

MODULE_LICENSE("GPL")
worker = None
{body}

def init():
    global worker
    worker = kthread_run(fn, None, "worker")
    return 0

def stop():
    pr_info("stopped with %d\\n", kthread_stop(worker))

module_init(init)
module_exit(stop)
"""

DEAF = MODULE.format(
    body="""
def fn(data):
    while True:
        ssleep(5)
"""
)
STOP = 'pr_info("stopped with %d\\n", kthread_stop(worker))'
POLITE = MODULE.format(
    body="""
def fn(data):
    while not kthread_should_stop():
        ssleep(5)
    return 42
"""
)
INTERRUPTIBLE = MODULE.format(
    body="""
def fn(data):
    while not kthread_should_stop():
        schedule_timeout_interruptible(1000 * HZ)
    return 7
"""
)
MORTAL = MODULE.format(
    body="""
def fn(data):
    allow_signal(SIGKILL)
    while not kthread_should_stop():
        ssleep(5)
        if signal_pending(current()):
            break
    return 3
"""
)


def test_rmmod_waits_uninterruptibly_for_a_thread_that_never_looks():
    lab = Lab()
    lab.load(DEAF)
    assert lab.unload() == 1
    lab.run(300)
    assert lab.task.letter == "D"
    lab.kernel.kill(lab.task.pid, Signal.SIGKILL)
    lab.run(300)
    assert lab.task.letter == "D"
    assert lab.task.signal.pending_fatal


def test_kthread_stop_returns_what_the_thread_function_returned():
    lab = Lab()
    lab.load(POLITE)
    lab.unload()
    assert "stopped with 42" not in lab.log
    lab.run(5.3)
    assert lab.log == ["stopped with 42"]
    assert lab.thread("worker") is None


def test_kthread_stop_ends_an_interruptible_sleep_at_once():
    lab = Lab()
    lab.load(INTERRUPTIBLE)
    lab.run(1)
    assert lab.unload() == 0
    assert lab.log == ["stopped with 7"]


def test_kthread_stop_before_the_first_run_gives_minus_eintr():
    lab = Lab()
    lab.load(POLITE.replace("kthread_run(", "kthread_create("))
    assert lab.thread("worker").letter == "D"
    assert lab.unload() == 0
    assert lab.log == ["stopped with -4"]


def test_kill_9_does_nothing_to_a_thread_that_allows_no_signal():
    lab = Lab()
    lab.load(POLITE)
    worker = lab.thread("worker")
    lab.kernel.kill(worker.pid, Signal.SIGKILL)
    lab.run(20)
    assert worker.alive
    assert worker.signal.shared == 0


def test_kill_9_is_seen_at_the_next_look_by_a_thread_that_allows_it():
    lab = Lab()
    lab.load(MORTAL)
    worker = lab.thread("worker")
    lab.run(1)
    lab.kernel.kill(worker.pid, Signal.SIGKILL)
    lab.run(1)
    assert (worker.letter, worker.signal.shared) == ("D", 0x100)
    lab.run(5)
    assert lab.thread("worker") is None


def test_stopping_an_ended_thread_gives_its_result_in_the_article_s_world():
    lab = Lab()
    lab.load(MORTAL)
    lab.kernel.kill(lab.thread("worker").pid, Signal.SIGKILL)
    lab.run(6)
    assert lab.unload() == 0
    assert lab.log == ["stopped with 3"]


ENDED_THREAD = [
    (0, "WARNING: CPU: 0 PID: %d at kernel/kthread.c:75 kthread_stop+0x143/0x170"),
    (3, "refcount_t: addition on 0; use-after-free."),
    (40, "WARNING: CPU: 0 PID: %d at kernel/kthread.c:75 kthread_stop+0x143/0x170"),
]


@pytest.mark.parametrize(("others", "warning"), ENDED_THREAD)
def test_stopping_an_ended_thread_is_use_after_free_on_6_1(others: int, warning: str):
    lab = Lab(kernel="6.1")
    lab.load(MORTAL)
    lab.kernel.kill(lab.thread("worker").pid, Signal.SIGKILL)
    lab.run(6)
    for _ in range(others):
        lab.do(lambda calls: None)
    assert lab.unload() == 1
    assert lab.log[lab.log.index("------------[ cut here ]------------") + 1] == warning.replace(
        "%d", str(lab.task.pid)
    )
    assert "BUG: kernel NULL pointer dereference, address: 0000000000000000" in lab.log
    assert lab.kernel.modules.find("demo").refcnt == -1


def test_on_6_1_kthread_stop_makes_signal_pending_true():
    lab = Lab(kernel="6.1")
    lab.load(MORTAL)
    lab.unload()
    lab.run(6)
    assert lab.log == ["stopped with 3"]


def test_ssleep_5_takes_what_the_timer_wheel_makes_of_it():
    lab = Lab()
    lab.load(DEAF.replace("ssleep(5)", 'ssleep(5)\n        pr_info("%llu ms\\n", ktime_get_ns() // 1000000)'))
    lab.run(21)
    assert lab.log == ["10240 ms", "15360 ms", "20480 ms", "25600 ms"]


def test_a_thread_that_outlives_its_module_faults_when_it_wakes():
    lab = Lab()
    lab.load(POLITE.replace('pr_info("stopped with %d\\n", kthread_stop(worker))', "pass"))
    assert lab.unload() == 0
    assert lab.thread("worker").alive
    lab.run(6)
    assert lab.thread("worker") is None
    assert lab.log[0].startswith("BUG: unable to handle page fault for address: ffffffffc0281")
    assert "D" in lab.kernel.taint.flags


def test_a_thread_whose_module_lands_where_it_was_goes_on():
    lab = Lab()
    source = POLITE.replace('pr_info("stopped with %d\\n", kthread_stop(worker))', "pass")
    lab.load(source)
    lab.unload()
    lab.load(source)
    lab.run(20)
    assert [task.full_name for task in lab.kernel.pids.tasks()].count("worker") == 2
    assert lab.log == []


def test_a_busy_thread_leaves_the_others_running():
    lab = Lab()
    lab.load(DEAF.replace("ssleep(5)", "pass"))
    lab.load(POLITE, file="other.ko")
    assert lab.unload("other") == 1
    lab.run(6)
    assert lab.log == ["stopped with 42"]
    assert lab.thread("worker").letter == "R"


def test_a_second_kthread_stop_waits_for_ever_on_6_1_and_returns_in_the_article():
    twice = "get_task_struct(worker)\n    kthread_stop(worker)\n    " + STOP
    for kernel, lines in (("6.1", []), ("article", ["stopped with 42"])):
        lab = Lab(kernel=kernel)
        lab.load(POLITE.replace(STOP, twice))
        lab.unload()
        lab.run(20)
        assert lab.log == lines
