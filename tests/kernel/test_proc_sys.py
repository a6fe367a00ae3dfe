"""/proc/sys: what is there and what a write says (the recordings ab-procsys and ab-procsys2)."""

import pytest

from kshell.uapi.fcntl import O_WRONLY
from tests.kernel.lab import Lab

KERNEL = "/proc/sys/kernel/"
USER = 1000


@pytest.fixture
def lab():
    return Lab()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("ostype", "Linux\n"),
        ("osrelease", "6.1.0-56-amd64\n"),
        ("version", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)\n"),
        ("hostname", "kshell\n"),
        ("domainname", "(none)\n"),
        ("printk", "7\t4\t1\t7\n"),
        ("tainted", "0\n"),
        ("pid_max", "32768\n"),
        ("threads-max", "7516\n"),
        ("hung_task_timeout_secs", "120\n"),
        ("sysrq", "438\n"),
        ("dmesg_restrict", "1\n"),
        ("randomize_va_space", "2\n"),
        ("sem", "32000\t1024000000\t500\t32000\n"),
        ("core_pattern", "core\n"),
        ("watchdog_cpumask", "0-1\n"),
        ("../vm/swappiness", "60\n"),
        ("yama/ptrace_scope", "0\n"),
        ("nosuch", "ENOENT"),
    ],
)
def test_what_a_file_shows(lab, name, shown):
    assert lab.read(KERNEL + name) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5", "5"),
        (" 7 \n", "7"),
        ("010\n", "8"),
        ("0x20\n", "32"),
        ("-5\n", "-5"),
        ("6\n7\n", "6"),
        ("1 2\n", "1"),
    ],
)
def test_numbers_that_are_taken(lab, text, shown):
    assert lab.write(KERNEL + "panic", text) == ""
    assert lab.read(KERNEL + "panic") == shown + "\n"


@pytest.mark.parametrize(
    "text", ["\n", "x\n", "20x\n", "+5\n", "-\n", "0x\n", "08\n", "1.5\n", "1,5\n", "8\0", "5000000000\n", "1" * 23]
)
def test_what_is_no_number(lab, text):
    assert lab.write(KERNEL + "panic", text) == "EINVAL"
    assert lab.read(KERNEL + "panic") == "0\n"


@pytest.mark.parametrize(
    ("name", "text", "result"),
    [
        ("hung_task_panic", "2\n", "EINVAL"),
        ("hung_task_warnings", "-2\n", "EINVAL"),
        ("hung_task_warnings", "-1\n", ""),
        ("hung_task_timeout_secs", "-1\n", "EINVAL"),
        ("pid_max", "100\n", "EINVAL"),
        ("kptr_restrict", "3\n", "EINVAL"),
        ("watchdog_thresh", "61\n", "EINVAL"),
        ("panic_on_oops", "5\n", ""),
        ("panic_on_warn", "7\n", "EINVAL"),
        ("sysrq", "-1\n", ""),
        ("threads-max", "0\n", "EINVAL"),
        ("modules_disabled", "0\n", "EINVAL"),
        ("nmi_watchdog", "1\n", "ENOTSUPP"),
        ("printk_devkmsg", "foo\n", "EINVAL"),
        ("../vm/swappiness", "201\n", "EINVAL"),
        ("osrelease", "1\n", "EACCES"),
        ("cap_last_cap", "1\n", "EACCES"),
    ],
)
def test_limits(lab, name, text, result):
    assert lab.write(KERNEL + name, text) == result


def test_modules_can_be_disabled_but_not_enabled_again(lab):
    assert lab.write(KERNEL + "modules_disabled", "1\n") == ""
    assert lab.write(KERNEL + "modules_disabled", "0\n") == "EINVAL"
    assert lab.read(KERNEL + "modules_disabled") == "1\n"


def test_printk_holds_four_numbers_and_the_first_is_the_console_s(lab):
    lab.write(KERNEL + "printk", "3\n")
    assert lab.read(KERNEL + "printk") == "3\t4\t1\t7\n"
    assert lab.kernel.log.console_loglevel == 3
    lab.write(KERNEL + "printk", "1 2 3 4 5\n")
    assert lab.read(KERNEL + "printk") == "1\t2\t3\t4\n"
    assert lab.write(KERNEL + "printk", "5 x\n") == "EINVAL"
    assert lab.read(KERNEL + "printk") == "5\t2\t3\t4\n"


def test_messages_without_a_level_get_the_second_number(lab):
    lab.write(KERNEL + "printk", "7 6\n")
    lab.kernel.log.printk("hello\n")
    assert lab.kernel.log.buffer.records[-1].level == 6


def test_taint_can_only_be_added(lab):
    for text, shown in (("0", "0"), ("16", "16"), ("1", "17"), ("999999999", "182783")):
        assert lab.write(KERNEL + "tainted", text + "\n") == ""
        assert lab.read(KERNEL + "tainted") == shown + "\n"
    assert lab.write(KERNEL + "tainted", "x\n") == "EINVAL"


def test_the_host_name_is_cut_at_its_line_and_at_64_characters(lab):
    lab.write(KERNEL + "hostname", "two\nlines")
    assert lab.read(KERNEL + "hostname") == "two\n"
    lab.write(KERNEL + "hostname", "x" * 80 + "\n")
    assert lab.do(lambda calls: calls.uname().nodename) == "x" * 64


def test_names_can_be_neither_made_nor_removed(lab):
    assert lab.do(lambda calls: calls.open(KERNEL + "new", 0o101)) == "ENOENT"
    assert lab.do(lambda calls: calls.mkdir(KERNEL + "new")) == "ENOENT"
    assert lab.do(lambda calls: calls.unlink(KERNEL + "panic")) == "EACCES"


def test_mode_binds_root(lab):
    assert lab.read("/proc/sys/vm/drop_caches") == "EACCES"
    assert lab.write("/proc/sys/vm/drop_caches", "1\n") == ""
    assert lab.log[-1].endswith(": drop_caches: 1")
    assert lab.write("/proc/sys/vm/drop_caches", "5\n") == "EINVAL"


def test_a_user_may_look_at_most_and_change_nothing(lab):
    assert lab.read(KERNEL + "panic", USER) == "0\n"
    assert lab.write(KERNEL + "panic", "5\n", USER) == "EACCES"
    assert lab.read(KERNEL + "cad_pid", USER) == "EACCES"
    assert lab.write(KERNEL + "ns_last_pid", "5\n", USER) == "EPERM"


def test_random_numbers_are_the_same_in_every_run(lab):
    uuid = lab.read(KERNEL + "random/uuid")
    assert len(uuid) == 37
    assert uuid != lab.read(KERNEL + "random/uuid")
    assert uuid == Lab().read(KERNEL + "random/uuid")
    assert lab.read(KERNEL + "random/boot_id") == lab.read(KERNEL + "random/boot_id")


def test_no_more_tasks_than_threads_max(lab):
    lab.write(KERNEL + "threads-max", f"{len(lab.kernel.pids) + 1}\n")

    def fork(calls):
        calls.fork(lambda: 0)
        return "forked"

    assert lab.do(fork) == "EAGAIN"


def test_process_numbers_start_again_below_pid_max(lab):
    lab.write(KERNEL + "pid_max", "400\n")
    lab.write(KERNEL + "ns_last_pid", "398\n")
    assert [lab.do(lambda calls: calls.getpid()) for _ in range(2)] == [399, 300]


def test_the_watched_cpus_are_a_list():
    lab, path = Lab(), "/proc/sys/kernel/watchdog_cpumask"
    assert lab.read(path) == "0-1\n"
    for written, shown in (("1\n", "1\n"), ("0,1\n", "0-1\n"), ("0\n", "0\n"), ("0-5\n", "0-1\n"), ("2\n", "\n")):
        assert lab.write(path, written) == "" and lab.read(path) == shown
    assert lab.write(path, "1-0\n") == lab.write(path, "x\n") == "EINVAL"


def test_a_number_is_what_was_written_first():
    lab, path = Lab(), "/proc/sys/kernel/panic"

    def write(calls):
        fd = calls.open(path, O_WRONLY)
        return calls.write(fd, b"6\n"), calls.write(fd, b"7\n")

    assert lab.do(write) == (2, 2)
    assert lab.read(path) == "6\n"
