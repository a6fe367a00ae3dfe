"""kthread_worker: items for a thread of a module's own."""

from tests.kernel.lab import Lab

SOURCE = (
    'from kshell.linux import *\nMODULE_LICENSE("GPL")\nworker = None\n'
    "def fn(work):\n    pr_info('%s begins\\n', names[work])\n    msleep(500)\n    pr_info('ends\\n')\n"
    "one = kthread_work(fn)\ntwo = kthread_work(fn)\nlate = kthread_delayed_work(fn)\n"
    "names = {one: 'one', two: 'two', late: 'late'}\n"
    "def init():\n    global worker\n    worker = kthread_create_worker(0, 'mine/%d', 3)\n    INIT\n    return 0\n"
    "def bye():\n    BYE\n    kthread_destroy_worker(worker)\n    pr_info('bye\\n')\n"
    "module_init(init)\nmodule_exit(bye)\n"
)


def loaded(init: str, bye: str = "pass") -> Lab:
    lab = Lab()
    lab.load(SOURCE.replace("INIT", init).replace("BYE", bye))
    return lab


def test_the_worker_runs_its_items_one_after_the_other_and_sleeps_in_between():
    lab = loaded("kthread_queue_work(worker, one)\n    kthread_queue_work(worker, two)")
    lab.run(0.7)
    assert lab.log == ["one begins", "ends", "two begins"]
    lab.run(1)
    assert lab.thread("mine/3").letter == "S"


def test_an_item_is_queued_once():
    again = "pr_info('%d %d\\n', kthread_queue_work(worker, one), kthread_queue_work(worker, one))"
    assert loaded(again).log[0] == "1 0"


def test_flushing_waits_and_destroying_runs_what_is_left():
    lab = loaded("kthread_queue_work(worker, one)\n    kthread_flush_work(one)\n    pr_info('flushed\\n')")
    lab.run(1)
    assert lab.log == ["one begins", "ends", "flushed"]
    lab = loaded("kthread_queue_work(worker, one)\n    kthread_queue_work(worker, two)")
    assert lab.unload() == 1
    lab.run(2)
    assert lab.log == ["one begins", "ends", "two begins", "ends", "bye"]
    assert lab.thread("mine/3") is None


def test_a_delayed_item_runs_in_time_or_is_cancelled():
    lab = loaded("kthread_queue_delayed_work(worker, late, HZ)")
    lab.run(1.2)
    assert lab.log == ["late begins"]
    cancel = "pr_info('%d\\n', kthread_cancel_delayed_work_sync(late))"
    lab = loaded("kthread_queue_delayed_work(worker, late, HZ)", cancel)
    lab.unload()
    lab.run(2)
    assert lab.log == ["1", "bye"]


def test_cancelling_an_item_that_runs_waits_for_its_end():
    lab = loaded("kthread_queue_work(worker, one)", "pr_info('%d\\n', kthread_cancel_work_sync(one))")
    lab.unload()
    lab.run(1)
    assert lab.log == ["one begins", "ends", "0", "bye"]
