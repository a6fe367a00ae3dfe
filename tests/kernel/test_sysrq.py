"""/proc/sysrq-trigger (the recordings c-sysrq, ac-sysrq, ae-sysrq-c, af-sysrq-e)."""

import pytest

from tests.kernel.lab import Lab

TRIGGER = "/proc/sysrq-trigger"
HELP = (
    "sysrq: HELP : loglevel(0-9) reboot(b) crash(c) terminate-all-tasks(e) memory-full-oom-kill(f) kill-all-tasks(i) "
    "thaw-filesystems(j) sak(k) show-backtrace-all-active-cpus(l) show-memory-usage(m) nice-all-RT-tasks(n) "
    "poweroff(o) show-registers(p) show-all-timers(q) unraw(r) sync(s) show-task-states(t) unmount(u) "
    "show-blocked-tasks(w) dump-ftrace-buffer(z) "
)
STUBBORN = """
from kshell.linux import *

def fn(data):
    while True:
        ssleep(5)

@module_init
def start():
    kthread_run(fn, None, "stubborn_thr")
    return 0

MODULE_LICENSE("GPL")
"""


@pytest.fixture
def lab():
    return Lab()


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("h", [HELP]),
        ("?", [HELP]),
        ("hw\n", [HELP]),
        ("H", [HELP]),
        ("4\n", ["sysrq: Changing Loglevel", "sysrq: Loglevel set to 4"]),
        ("s", ["sysrq: Emergency Sync", "Emergency Sync complete"]),
        ("u", ["sysrq: Emergency Remount R/O", "Emergency Remount complete"]),
        ("j", ["sysrq: Emergency Thaw of all frozen filesystems", "Emergency Thaw complete"]),
        ("z", ["sysrq: Dump ftrace buffer", "Dumping ftrace buffer:", "   (ftrace buffer empty)"]),
        ("n", ["sysrq: Nice All RT Tasks"]),
        ("r", ["sysrq: Keyboard mode set to system default"]),
        ("w", ["sysrq: Show Blocked State"]),
    ],
)
def test_what_a_key_says(lab, key, lines):
    assert lab.write(TRIGGER, key) == ""
    assert lab.log == lines


def test_only_root_may_write_and_nobody_read(lab):
    assert lab.read(TRIGGER) == "EIO"
    assert lab.write(TRIGGER, "h", 1000) == "EACCES"
    assert lab.log == []


def test_the_announcement_reaches_a_quiet_console(lab):
    shown = []
    lab.kernel.log.console_loglevel = 1
    lab.kernel.log.consoles.append(lambda record: shown.append(record.text))
    lab.write(TRIGGER, "s")
    assert shown == ["sysrq: Emergency Sync"]


def test_a_digit_sets_the_console_s_level(lab):
    lab.write(TRIGGER, "9")
    assert lab.read("/proc/sys/kernel/printk") == "9\t4\t1\t7\n"


def test_blocked_tasks_are_shown_with_their_stacks(lab):
    lab.load(STUBBORN)
    pid = lab.thread("stubborn_thr").pid
    before = len(lab.log)
    lab.write(TRIGGER, "w")
    assert lab.log[before:] == [
        "sysrq: Show Blocked State",
        f"task:stubborn_thr    state:D stack:0     pid:{pid}    ppid:2      flags:0x00004000",
        "Call Trace:",
        " <TASK>",
        " __schedule+0x34d/0xa00",
        " schedule+0x5a/0xd0",
        " schedule_timeout+0x94/0x150",
        " msleep+0x29/0x40",
        " fn+0x24/0x30 [demo]",
        " kthread+0xda/0x100",
        " ret_from_fork+0x22/0x30",
        " </TASK>",
    ]


def test_all_tasks_are_shown(lab):
    lab.write(TRIGGER, "t")
    heads = [line for line in lab.log if line.startswith("task:")]
    assert len(heads) == len(lab.kernel.pids) + 1
    assert heads[:2] == [
        "task:init            state:S stack:0     pid:1     ppid:0      flags:0x00000002",
        "task:kthreadd        state:S stack:0     pid:2     ppid:0      flags:0x00004000",
    ]
    assert " rescuer_thread+0x2ae/0x3a0" in lab.log
    assert "Workqueue:  0x0 (events_unbound)" in lab.log
    assert heads[-1].startswith("task:test            state:R  running task     stack:0     pid:97 ")


def test_kernel_threads_and_init_survive_the_end_of_all_tasks(lab):
    lab.load(STUBBORN)
    sleeper = lab.spawn("sleeper", lambda: lab.kernel.calls.nanosleep(10**12) or 0)
    lab.write(TRIGGER, "e")
    assert not sleeper.alive
    assert lab.kernel.init.alive
    assert lab.thread("stubborn_thr") is not None
    assert lab.kernel.log.console_loglevel == 10


def test_the_machine_resets_at_once_and_boots_again(lab):
    boots = lab.machine.boots
    lab.write(TRIGGER, "b")
    assert lab.machine.boots == boots + 1
    assert lab.log == ["sysrq: Resetting"]


def test_a_crash_is_a_panic(lab):
    lab.write(TRIGGER, "c")
    assert lab.machine.dead == "panic"
    assert lab.log[:2] == ["sysrq: Trigger a crash", "Kernel panic - not syncing: sysrq triggered crash"]
    assert " sysrq_handle_crash+0x16/0x20" in lab.log
    assert lab.log[-1] == "---[ end Kernel panic - not syncing: sysrq triggered crash ]---"


def test_the_machine_can_be_switched_off(lab):
    lab.write(TRIGGER, "o")
    assert lab.machine.dead == "poweroff"
    assert lab.log == [
        "sysrq: Power Off",
        "ACPI: PM: Preparing to enter system sleep state S5",
        "reboot: Power down",
    ]


def test_each_cpu_says_what_it_does(lab):
    lab.write(TRIGGER, "l")
    assert lab.log[:2] == ["sysrq: Show backtrace of all active CPUs", "NMI backtrace for cpu 0"]
    assert lab.log[-2:] == [
        "Sending NMI from CPU 0 to CPUs 1:",
        "NMI backtrace for cpu 1 skipped: idling at native_safe_halt+0xb/0x10",
    ]


def test_the_memory_report_adds_up(lab):
    lab.write(TRIGGER, "m")
    free = next(line for line in lab.log if line.startswith("Node 0 DMA32 free:")).split()[3]
    buddies = next(line for line in lab.log if line.startswith("Node 0 DMA32: "))
    blocks, _, total = buddies.partition(" = ")
    parts = [word for word in blocks.split() if "*" in word]
    assert free == f"free:{total}"
    assert sum(int(n) * int(kb[:-2]) for n, kb in (part.split("*") for part in parts)) == int(total[:-2])


def test_the_largest_program_is_killed_for_its_memory(lab):
    small = lab.spawn("small", lambda: lab.kernel.calls.nanosleep(10**12) or 0)
    large = lab.spawn("large", lambda: lab.kernel.calls.nanosleep(10**12) or 0)
    large.mm_pages = small.mm_pages + 5000
    lab.write(TRIGGER, "f")
    assert (small.alive, large.alive) == (True, False)
    assert lab.log[-1].startswith(f"Out of memory: Killed process {large.pid} (large) total-vm:")


def test_all_tasks_are_followed_by_the_run_queues(lab):
    lab.write(TRIGGER, "t")
    page = lab.log[lab.log.index("Sched Debug Version: v0.11, 6.1.0-56-amd64 #1") :]
    assert page[3].startswith("cpu_clk                                 : 50")
    assert "cpu#1, 2445.407 MHz" in page
    assert "  .rt_runtime                    : 950.000000" in page
    rows = [line for line in page if line.startswith(" I        kintegrityd") or " rcu_gp " in line]
    assert rows[0].startswith(" I          rcu_gp     3         0.000130         2   100         0.000000 ")
    assert page[-1] == "Showing busy workqueues and worker pools:"


BUSY = """
from kshell.linux import *

def fn(work):
    msleep(3000)

items = [work_struct(fn) for n in range(2)]
ordered = [work_struct(fn) for n in range(2)]

@module_init
def start():
    for item in items:
        schedule_work(item)
    line = alloc_ordered_workqueue("line", 0)
    for item in ordered:
        queue_work(line, item)
    return 0

MODULE_LICENSE("GPL")
"""


def test_workers_that_are_at_work_are_shown_with_what_waits(lab):
    lab.load(BUSY)
    lab.write(TRIGGER, "t")
    assert lab.log[lab.log.index("Showing busy workqueues and worker pools:") + 1 :] == [
        "workqueue events: flags=0x0",
        "  pwq 0: cpus=0 node=0 flags=0x0 nice=0 active=2/256 refcnt=3",
        "    in-flight: 7:fn [demo], 17:fn [demo]",
        "workqueue line: flags=0xa0002",
        "  pwq 4: cpus=0-1 flags=0x4 nice=0 active=1/1 refcnt=4",
        "    in-flight: 25:fn [demo]",
        "    inactive: fn [demo]",
        "pool 0: cpus=0 node=0 flags=0x0 nice=0 hung=0s workers=3 idle: 98",
        "pool 4: cpus=0-1 flags=0x4 nice=0 hung=0s workers=3 idle: 9 31",
    ]


def test_timers_are_shown_for_each_cpu(lab):
    lab.write(TRIGGER, "q")
    page = lab.log[lab.log.index("Timer List Version: v0.9") :]
    assert page[1] == "HRTIMER_MAX_CLOCK_BASES: 8"
    assert [line for line in page if line.startswith("cpu: ")] == ["cpu: 0", "cpu: 1"]
    assert page.count(" event_handler:  hrtimer_interrupt") == 2
    assert page[page.index("active timers:") + 1].endswith(">, tick_sched_timer")


def test_a_worker_kills_for_memory_and_shows_its_stack(lab):
    lab.spawn("big", lambda: lab.kernel.calls.nanosleep(10_000_000_000) or 0)
    lab.write(TRIGGER, "f")
    start = lab.log.index("kworker/0:1 invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=-1, oom_score_adj=0")
    assert lab.log[start + 2] == "Workqueue: events moom_callback"
    assert lab.log[start + 5 : start + 13] == [
        " dump_stack_lvl+0x44/0x5c",
        " dump_header+0x4c/0x22b",
        " oom_kill_process.cold+0xb/0x10",
        " out_of_memory+0x1fd/0x4c0",
        " moom_callback+0x76/0xb0",
        " process_one_work+0x1c7/0x380",
        " worker_thread+0x4d/0x380",
        " kthread+0xda/0x100",
    ]
