"""The sample modules do what their first lines say."""

from pathlib import Path

import pytest

from kshell.kernel.why import explain
from tests.kernel.lab import Lab

SAMPLES = Path(__file__).parents[2] / "modules"


def load(lab: Lab, name: str) -> None:
    assert lab.load((SAMPLES / f"{name}.py").read_text(), file=f"{name}.ko") == 0


@pytest.mark.parametrize(
    ("name", "seconds", "last"),
    [
        ("hello", 1, "hello: module removed"),
        ("params", 1, "params: exit, count=1 loud=0"),
        ("kthread_stop", 6, "Thread Stopping"),
        ("waitqueue", 5, "waitqueue: got 3"),
        ("timer", 4, "timer: stopped after 3 ticks"),
        ("workqueue", 4, "workqueue: no more work"),
        ("refcount", 12, "refcount: exit"),
        ("completion", 1, "completion: done"),
    ],
)
def test_a_sample_runs_and_can_be_removed(name: str, seconds: int, last: str) -> None:
    lab = Lab()
    load(lab, name)
    lab.run(seconds)
    lab.unload(name)
    lab.run(6)
    assert lab.log[-1] == last
    assert lab.kernel.modules.find(name) is None


def test_a_timer_that_wakes_a_worker_disturbs_nobody_asleep() -> None:
    lab = Lab()
    load(lab, "workqueue")
    sleeper = lab.spawn("sleeper", lambda: lab.kernel.calls.nanosleep(4_000_000_000) or 0)
    lab.run(5)
    assert not sleeper.alive
    assert lab.log == ["workqueue: polling in kworker/0:1"] * 3


def test_refcount_is_in_use_while_its_thread_works() -> None:
    lab = Lab()
    load(lab, "refcount")
    assert lab.unload("refcount") == -11
    lab.run(11)
    assert lab.unload("refcount") == 0


def test_nullptr_kills_its_thread_and_taints_the_kernel() -> None:
    lab = Lab()
    load(lab, "nullptr")
    lab.run(2)
    assert "BUG: kernel NULL pointer dereference, address: 0000000000000000" in lab.log
    assert lab.thread("careless") is None
    assert "D" in lab.kernel.taint.flags
    assert lab.unload("nullptr") == 0


def test_deadlock_leaves_two_threads_that_wait_for_each_other() -> None:
    lab = Lab()
    load(lab, "deadlock")
    lab.run(1)
    threads = [lab.thread("left_right"), lab.thread("right_left")]
    assert all(thread and "a deadlock, neither goes on" in explain(lab.kernel, thread)[1] for thread in threads)


def test_spin_leaves_the_machine_answering_and_rmmod_hanging() -> None:
    lab = Lab()
    load(lab, "spin")
    lab.run(1)
    assert lab.unload("spin") == 1
    assert lab.task.letter == "D"
