"""Tasklets and high resolution timers: functions that are called in interrupts."""

from tests.kernel.lab import Lab

HEAD = 'from kshell.linux import *\nMODULE_LICENSE("GPL")\n'
TAIL = "module_init(init)\nmodule_exit(bye)\n"
BEAT = (
    HEAD + "beat = hrtimer()\ncount = 0\n"
    "def fn(t):\n    global count\n    count += 1\n"
    "    pr_info('%d at %d\\n', count, ktime_to_ms(ktime_sub(ktime_get(), began)))\n"
    "    if count == 3:\n        return HRTIMER_NORESTART\n    hrtimer_forward_now(t, ms_to_ktime(10))\n"
    "    return HRTIMER_RESTART\n"
    "def init():\n    global began\n    began = ktime_get()\n"
    "    hrtimer_init(beat, CLOCK_MONOTONIC, HRTIMER_MODE_REL)\n"
    "    beat.function = fn\n    hrtimer_start(beat, ms_to_ktime(7), HRTIMER_MODE_REL)\n    return 0\n"
    "def bye():\n    pr_info('active %d, was %d\\n', hrtimer_active(beat), hrtimer_cancel(beat))\n" + TAIL
)
SOFT = (
    HEAD + "runs = 0\n"
    "def fn(t):\n    global runs\n    runs += 1\n    pr_info('run %d, in_interrupt %d\\n', runs, in_interrupt())\n"
    "soft = DECLARE_TASKLET(fn)\n"
    "def init():\n    INIT\n    return 0\ndef bye():\n    pass\n" + TAIL
)


def test_an_hrtimer_fires_to_the_millisecond_as_often_as_it_says():
    lab = Lab()
    lab.load(BEAT)
    lab.run(1)
    assert lab.log == ["1 at 7", "2 at 17", "3 at 27"]
    lab.unload()
    assert lab.log[-1] == "active 0, was 0"


def test_a_running_hrtimer_is_cancelled():
    lab = Lab()
    lab.load(BEAT.replace("ms_to_ktime(7)", "ktime_set(5, 0)"))
    lab.unload()
    lab.run(6)
    assert lab.log == ["active 1, was 1"]


def test_a_tasklet_runs_once_however_often_it_is_scheduled():
    lab = Lab()
    lab.load(SOFT.replace("INIT", "tasklet_schedule(soft)\n    tasklet_schedule(soft)\n    pr_info('scheduled\\n')"))
    lab.run(0.1)
    assert lab.log == ["scheduled", "run 1, in_interrupt 1"]


def test_a_disabled_tasklet_waits_until_it_is_enabled():
    steps = "tasklet_disable(soft)\n    tasklet_schedule(soft)\n    msleep(20)\n    pr_info('waits\\n')\n"
    lab = Lab()
    lab.load(SOFT.replace("INIT", steps + "    tasklet_enable(soft)\n    tasklet_kill(soft)\n    pr_info('killed\\n')"))
    lab.run(0.2)
    assert lab.log == ["waits", "run 1, in_interrupt 1", "killed"]
