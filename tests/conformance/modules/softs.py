"""What runs in interrupts: a tasklet, high resolution timers, a timer."""

from kshell.linux import (
    CLOCK_MONOTONIC,
    DECLARE_TASKLET,
    HRTIMER_MODE_REL,
    HRTIMER_NORESTART,
    HRTIMER_RESTART,
    MODULE_LICENSE,
    hrtimer,
    hrtimer_active,
    hrtimer_cancel,
    hrtimer_forward_now,
    hrtimer_init,
    hrtimer_start,
    in_interrupt,
    in_task,
    ktime_get,
    ktime_us_delta,
    module_exit,
    module_init,
    ms_to_ktime,
    msleep,
    pr_info,
    tasklet_disable,
    tasklet_enable,
    tasklet_kill,
    tasklet_schedule,
    usleep_range,
)

beat = hrtimer()
beats = 0
runs = 0


def tasklet_fn(t):
    global runs
    runs += 1
    pr_info("softs: tasklet %d, in_interrupt %d, in_task %d\n", runs, bool(in_interrupt()), bool(in_task()))


soft = DECLARE_TASKLET(tasklet_fn)


def beat_fn(t):
    global beats
    beats += 1
    pr_info("softs: beat %d, in_interrupt %d\n", beats, bool(in_interrupt()))
    if beats == 3:
        return HRTIMER_NORESTART
    hrtimer_forward_now(t, ms_to_ktime(250))
    return HRTIMER_RESTART


def softs_init():
    start = ktime_get()
    hrtimer_init(beat, CLOCK_MONOTONIC, HRTIMER_MODE_REL)
    beat.function = beat_fn
    hrtimer_start(beat, ms_to_ktime(250), HRTIMER_MODE_REL)
    pr_info("softs: active %d\n", hrtimer_active(beat))
    tasklet_schedule(soft)
    tasklet_schedule(soft)
    usleep_range(2000, 3000)
    pr_info("softs: slept enough %d\n", ktime_us_delta(ktime_get(), start) >= 2000)
    tasklet_disable(soft)
    tasklet_schedule(soft)
    msleep(20)
    pr_info("softs: disabled, runs %d\n", runs)
    tasklet_enable(soft)
    msleep(20)
    pr_info("softs: enabled, runs %d\n", runs)
    return 0


def softs_exit():
    active = hrtimer_active(beat)  # C works its arguments out from the last to the first
    pr_info("softs: cancel %d, active %d\n", hrtimer_cancel(beat), active)
    tasklet_kill(soft)
    pr_info("softs: exit after %d beats\n", beats)


module_init(softs_init)
module_exit(softs_exit)
MODULE_LICENSE("GPL")
