"""Tasks that do not let the CPU go, and tasks that let it go when they must not."""

from pathlib import Path

from tests.kernel.lab import Lab

CONFORMANCE = Path(__file__).parents[1] / "conformance" / "modules"

HEAD = 'from kshell.linux import *\nMODULE_LICENSE("GPL")\n'
TAIL = "def bye():\n    kthread_stop(t)\nmodule_init(init)\nmodule_exit(bye)\n"


def thread(body: str) -> str:
    """A module with one thread that does this."""
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    init = 'def init():\n    global t\n    t = kthread_run(fn, None, "busy")\n'
    return f"{HEAD}lock = DEFINE_SPINLOCK()\ndef fn(data):\n{lines}{init}{TAIL}"


def lockups(lab: Lab) -> list[str]:
    return [text for text in lab.log if "soft lockup" in text]


def test_a_loop_without_end_is_a_soft_lockup_and_the_prompt_goes_on():
    lab = Lab()
    lab.load(thread("while True:\n    pass"))
    pid = lab.thread("busy").pid
    lab.run(60)
    assert lockups(lab) == [
        f"watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [busy:{pid}]",
        f"watchdog: BUG: soft lockup - CPU#0 stuck for 52s! [busy:{pid}]",
    ]
    start = lab.log.index(lockups(lab)[0])
    assert lab.log[start + 1 : start + 3] == [
        "Modules linked in: demo(OE)",
        f"CPU: 0 PID: {pid} Comm: busy Tainted: G           OE      6.1.0-56-amd64 #1  Debian 6.1.192-2",
    ]
    assert "RIP: 0010:fn+0x14/0x30 [demo]" in lab.log
    assert lab.kernel.taint.value == 12288 + 16384


def test_a_smaller_threshold_reports_sooner():
    lab = Lab()
    lab.write("/proc/sys/kernel/watchdog_thresh", "5\n")
    lab.load(thread("while True:\n    pass"))
    lab.run(16)
    assert [text.rpartition(" [")[0] for text in lockups(lab)] == ["watchdog: BUG: soft lockup - CPU#0 stuck for 13s!"]


def test_a_loop_that_polls_kthread_should_stop_is_found_inside_it():
    lab = Lab()
    lab.load(thread("while not kthread_should_stop():\n    pass"))
    lab.run(30)
    assert "RIP: 0010:kthread_should_stop+0x0/0x30" in lab.log
    assert lab.unload() == 0


def test_cond_resched_keeps_a_busy_loop_from_being_a_lockup():
    lab = Lab()
    lab.load(thread("while not kthread_should_stop():\n    cond_resched()"))
    lab.run(60)
    assert lab.log == []
    assert lab.thread("busy").letter == "R"


def test_a_thread_that_prints_is_never_reported():
    lab = Lab()
    lab.load(thread('while True:\n    mdelay(1500)\n    pr_info("busy\\n")'))
    lab.run(60)
    assert lockups(lab) == []


def test_a_thread_that_prints_without_end_does_not_take_the_host_away():
    lab = Lab()
    lab.load(thread('while True:\n    pr_info("busy\\n")'))
    lab.run(60)
    assert 5_000 < lab.kernel.log.buffer.next_seq < 40_000


def test_a_module_that_makes_threads_without_end_does_not_take_the_host_away():
    lab = Lab()
    lab.write("/proc/sys/kernel/threads-max", "100\n")
    source = f"{HEAD}tries = 0\ndef init():\n    global tries\n    while True:\n"
    source += "        kthread_run(lambda data: ssleep(100), None, 'one')\n        tries += 1\nmodule_init(init)\n"
    lab.load(source)
    lab.run(60)
    (module,) = lab.kernel.modules
    assert 1_000 < module.namespace["tries"] < 20_000


def test_the_detector_can_be_switched_off():
    lab = Lab()
    lab.write("/proc/sys/kernel/soft_watchdog", "0\n")
    lab.load(thread("while True:\n    pass"))
    lab.run(60)
    assert lab.log == []


def test_softlockup_panic_stops_the_machine():
    lab = Lab()
    lab.write("/proc/sys/kernel/softlockup_panic", "1\n")
    lab.load(thread("while True:\n    pass"))
    lab.run(60)
    assert lab.machine.dead == "panic"
    assert "Kernel panic - not syncing: softlockup: hung tasks" in lab.log


def test_taking_a_spinlock_twice_spins_for_ever_and_stalls_rcu():
    lab = Lab()
    lab.load(thread("spin_lock(lock)\nspin_lock(lock)"))
    lab.spawn("true", lambda: 0)
    lab.run(30)
    assert "RIP: 0010:native_queued_spin_lock_slowpath+0x30/0x2a0" in lab.log
    assert " _raw_spin_lock+0x25/0x30" in lab.log
    start = lab.log.index("rcu: INFO: rcu_preempt self-detected stall on CPU")
    assert lab.log[start + 1].startswith("rcu: \t0-....: (5250 ticks this GP)")
    assert lab.log[start + 2].startswith("\t(t=5250 jiffies g=")


def test_sleeping_with_a_spinlock_held_is_reported_twice_and_only_taints():
    lab = Lab()
    lab.load(thread("spin_lock(lock)\nmsleep(1000)\nspin_unlock(lock)\nmsleep(1000)\nreturn 0"))
    pid = lab.thread("busy").pid
    lab.run(3)
    assert [text for text in lab.log if text.startswith("BUG")] == [
        f"BUG: scheduling while atomic: busy/{pid}/0x00000002",
        f"BUG: scheduling while atomic: busy/{pid}/0x00000000",
    ]
    assert lab.log[1:8] == [
        "Modules linked in: demo(OE)",
        f"CPU: 0 PID: {pid} Comm: busy Tainted: G           OE      6.1.0-56-amd64 #1  Debian 6.1.192-2",
        "Hardware name: QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2-debian-1.16.2-1 04/01/2014",
        "Call Trace:",
        " <TASK>",
        " dump_stack_lvl+0x44/0x5c",
        " __schedule_bug.cold+0x42/0x4e",
    ]
    assert lab.kernel.taint.value == 12288 + 512


def test_two_million_rounds_of_two_threads_are_over_within_half_a_second():
    lab = Lab(kernel="6.1")
    lab.load((CONFORMANCE / "race.py").read_text(), "rounds=1000000", file="race.ko")
    lab.run(0.5)
    assert lab.log[-1].startswith("race: lock=0, expected 2000000, counter ")


def test_a_timer_that_outlives_its_module_stops_an_idle_machine():
    lab = Lab()
    lab.load((CONFORMANCE / "lefttimer.py").read_text(), file="lefttimer.ko")
    lab.unload("lefttimer")
    lab.run(20)
    assert lab.kernel.down == "panic"
    assert "Kernel panic - not syncing: Fatal exception in interrupt" in lab.log


def test_a_thread_that_ends_with_a_spinlock_held_is_reported_where_it_ends():
    lab = Lab()
    lab.load(thread("spin_lock(lock)\nreturn 0"))
    assert lab.log[0].startswith("BUG: scheduling while atomic: busy/")
    assert lab.log[6:13] == [
        " dump_stack_lvl+0x44/0x5c",
        " __schedule_bug.cold+0x42/0x4e",
        " __schedule+0x804/0xa00",
        " do_task_dead+0x3f/0x50",
        " do_exit+0x811/0xb10",
        " kthread_exit+0x25/0x30",
        " kthread+0xb9/0x100",
    ]
    assert lab.thread("busy") is None


def test_an_init_that_leaves_a_spinlock_locked_is_warned_about_and_loaded():
    lab = Lab()
    source = HEAD + "lock = DEFINE_SPINLOCK()\ndef init():\n    spin_lock(lock)\n    return 0\nmodule_init(init)\n"
    assert lab.load(source) == 0
    assert lab.log[1] == "initcall init+0x0/0x1000 [demo] returned with preemption imbalance "
    assert lab.log[2].endswith(" at init/main.c:1284 do_one_initcall+0x1d7/0x220")
    assert lab.task.preempt_count == 0
