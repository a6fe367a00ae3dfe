"""What /proc/PID/why says of tasks that wait."""

from pathlib import Path

from kshell.kernel.signal import kill_task
from kshell.kernel.task import Task
from kshell.kernel.why import explain
from kshell.uapi.signals import Signal
from tests.kernel.lab import Lab

SAMPLES = Path(__file__).parents[2] / "modules"
LOCKS = """\
from kshell.linux import DEFINE_MUTEX, MODULE_LICENSE, kthread_run, module_init, msleep, mutex_lock

a = DEFINE_MUTEX()
b = DEFINE_MUTEX()


def take(first, second):
    mutex_lock(first)
    msleep(100)
    mutex_lock(second)
    return 0


def ab(unused):
    return take(a, b)


def ba(unused):
    return take({second}, {third})


def start():
    kthread_run(ab, None, "ab")
    kthread_run(ba, None, "ba")
    return 0


MODULE_LICENSE("GPL")
module_init(start)
"""


def sample(lab: Lab, name: str) -> None:
    assert lab.load((SAMPLES / f"{name}.py").read_text(), file=f"{name}.ko") == 0


def thread(lab: Lab, name: str) -> Task:
    found = lab.thread(name)
    assert found is not None
    return found


def test_an_rmmod_that_waits_for_a_deaf_thread_needs_a_reboot() -> None:
    lab = Lab()
    sample(lab, "kthread_hang")
    mythread = thread(lab, "mythread")
    lab.unload("kthread_hang")
    rmmod = lab.task
    kill_task(lab.kernel, lab.kernel.init, rmmod, Signal.SIGINT)
    lab.run(35)
    assert explain(lab.kernel, rmmod) == [
        f"rmmod (pid {rmmod.pid}) has been in D for 35 s in cleanup_thread(), kthread_hang.py:50: "
        f"kthread_stop() waits until mythread (pid {mythread.pid}) has ended.",
        "Nothing in kthread_hang calls kthread_should_stop(), so mythread never ends. "
        "SIGINT (^C) came and must wait: a task in D does not look at signals. Only a reboot helps.",
    ]


def test_an_rmmod_that_waits_for_a_polite_thread_comes_back_by_itself() -> None:
    lab = Lab()
    sample(lab, "kthread_stop")
    lab.run(3)
    lab.unload("kthread_stop")
    lab.run(1)
    second = explain(lab.kernel, lab.task)[1]
    assert second == (
        "mythread can end when it next calls kthread_should_stop(); "
        "now ssleep() or msleep() sleeps for another 1.0 s, whatever happens."
    )


def test_a_thread_says_which_signals_it_looks_at() -> None:
    lab = Lab()
    sample(lab, "kthread_signal")
    assert explain(lab.kernel, thread(lab, "mythread"))[1] == (
        "Of all signals it allows SIGKILL (kill -9), and acts on them only where it looks at signal_pending()."
    )


def test_two_threads_that_lock_in_turn_are_in_a_deadlock() -> None:
    lab = Lab()
    lab.load(LOCKS.format(second="b", third="a"))
    lab.run(1)
    ab, ba = thread(lab, "ab"), thread(lab, "ba")
    first, second = explain(lab.kernel, ab)
    assert first.endswith(f"in take(), demo.py:10: mutex_lock() waits until ba (pid {ba.pid}) unlocks.")
    assert second.startswith(f"ba (pid {ba.pid}) waits for ab in turn: a deadlock, neither goes on.")
    assert second.endswith("Only a reboot helps.")


def test_a_mutex_whose_owner_has_ended_stays_locked() -> None:
    lab = Lab()
    lab.load(LOCKS.format(second="a", third="a").replace("mutex_lock(second)", "return 0", 1))
    lab.run(1)
    second = explain(lab.kernel, thread(lab, "ba"))[1]
    assert second.startswith("ab (pid 98) has ended without unlocking, and nobody else may.")


def test_a_task_that_sleeps_for_no_module_gets_one_line() -> None:
    lab = Lab()
    calls = lab.kernel.calls
    child = lab.spawn("parent", lambda: calls.waitpid(calls.fork(lambda: calls.pause() or 0))[1])
    lab.run(2)
    (line,) = explain(lab.kernel, child)
    waits_for = f"it waits until its child parent (pid {child.pid + 1}) has ended."
    assert line == f"parent (pid {child.pid}) has been in S for 2 s: {waits_for}"
