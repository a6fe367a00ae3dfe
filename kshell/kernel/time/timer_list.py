"""What sysrq q says of the timers of each CPU and of what makes them fire (kernel/time/timer_list.c; ac-sysrq)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kshell.kernel.time.clock import INITIAL_JIFFIES, TICK_NSEC

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

CLOCKS = ("ktime_get", "ktime_get_real", "ktime_get_boottime", "ktime_get_clocktai") * 2
SAMPLE_NSEC = 4_000_000_000
BASE = 0xF59810BE
NEVER = (1 << 63) - 1


def show(kernel: "Kernel") -> None:
    """Write the pages to the log (sysrq_timer_list_show)."""
    cpus = range(kernel.sched.cpus)
    for line in (
        "Timer List Version: v0.9",
        f"HRTIMER_MAX_CLOCK_BASES: {len(CLOCKS)}",
        f"now at {kernel.sched.local_clock()} nsecs",
        "",
        *(line for cpu in cpus for line in _cpu(kernel, cpu)),
        *_device("Broadcast device", BROADCAST, NEVER),
        "tick_broadcast_mask: 0",
        "tick_broadcast_oneshot_mask: 0",
        "",
        *(line for cpu in cpus for line in _device(f"Per CPU device: {cpu}", LOCAL, _next_tick(kernel))),
    ):
        kernel.log.emit(f"{line}\n", 4)


def _next_tick(kernel: "Kernel") -> int:
    return (kernel.sched.local_clock() // TICK_NSEC + 1) * TICK_NSEC


def _cpu(kernel: "Kernel", cpu: int) -> Iterator[str]:
    now, real = kernel.sched.local_clock(), kernel.real_time() - kernel.sched.local_clock()
    tick, watchdog = _next_tick(kernel), (now // SAMPLE_NSEC + 1) * SAMPLE_NSEC
    yield f"cpu: {cpu}"
    for index, clock in enumerate(CLOCKS):
        yield f" clock {index}:"
        yield f"  .base:       {BASE + 0x10000 * cpu + 0x100 * index:016x}"
        yield f"  .index:      {index}"
        yield "  .resolution: 1 nsecs"
        yield f"  .get_time:   {clock}"
        yield f"  .offset:     {real if clock in ('ktime_get_real', 'ktime_get_clocktai') else 0} nsecs"
        yield "active timers:"
        if not index:
            yield from _timer(0, "tick_sched_timer", tick, now)
            yield from _timer(1, "watchdog_timer_fn", watchdog, now)
    jiffies = INITIAL_JIFFIES + kernel.clock.jiffies & (1 << 32) - 1
    counts: dict[str, object] = {
        "expires_next": f"{tick} nsecs",
        "hres_active": 1,
        "nr_events": now // TICK_NSEC // kernel.sched.cpus,
        "nr_retries": 0,
        "nr_hangs": 0,
        "max_hang_time": 0,
        "nohz_mode": 2,
        "last_tick": f"{tick - TICK_NSEC} nsecs",
        "tick_stopped": 0,
        "idle_jiffies": jiffies,
        "idle_calls": 0,
        "idle_sleeps": 0,
        "idle_entrytime": f"{now} nsecs",
        "idle_waketime": f"{now} nsecs",
        "idle_exittime": f"{now} nsecs",
        "idle_sleeptime": f"{now} nsecs",
        "iowait_sleeptime": "0 nsecs",
        "last_jiffies": jiffies,
        "next_timer": tick,
        "idle_expires": f"{tick} nsecs",
    }
    for name, value in counts.items():
        yield f"  .{name:<15}: {value}"
    yield from (f"jiffies: {jiffies}", "")


def _timer(number: int, function: str, expires: int, now: int) -> Iterator[str]:
    left = expires - now
    yield from (f" #{number}: <{BASE + 0x1000 * (number + 1):016x}>, {function}", ", S:01", "")
    yield f" # expires at {expires}-{expires} nsecs [in {left} to {left} nsecs]"


BROADCAST = """\
hpet
 max_delta_ns:   21474836451
 min_delta_ns:   1920
 mult:           429496730
 shift:          32
 mode:           1
 next_event:     {next} nsecs
 set_next_event: hpet_clkevt_set_next_event
 shutdown:       hpet_clkevt_set_state_shutdown
 periodic:       hpet_clkevt_set_state_periodic
 oneshot:        hpet_clkevt_set_state_oneshot
 resume:         hpet_clkevt_legacy_resume
 event_handler:  tick_handle_oneshot_broadcast

 retries:        0
"""
LOCAL = """\
lapic
 max_delta_ns:   34360013299
 min_delta_ns:   1000
 mult:           268433308
 shift:          32
 mode:           3
 next_event:     {next} nsecs
 set_next_event: lapic_next_event
 shutdown:       lapic_timer_shutdown
 periodic:       lapic_timer_set_periodic
 oneshot:        lapic_timer_set_oneshot
 oneshot stopped: lapic_timer_shutdown
 event_handler:  hrtimer_interrupt

 retries:        0
Wakeup Device: <NULL>
"""


def _device(name: str, text: str, next_event: int) -> Iterator[str]:
    """A clock event device."""
    yield from ("Tick Device: mode:     1", name, "Clock Event Device: ")
    yield from text.format(next=next_event).split("\n")
