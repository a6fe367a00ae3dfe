"""Timers exact to the nanosecond, where jiffies are too coarse. Their functions must not sleep."""

from kshell.linux import *

MODULE_LICENSE("GPL")

beat = hrtimer()
beats = 0


def beats_again(timer):
    global beats
    beats += 1
    if beats == 5:
        return HRTIMER_NORESTART
    hrtimer_forward_now(timer, ms_to_ktime(2))
    return HRTIMER_RESTART


def start_it():
    hrtimer_init(beat, CLOCK_MONOTONIC, HRTIMER_MODE_REL)
    beat.function = beats_again
    hrtimer_start(beat, ms_to_ktime(2), HRTIMER_MODE_REL)
    pr_info("hrtimers: active: %d\n", hrtimer_active(beat))


def stop_it():
    hrtimer_start(beat, ktime_set(3600, 0), HRTIMER_MODE_REL)
    if hrtimer_try_to_cancel(beat) == 1:  # -1 would mean that its function runs just now
        pr_info("hrtimers: not in an hour, after all\n")


@module_init
def hrtimers_init():
    start_it()
    msleep(20)
    pr_info("hrtimers: %d beats\n", beats)
    stop_it()
    return 0


@module_exit
def hrtimers_exit():
    hrtimer_cancel(beat)  # waits until its function has returned
