"""Wait queues, as modules use them."""

import pytest

from tests.kernel.lab import Lab

WAITER = """
from kshell.linux import *

MODULE_LICENSE("GPL")
wq = DECLARE_WAIT_QUEUE_HEAD()
ready = False
waiter = None


def wait(unused):
    {call}(wq, lambda: ready)
    pr_info("ready\\n")
    return 0


def init():
    global waiter
    waiter = kthread_run(wait, None, "waiter")
    return 0


def stop():
    global ready
    wake_up(wq)
    pr_info("not yet\\n")
    ready = True
    wake_up(wq)
    kthread_stop(waiter)


module_init(init)
module_exit(stop)
"""


@pytest.mark.parametrize(
    ("call", "letter"),
    [("wait_event", "D"), ("wait_event_interruptible", "S"), ("wait_event_killable", "D"), ("wait_event_idle", "I")],
)
def test_a_waiter_sleeps_until_its_condition_holds(call: str, letter: str) -> None:
    lab = Lab()
    lab.load(WAITER.format(call=call))
    lab.run(10)
    waiter = lab.thread("waiter")
    assert waiter is not None
    assert waiter.letter == letter
    lab.unload()
    assert lab.log == ["not yet", "ready"]
