"""Faults in timers and in work items, and warnings that are made the end of the machine."""

from tests.kernel.lab import Lab

HEAD = 'from kshell.linux import *\nMODULE_LICENSE("GPL")\nnowhere = None\n'
TAIL = "def bye():\n    pass\nmodule_init(init)\nmodule_exit(bye)\n"
TIMER = HEAD + (
    "late = timer_list()\ndef late_fn(t):\n    %s\n"
    "def init():\n    timer_setup(late, late_fn, 0)\n    mod_timer(late, jiffies() + HZ)\n    return 0\n"
)
WORK = HEAD + (
    'def bad_fn(w):\n    nowhere.value = 1\ndef good_fn(w):\n    pr_info("good\\n")\n'
    'def later_fn(w):\n    pr_info("later\\n")\n'
    "bad = DECLARE_WORK(bad_fn)\ngood = DECLARE_WORK(good_fn)\nlater = DECLARE_WORK(later_fn)\n"
    "def init():\n    schedule_work(bad)\n    schedule_work(good)\n    return 0\n"
    "def bye():\n    schedule_work(later)\n    flush_work(later)\nmodule_init(init)\nmodule_exit(bye)\n"
)


def between(lab: Lab, first: str, last: str) -> list[str]:
    return lab.log[lab.log.index(first) + 1 : lab.log.index(last)]


def test_a_fault_in_a_timer_ends_the_machine_and_shows_what_was_interrupted():
    lab = Lab()
    lab.load(TIMER % "nowhere.value = 1" + TAIL)
    lab.run(1.1)
    assert "BUG: kernel NULL pointer dereference, address: 0000000000000000" in lab.log
    assert "RIP: 0010:late_fn+0x14/0x20 [demo]" in lab.log
    assert between(lab, " <IRQ>", " </IRQ>")[:3] == [
        " call_timer_fn+0x27/0x130",
        " __run_timers+0x222/0x2c0",
        " run_timer_softirq+0x19/0x30",
    ]
    after = lab.log[lab.log.index(" <TASK>") + 1 :]
    assert after[:2] == [" asm_sysvec_apic_timer_interrupt+0x16/0x20", "RIP: 0010:native_safe_halt+0xb/0x10"]
    assert [line.split()[0] for line in after[2:8]] == ["Code:", "RSP:", "RAX:", "RDX:", "RBP:", "R10:"]
    assert after[8][:4] == "R13:" and after[9] == " amd_e400_idle+0x3d/0x50"
    assert "Kernel panic - not syncing: Fatal exception in interrupt" in lab.log


def test_a_timer_that_a_module_left_behind_ends_the_machine_when_it_is_over():
    lab = Lab()
    lab.load(TIMER % "pass" + TAIL)
    assert lab.unload() == 0
    lab.run(1.1)
    assert lab.log[0].startswith("BUG: unable to handle page fault for address: ffffffffc0")
    assert "RIP: 0010:__run_timers+0xd3/0x2c0" in lab.log
    assert lab.machine.dead == "panic"


def test_so_does_delayed_work_that_a_module_left_behind():
    lab = Lab()
    lab.load(
        HEAD + "def late_fn(w):\n    pass\nlate = DECLARE_DELAYED_WORK(late_fn)\n"
        "def init():\n    schedule_delayed_work(late, HZ)\n    return 0\n" + TAIL
    )
    assert lab.unload() == 0
    lab.run(1.1)
    assert "RIP: 0010:__run_timers+0xd3/0x2c0" in lab.log


def test_a_work_item_that_faults_keeps_what_waits_behind_it_for_ever():
    lab = Lab()
    lab.load(WORK)
    lab.run(1)
    assert "Workqueue: events bad_fn [demo]" in lab.log
    assert "good" not in lab.log


def test_on_two_cpus_work_that_is_queued_later_finds_another_worker():
    for cpus, log in (2, ["later"]), (1, []):
        lab = Lab(cpus=cpus)
        lab.load(WORK)
        lab.unload()
        lab.run(1)
        assert [text for text in lab.log if text in ("good", "later")] == log


def test_panic_on_warn_panics_inside_the_warning():
    lab = Lab()
    lab.kernel.sysctl.set("kernel.panic_on_warn", 1)
    lab.load(HEAD + 'def init():\n    WARN(1, "odd\\n")\n    return 0\n' + TAIL)
    panic = lab.log.index("Kernel panic - not syncing: kernel: panic_on_warn set ...")
    trace = lab.log.index(" <TASK>", panic)
    assert lab.log[trace + 1 :][:5] == [
        " dump_stack_lvl+0x44/0x5c",
        " panic+0x118/0x2f4",
        " check_panic_on_warn.cold+0xf/0x1e",
        " __warn+0x89/0xc0",
        " report_bug+0xe2/0x150",
    ]
    assert not any(text.startswith("---[ end trace") for text in lab.log)
