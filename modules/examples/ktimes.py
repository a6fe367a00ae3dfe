"""ktime_t: times in nanoseconds, measured and converted."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def measure():
    start = ktime_get()
    msleep(20)
    end = ktime_get()
    pr_info("ktimes: at least 20 ms: %d\n", ktime_ms_delta(end, start) >= 20)
    pr_info("ktimes: the same by hand: %d\n", ktime_to_us(ktime_sub(end, start)) == ktime_us_delta(end, start))


def convert():
    second = ktime_set(1, 0)
    pr_info("ktimes: %d ms, %d ns\n", ktime_to_ms(second), ktime_to_ns(second))
    pr_info("ktimes: %d %d\n", second == us_to_ktime(1000000), second == ns_to_ktime(NSEC_PER_SEC))
    pr_info("ktimes: 500 ns later: %d\n", ktime_add_ns(second, 500))


@module_init
def ktimes_init():
    measure()
    convert()
    return 0


@module_exit
def ktimes_exit():
    pass
