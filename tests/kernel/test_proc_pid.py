"""/proc/PID: the files about one task, as Linux 6.1 has them (the recordings c-stuck, i-signals, p-ps, aa-proc)."""

import pytest

from tests.kernel.lab import Lab

STUBBORN = """
from kshell.linux import *

def fn(data):
    allow_signal(SIGKILL)
    while not kthread_should_stop():
        ssleep(5)
    return 0

def start():
    kthread_run(fn, None, "a_name_that_is_too_long_for_comm")
    return 0

module_init(start)
MODULE_LICENSE("GPL")
"""
USER = 1000


@pytest.fixture
def lab():
    lab = Lab()
    lab.load(STUBBORN)
    return lab


@pytest.fixture
def thread(lab):
    return f"/proc/{lab.thread('a_name_that_is_too_long_for_comm').pid}"


def test_the_numbers_of_a_kernel_thread(lab, thread):
    pid = thread.removeprefix("/proc/")
    assert lab.read(f"{thread}/stat") == (
        f"{pid} (a_name_that_is_too_long_for_comm) D 2 0 0 0 -1 2129984 0 0 0 0 0 0 0 0 20 0 1 0 500 0 0 "
        "18446744073709551615 0 0 0 0 0 0 0 2147483391 256 1 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n"
    )
    assert lab.read(f"{thread}/statm") == "0 0 0 0 0 0 0\n"
    assert lab.read("/proc/2/stat").split()[37] == "0"


def test_the_status_of_a_kernel_thread(lab, thread):
    pid = thread.removeprefix("/proc/")
    lines = lab.read(f"{thread}/status").splitlines()
    assert lines[:23] == [
        "Name:\ta_name_that_is_too_long_for_comm",
        "Umask:\t0022",
        "State:\tD (disk sleep)",
        f"Tgid:\t{pid}",
        "Ngid:\t0",
        f"Pid:\t{pid}",
        "PPid:\t2",
        "TracerPid:\t0",
        "Uid:\t0\t0\t0\t0",
        "Gid:\t0\t0\t0\t0",
        "FDSize:\t64",
        "Groups:\t ",
        f"NStgid:\t{pid}",
        f"NSpid:\t{pid}",
        "NSpgid:\t0",
        "NSsid:\t0",
        "Threads:\t1",
        "SigQ:\t0/3758",
        "SigPnd:\t0000000000000000",
        "ShdPnd:\t0000000000000000",
        "SigBlk:\t0000000000000000",
        "SigIgn:\tfffffffffffffeff",
        "SigCgt:\t0000000000000100",
    ]
    assert lines[-2:] == ["voluntary_ctxt_switches:\t2", "nonvoluntary_ctxt_switches:\t0"]
    assert lines[33:35] == ["Cpus_allowed:\t3", "Cpus_allowed_list:\t0-1"]


def test_a_signal_to_a_kernel_thread_stays_pending_while_it_sleeps(lab, thread):
    lab.do(lambda calls: calls.kill(int(thread.removeprefix("/proc/")), 9))
    assert "ShdPnd:\t0000000000000100\n" in lab.read(f"{thread}/status")
    assert "SigPnd:\t0000000000000000\n" in lab.read(f"{thread}/status")


def test_where_a_kernel_thread_sleeps(lab, thread):
    assert lab.read(f"{thread}/wchan") == "msleep"
    assert lab.read(f"{thread}/stack").splitlines() == [
        "[<0>] msleep+0x29/0x40",
        "[<0>] fn+0x34/0x50 [demo]",
        "[<0>] kthread+0xda/0x100",
        "[<0>] ret_from_fork+0x22/0x30",
    ]


def test_a_kernel_thread_has_no_program(lab, thread):
    for name in ("cmdline", "environ", "maps"):
        assert lab.read(f"{thread}/{name}") == ""
    assert lab.do(lambda calls: calls.readlink(f"{thread}/exe")) == "ENOENT"
    assert lab.do(lambda calls: calls.readlink(f"{thread}/cwd")) == "/"
    assert lab.do(lambda calls: calls.readlink(f"{thread}/root")) == "/"


def test_a_user_does_not_see_into_the_tasks_of_others(lab, thread):
    assert lab.read(f"{thread}/wchan", USER) == "0"
    assert lab.read(f"{thread}/stack", USER) == "EACCES"
    assert lab.read(f"{thread}/maps", USER) == ""
    assert lab.read("/proc/1/maps", USER) == "EACCES"
    assert lab.read("/proc/1/environ", USER) == "EACCES"
    assert lab.do(lambda calls: calls.readlink("/proc/1/exe"), USER) == "EACCES"
    assert lab.read("/proc/1/stat", USER).split()[23:30] == ["786", "18446744073709551615", "1", "1", "0", "0", "0"]
    assert lab.read("/proc/1/cmdline", USER) == "/bin/bash\0/init\0"


def test_a_user_does_not_see_his_own_kernel_stack(lab):
    assert lab.read("/proc/self/stack", USER) == "EACCES"
    assert lab.read("/proc/self/stack").splitlines()[:2] == [
        "[<0>] proc_pid_stack+0xab/0x120",
        "[<0>] proc_single_show+0x50/0xb0",
    ]


def test_the_areas_of_a_program_add_up_to_its_size(lab):
    areas = [line.split()[0].split("-") for line in lab.read("/proc/1/maps").splitlines()]
    pages = sum(int(end, 16) - int(start, 16) for start, end in areas) // 4096
    assert lab.read("/proc/1/statm").split()[0] == str(pages)
    assert "VmSize:\t    3932 kB\n" in lab.read("/proc/1/status")


def test_what_a_task_that_has_gone_leaves(lab, thread):
    assert lab.read("/proc/9999/stat") == "ENOENT"

    def read_after_death(calls):
        child = calls.fork(lambda: 0)
        fd = calls.open(f"/proc/{child}/status")
        calls.waitpid(child)
        return calls.read(fd)

    assert lab.do(read_after_death) == "ESRCH"


def test_a_zombie_has_neither_memory_nor_files(lab):
    def look(calls):
        child = calls.fork(lambda: 0)
        calls.nanosleep(1_000_000)
        text = calls.read(calls.open(f"/proc/{child}/status")).decode()
        return text + calls.read(calls.open(f"/proc/{child}/cmdline")).decode()

    text = lab.do(look)
    assert "State:\tZ (zombie)\n" in text
    assert "FDSize:\t0\n" in text
    assert "Umask" not in text
    assert "VmSize" not in text


def test_only_a_task_itself_gives_itself_a_name(lab):
    assert lab.write("/proc/1/comm", "other\n") == "EINVAL"

    def rename(calls):
        calls.write(calls.open("/proc/self/comm", 1), b"a_name_that_is_too_long\n")
        return calls.read(calls.open("/proc/self/comm")).decode()

    assert lab.do(rename) == "a_name_that_is_\n"


def test_limits_and_scores_of_a_program(lab):
    assert f"Max nice priority         0{' ' * 20}0{' ' * 20}\n" in lab.read("/proc/1/limits")
    assert lab.read("/proc/1/limits").splitlines()[:2] == [
        "Limit                     Soft Limit           Hard Limit           Units     ",
        "Max cpu time              unlimited            unlimited            seconds   ",
    ]
    assert lab.read("/proc/1/oom_score") == lab.read("/proc/2/oom_score") == "0\n"
    assert lab.read("/proc/self/oom_score") == "668\n"


def test_who_may_make_a_task_more_or_less_likely_to_be_killed(lab):
    def set_own(value):
        def body(calls):
            calls.write(calls.open("/proc/self/oom_score_adj", 1), value)
            return calls.read(calls.open("/proc/self/oom_score")).decode()

        return body

    assert lab.do(set_own(b"1000\n"), USER) == "1335\n"
    assert lab.do(set_own(b"-1\n"), USER) == "EACCES"
    assert lab.do(set_own(b"-1000\n")) == "0\n"
    assert lab.do(set_own(b"1001\n")) == "EINVAL"
    assert lab.write("/proc/2/oom_score_adj", "5\n", USER) == "EACCES"


def test_what_the_scheduler_says_of_a_thread(lab, thread):
    lines = lab.read(f"{thread}/sched").splitlines()
    pid = thread.removeprefix("/proc/")
    assert lines[:2] == [f"a_name_that_is_too_long_for_comm ({pid}, #threads: 1)", "-" * 67]
    assert lines[2].startswith("se.exec_start                                :")
    assert "nr_switches                                  :                    2" in lines
    assert "prio                                         :                  120" in lines


def test_the_system_call_that_a_task_waits_in(lab, thread):
    assert lab.read(f"{thread}/syscall") == "0 0x0 0x0 0x0 0x0 0x0 0x0 0x0 0x0\n"
    assert lab.read("/proc/1/syscall").split()[0] == "61"
    assert lab.read("/proc/self/syscall") == "running\n"
    assert lab.read("/proc/1/syscall", USER) == "EACCES"


def test_the_kernel_s_own_threads_sleep_where_linux_has_them(lab):
    shown = {pid: lab.read(f"/proc/{pid}/wchan") for pid in (1, 2, 3, 7, 14, 15, 28, 29, 45)}
    assert shown == {
        1: "do_wait",
        2: "kthreadd",
        3: "rescuer_thread",
        7: "worker_thread",
        14: "smpboot_thread_fn",
        15: "rcu_gp_kthread",
        28: "kauditd_thread",
        29: "watchdog",
        45: "kswapd",
    }
    assert lab.read("/proc/3/stat").split()[8] == "69238880"
    assert lab.read("/proc/14/stat").split()[8] == "69238848"
    assert lab.read("/proc/33/stat").split()[8] == "2097216"


def test_what_is_constant(lab, thread):
    assert lab.read(f"{thread}/loginuid") == "4294967295"
    assert lab.read(f"{thread}/cgroup") == ""
    assert lab.read(f"{thread}/uid_map") == "         0          0 4294967295\n"
    assert lab.read(f"{thread}/coredump_filter") == ""
    assert lab.read("/proc/1/coredump_filter") == "00000033\n"
    assert lab.read(f"{thread}/timerslack_ns", USER) == "EPERM"
    assert lab.read("/proc/1/mem") == "EIO"
    assert lab.write("/proc/1/status", "x") == "EINVAL"


def test_the_listing_is_linux_s(lab, thread):
    names = lab.do(lambda calls: calls.getdents(thread))
    assert len(names) == 56
    assert "why" not in names
    assert lab.read(f"{thread}/why") != ""


def test_a_state_of_several_bits_has_the_letter_of_the_highest(lab):
    task = lab.thread("a_name_that_is_too_long_for_comm")
    for state, letter in ((0x3, "D"), (0x102, "D"), (0x402, "I"), (0x101, "S"), (0x41, "P"), (0x400, "R")):
        task.state = state
        assert lab.read(f"/proc/{task.pid}/stat").split()[2] == letter
