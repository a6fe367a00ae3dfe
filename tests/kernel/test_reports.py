"""Hung tasks, warnings, panics."""

from kshell.machine import NSEC_PER_SEC
from tests.kernel.lab import Lab

HEAD = 'from kshell.linux import *\nMODULE_LICENSE("GPL")\n'
HANGING = HEAD + (
    "def fn(data):\n    while True:\n        ssleep(5)\n"
    'def init():\n    global t\n    t = kthread_run(fn, None, "deaf")\n    return 0\n'
    "def bye():\n    kthread_stop(t)\n"
    "module_init(init)\nmodule_exit(bye)\n"
)


def test_a_task_blocked_for_120_s_is_reported_and_the_sleeping_thread_is_not():
    lab = Lab()
    lab.load(HANGING)
    lab.unload()
    lab.run(245)
    reports = [text for text in lab.log if text.startswith("INFO: task")]
    assert reports == [f"INFO: task rmmod:{lab.task.pid} blocked for more than 120 seconds."]
    start = lab.log.index(reports[0])
    assert lab.log[start + 1 : start + 12] == [
        "      Tainted: G           OE      6.1.0-56-amd64 #1 Debian 6.1.192-2",
        '"echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.',
        f"task:rmmod           state:D stack:0     pid:{lab.task.pid:<5} ppid:1      flags:0x00000002",
        "Call Trace:",
        " <TASK>",
        " __schedule+0x34d/0xa00",
        " schedule+0x5a/0xd0",
        " schedule_timeout+0x11a/0x150",
        " __wait_for_common+0x94/0x1e0",
        " kthread_stop+0x66/0x170",
        " </TASK>",
    ]


def test_the_trace_of_a_program_ends_with_its_registers_and_shows_code_if_it_is_the_one_that_runs(kshell):
    kshell.run("insmod kthread_hang.ko")
    kshell.run("rmmod kthread_hang", blocks=True)
    kshell.run("echo w > /proc/sysrq-trigger", terminal=2)
    assert user_registers(kshell.log) == "RIP: RSP: RAX: RDX: RBP: R10: R13:"
    before = len(kshell.log)
    kshell.run("echo c > /proc/sysrq-trigger", terminal=2, blocks=True)
    assert user_registers(kshell.log[before:]) == "RIP: Code: RSP: RAX: RDX: RBP: R10: R13:"
    assert any("Code: Unable to access opcode bytes at 0x7f" in line for line in kshell.log)


def user_registers(log: list[str]) -> str:
    """The first words from that of user space on."""
    words = [line.split("] ", 1)[-1].split(" ")[0] for line in log]
    start = next(n for n, line in enumerate(log) if "RIP: 0033:" in line)
    return " ".join(words[start : words.index("", start)])


def test_ten_hung_tasks_are_reported_and_no_more():
    lab = Lab()
    lab.load(HANGING)
    lab.unload()
    lab.run(3000)
    assert sum(text.startswith("INFO: task") for text in lab.log) == 10


def test_nothing_is_reported_after_an_oops():
    lab = Lab()
    lab.load(HANGING)
    lab.unload()
    lab.load(HEAD + "def init():\n    None.x\nmodule_init(init)\n", file="bad.ko")
    lab.run(500)
    assert not any(text.startswith("INFO: task") for text in lab.log)


def test_a_warning_kills_nobody_and_taints():
    lab = Lab()
    assert lab.load(HEAD + 'def init():\n    WARN(1, "%d is odd\\n", 3)\n    return 0\nmodule_init(init)\n') == 0
    assert lab.log[:3] == [
        "------------[ cut here ]------------",
        "3 is odd",
        f"WARNING: CPU: 0 PID: {lab.task.pid} at /root/demo.py:4 init+0x14/0x1000 [demo]",
    ]
    assert lab.kernel.taint.value == 12288 + 512


def test_a_panic_stops_the_machine_for_good():
    lab = Lab()
    lab.load(HEAD + 'def init():\n    panic("no %s\\n", "more")\nmodule_init(init)\n')
    assert lab.machine.dead == "panic"
    assert lab.log[0] == "Kernel panic - not syncing: no more"
    assert lab.log[-1] == "---[ end Kernel panic - not syncing: no more ]---"
    before = lab.machine.now
    lab.machine.run(before + NSEC_PER_SEC)
    assert lab.machine.now == before


def test_panic_minus_1_boots_again():
    lab = Lab(boot="panic=-1")
    lab.load(HEAD + 'def init():\n    panic("no more")\nmodule_init(init)\n')
    assert lab.machine.boots == 2
    assert lab.machine.kernel.modules.listed() == []


def test_oops_panic_makes_an_oops_the_end():
    lab = Lab(boot="oops=panic")
    lab.load(HEAD + "def init():\n    None.x\nmodule_init(init)\n")
    assert lab.machine.dead == "panic"
    assert "Kernel panic - not syncing: Fatal exception" in lab.log


def test_two_machines_do_not_see_each_other():
    one, other = Lab(), Lab()
    one.load(HANGING)
    other.run(1)
    assert [m.name for m in one.kernel.modules] == ["demo"]
    assert list(other.kernel.modules) == []
    assert other.log == []


TWO_MUTEXES = HEAD + (
    "a = DEFINE_MUTEX()\nb = DEFINE_MUTEX()\n"
    "def fn(pair):\n    mutex_lock(pair[0])\n    msleep(100)\n    mutex_lock(pair[1])\n    return 0\n"
    'def init():\n    kthread_run(fn, (a, b), "ab")\n    kthread_run(fn, (b, a), "ba")\n    return 0\n'
    "module_init(init)\n"
)


def test_both_threads_of_a_deadlock_are_reported_and_then_the_panic_comes():
    lab = Lab()
    lab.kernel.sysctl.set("kernel.hung_task_panic", 1)
    lab.load(TWO_MUTEXES)
    lab.run(245)
    assert [text.split()[2].partition(":")[0] for text in lab.log if text.startswith("INFO: task")] == ["ab", "ba"]
    assert "Kernel panic - not syncing: hung_task: blocked tasks" in lab.log


def test_khungtaskd_counts_from_its_own_start_when_the_timeout_is_changed():
    lab = Lab()
    lab.load(HANGING)
    lab.unload()
    lab.kernel.sysctl.number("kernel.hung_task_timeout_secs").store("10")
    lab.run(28)
    reports = [r for r in lab.kernel.log.buffer.records if r.text.startswith("INFO: task")]
    assert [(r.ns // 10**9, r.text.split()[-2]) for r in reports] == [(21, "10"), (31, "20")]


def test_a_shorter_interval_finds_hung_tasks_sooner():
    lab = Lab()
    lab.kernel.sysctl.number("kernel.hung_task_check_interval_secs").store("5")
    lab.load(HANGING)
    lab.unload()
    lab.run(135)
    assert lab.log[0].endswith("blocked for more than 122 seconds.")


def test_no_warnings_left_means_no_report():
    lab = Lab()
    lab.kernel.sysctl.set("kernel.hung_task_warnings", 0)
    lab.load(HANGING)
    lab.unload()
    lab.run(500)
    assert lab.log == []


def rips(lab: Lab) -> list[str]:
    return [text for text in lab.log if text.startswith("RIP: 0010")]


def init(*lines: str) -> str:
    return HEAD + "def init():\n" + "".join(f"    {line}\n" for line in lines) + "module_init(init)\n"


def test_a_call_through_null_shows_its_caller_in_the_trace():
    lab = Lab()
    lab.load(init("f = None", "f()"))
    assert "#PF: error_code(0x0010) - not-present page" in lab.log
    assert rips(lab)[0] == "RIP: 0010:0x0"
    assert "Code: Unable to access opcode bytes at 0xffffffffffffffd6." in lab.log
    assert lab.log[lab.log.index(" <TASK>") + 1] == " init+0x24/0x1000 [demo]"


def trace(lab: Lab) -> list[str]:
    """The first trace in the log, down to the kernel's own functions."""
    lines = lab.log[lab.log.index(" <TASK>") + 1 :]
    return lines[: next(i for i, line in enumerate(lines) if "[demo]" not in line)]


INNER = "def inner(p):\n    p.x = 1\n    return 0\n"


def test_the_callers_of_a_function_that_faults_are_in_the_trace():
    lab = Lab()
    lab.load(HEAD + "@noinline\n" + INNER + init("inner(None)", "return 0").removeprefix(HEAD))
    assert "#PF: error_code(0x0002) - not-present page" in lab.log
    assert rips(lab)[0] == "RIP: 0010:inner+0x24/0x40 [demo]"
    assert trace(lab) == [" init+0x14/0x1000 [demo]"]


def test_a_function_that_is_called_at_one_place_is_part_of_its_caller():
    lab = Lab()
    lab.load(HEAD + INNER + init("inner(None)", "return 0").removeprefix(HEAD))
    assert rips(lab)[0] == "RIP: 0010:init+0x14/0x1000 [demo]"
    assert "Code: demo.py:4: <p.x> = 1" in lab.log
    assert trace(lab) == []
    lab = Lab()
    lab.load(HEAD + INNER + init("inner(None)", "inner(None)", "return 0").removeprefix(HEAD))
    assert rips(lab)[0] == "RIP: 0010:inner+0x14/0x30 [demo]"


def test_a_call_that_is_the_last_thing_that_a_function_does_leaves_no_frame():
    middle = "@noinline\ndef middle(p):\n    if p:\n        return 1\n    return inner(p)\n"
    lab = Lab()
    lab.load(HEAD + "@noinline\n" + INNER + middle + init("return middle(None) + 1").removeprefix(HEAD))
    assert trace(lab) == [" init+0x14/0x1000 [demo]"]


def test_an_exit_that_ends_in_kthread_stop_is_not_in_the_stack_of_rmmod():
    lab = Lab()
    lab.load(
        HEAD + "def fn(data):\n    while True:\n        ssleep(5)\n"
        "def init():\n    global thread\n    thread = kthread_run(fn, None, 'fn')\n    return 0\n"
        "def bye():\n    kthread_stop(thread)\nmodule_init(init)\nmodule_exit(bye)\n"
    )
    lab.unload()
    stack = lab.read(f"/proc/{lab.task.pid}/stack").splitlines()
    assert stack == ["[<0>] kthread_stop+0x66/0x170"]


def test_a_write_through_a_number_faults_at_that_address():
    lab = Lab()
    lab.load(init("p = 0xffffc0de12345678", "p.value = 1"))
    assert lab.log[:3] == [
        "BUG: unable to handle page fault for address: ffffc0de12345678",
        "#PF: supervisor write access in kernel mode",
        "#PF: error_code(0x0002) - not-present page",
    ]


def test_kernel_functions_fault_inside_on_null_and_on_error_pointers():
    for call, rip, address in (
        ("kthread_stop(None)", "kthread_stop+0x1a/0x170", 0x28),
        ("kthread_stop(ERR_PTR(-ENOMEM))", "kthread_stop+0x1a/0x170", 0x1C),
        ("wake_up_process(None)", "_raw_spin_lock_irqsave+0x23/0x50", 0xCB4),
        ("get_task_struct(None)", "init+0x14/0x1000 [demo]", 0x28),
    ):
        lab = Lab()
        lab.load(init(call))
        assert lab.log[0] == f"BUG: kernel NULL pointer dereference, address: {address:016x}"
        assert rips(lab)[0] == f"RIP: 0010:{rip}"


def test_endless_recursion_kills_the_task_or_on_6_1_the_machine():
    source = HEAD + "def deep(n):\n    return deep(n + 1)\n" + init("deep(1)").removeprefix(HEAD)
    lab = Lab()
    lab.load(source)
    assert lab.log[0].startswith("BUG: TASK stack guard page was hit at ")
    assert lab.log[1] == "stack guard page: 0000 [#1] PREEMPT SMP NOPTI"
    assert not lab.machine.dead
    lab = Lab(kernel="6.1")
    lab.load(source)
    assert "Kernel panic - not syncing: Fatal exception in interrupt" in lab.log
