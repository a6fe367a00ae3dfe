"""Work queues: which worker runs what, what waits for what, and what ps shows of it."""

from tests.kernel.lab import Lab

HEAD = 'from kshell.linux import *\nMODULE_LICENSE("GPL")\n'
JOBS = HEAD + (
    "class job(work_struct):\n    def __init__(self, number):\n        super().__init__(job_fn)\n"
    "        self.number = number\n"
    "def job_fn(job):\n    pr_info('%d begins in %s\\n', job.number, current().comm)\n    %s\n"
    "    pr_info('%d ends\\n', job.number)\n"
    "jobs = []\n"
)
TAIL = "module_init(init)\nmodule_exit(bye)\n"
THREE = "    jobs.extend(job(n) for n in range(3))\n    for one in jobs:\n        "
DONE = "\n    return 0\ndef bye():\n    for one in jobs:\n        cancel_work_sync(one)\n"


def source(body: str, queue: str) -> str:
    return JOBS.replace("%s\n    pr_info('%d ends", f"{body}\n    pr_info('%d ends") + queue + TAIL


def on_the_system_queue(body: str) -> str:
    return source(body, "def init():\n" + THREE + "schedule_work(one)" + DONE)


def test_items_that_sleep_run_side_by_side_each_in_a_worker_of_its_own():
    lab = Lab()
    lab.load(on_the_system_queue("msleep(1000)"))
    lab.run(0.5)
    assert lab.log == ["0 begins in kworker/0:1", "1 begins in kworker/0:0", "2 begins in kworker/0:2"]
    assert lab.thread("kworker/0:2+events").letter == "D"
    lab.run(1)
    assert lab.log[3:] == ["0 ends", "1 ends", "2 ends"]
    assert lab.thread("kworker/0:2-events").letter == "I"


def test_items_that_compute_run_one_after_the_other_in_one_worker():
    lab = Lab()
    lab.load(on_the_system_queue("mdelay(100)"))
    lab.run(1)
    assert lab.log == [
        "0 begins in kworker/0:1", "0 ends", "1 begins in kworker/0:1", "1 ends", "2 begins in kworker/0:1", "2 ends",
    ]  # fmt: skip


def test_the_items_of_an_unbound_queue_do_not_wait_for_each_other():
    lab = Lab()
    lab.load(source("mdelay(100)", "def init():\n" + THREE + "queue_work(system_unbound_wq(), one)" + DONE))
    lab.run(0.05)
    assert lab.log == ["0 begins in kworker/u4:1", "1 begins in kworker/u4:0", "2 begins in kworker/u4:2"]


def test_an_ordered_queue_runs_one_item_at_a_time():
    lab = Lab()
    queue = "line = alloc_ordered_workqueue('line%d', 0, 7)\n    global the_line\n    the_line = line\n"
    lab.load(source("msleep(100)", "def init():\n    " + queue + THREE + "queue_work(line, one)" + DONE))
    lab.run(0.15)
    assert lab.log == ["0 begins in kworker/u4:1", "0 ends", "1 begins in kworker/u4:1"]
    assert lab.thread("kworker/u4:1+line7") is not None


def test_a_queue_has_at_most_max_active_items_at_work():
    lab = Lab()
    queue = "two = alloc_workqueue('two', 0, 2)\n"
    lab.load(source("msleep(100)", "def init():\n    " + queue + THREE + "queue_work(two, one)" + DONE))
    lab.run(0.05)
    assert [line for line in lab.log if "begins" in line] == ["0 begins in kworker/0:1", "1 begins in kworker/0:0"]
    lab.run(0.2)
    assert lab.log[-1] == "2 ends"


def test_an_item_that_is_queued_while_it_runs_runs_again_but_never_twice_at_a_time():
    lab = Lab()
    body = "msleep(100)"
    init = "def init():\n    jobs.append(job(0))\n    schedule_work(jobs[0])\n    msleep(20)\n"
    init += "    pr_info('again %d, and again %d\\n', schedule_work(jobs[0]), schedule_work(jobs[0]))" + DONE
    lab.load(source(body, init))
    lab.run(1)
    assert lab.log == [
        "0 begins in kworker/0:1", "again 1, and again 0", "0 ends", "0 begins in kworker/0:1", "0 ends",
    ]  # fmt: skip


def test_cancelling_an_item_that_waits_takes_it_back_and_waits_for_nothing():
    lab = Lab()
    init = "def init():\n" + THREE + "schedule_work(one)\n    pr_info('%d\\n', cancel_work_sync(jobs[2]))" + DONE
    lab.load(source("mdelay(10)", init))
    lab.run(1)
    assert lab.log[0] == "1"
    assert not [line for line in lab.log if line.startswith("2")]


def test_work_is_queued_for_a_given_cpu_and_for_urgent_workers():
    lab = Lab()
    init = "def init():\n    jobs.extend(job(n) for n in range(2))\n    schedule_work_on(1, jobs[0])\n"
    init += "    queue_work(system_highpri_wq(), jobs[1])" + DONE
    lab.load(source("msleep(10)", init))
    lab.run(0.05)
    assert lab.log[:2] == ["0 begins in kworker/1:1", "1 begins in kworker/0:0H"]


def test_a_delay_can_begin_anew_and_be_cut_short():
    lab = Lab()
    lab.load(
        HEAD + "def late_fn(w):\n    pr_info('late\\n')\nlate = DECLARE_DELAYED_WORK(late_fn)\n"
        "def init():\n    schedule_delayed_work(late, HZ)\n"
        "    pr_info('%d\\n', mod_delayed_work(system_wq(), late, 3 * HZ))\n    return 0\n"
        "def bye():\n    pr_info('pending %d\\n', delayed_work_pending(late))\n"
        "    pr_info('flushed %d\\n', flush_delayed_work(late))\n" + TAIL
    )
    lab.run(2)
    assert lab.log == ["1"]
    lab.unload()
    assert lab.log[1:] == ["pending 1", "late", "flushed 1"]
