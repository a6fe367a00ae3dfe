"""sysctl as procps-ng 4.0.2 behaves in a recorded session."""

import pytest


def test_a_value_is_shown_and_set(computer):
    assert computer("sysctl kernel.panic") == "kernel.panic = 0\n"
    assert computer("sysctl kernel.panic=5") == "kernel.panic = 5\n"
    assert computer("sysctl -w kernel/panic=6") == "kernel.panic = 6\n"
    assert computer.read("/proc/sys/kernel/panic") == "6\n"


def test_forms_of_output(computer):
    assert computer("sysctl -n kernel.panic") == "0\n"
    assert computer("sysctl -N kernel.panic") == "kernel.panic\n"
    assert computer("sysctl -b kernel.panic kernel.panic") == "00"
    assert computer("sysctl -n kernel.panic=7") == "7\n"
    assert computer("sysctl -q kernel.panic=8") == ""
    assert computer("sysctl -q kernel.panic") == "kernel.panic = 8\n"
    assert computer("sysctl --dry-run kernel.panic=9") == "kernel.panic = 9\n"
    assert computer("sysctl kernel.panic") == "kernel.panic = 8\n"


def test_all_values_are_sorted_and_can_be_chosen(computer):
    listed = computer("sysctl -aN").splitlines()
    assert listed == sorted(listed)
    assert computer("sysctl -ar hung_task_p") == "kernel.hung_task_panic = 0\n"
    assert "kernel.panic = 0\n" in computer("sysctl kernel")


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ("nosuch", "sysctl: cannot stat /proc/sys/nosuch: No such file or directory\n[1]\n"),
        ("-e kernel.nosuch", ""),
        ("kernel.nosuch=1", "sysctl: cannot stat /proc/sys/kernel/nosuch: No such file or directory\n[1]\n"),
        ("kernel.panic = 6", "kernel.panic = 0\nsysctl: cannot stat /proc/sys/6: No such file or directory\n[2]\n"),
        ("-w kernel.panic", "sysctl: command line(0): invalid syntax, continuing...\n[1]\n"),
        ("kernel.panic=x", 'sysctl: setting key "kernel.panic": Invalid argument\n[1]\n'),
        ("kernel=5", 'sysctl: setting key "kernel": Invalid argument\n'),
        ("kernel..panic", "sysctl: separators should not be repeated: ..panic\nkernel..panic = 0\n"),
        ("kernel.panic.", "sysctl: cannot stat /proc/sys/kernel/panic/: Not a directory\n[1]\n"),
        ("''", 'sysctl: "" is an unknown key\n[255]\n'),
        ("-w", "sysctl: no variables specified\nTry `sysctl --help' for more information.\n[1]\n"),
        ("-p", 'sysctl: cannot open "/etc/sysctl.conf": No such file or directory\n[1]\n'),
        ("-V", "sysctl from procps-ng 4.0.2\n"),
    ],
)
def test_what_is_refused(computer, arguments, shown):
    assert computer(f"sysctl {arguments}") == shown


def test_each_failed_reading_counts(computer):
    missing = "sysctl: cannot stat /proc/sys/{}: No such file or directory\n"
    assert computer("sysctl a b") == missing.format("a") + missing.format("b") + "[2]\n"


def test_a_file_is_read_as_a_whole_before_anything_is_set(computer):
    computer.write(
        "x.conf",
        "kernel.panic = 7\n# a comment\n; another\n  kernel.hung_task_warnings=5  \nnonsense\n-kernel.nosuch=3\n",
    )
    assert computer("sysctl -p x.conf") == (
        "sysctl: x.conf(5): invalid syntax, continuing...\n"
        "kernel.panic = 7\n"
        "kernel.hung_task_warnings = 5\n"
        "sysctl: cannot stat /proc/sys/kernel/nosuch: No such file or directory\n[1]\n"
    )


def test_the_files_of_the_system(computer):
    computer.do(lambda p: p.sys.mkdir("/etc/sysctl.d"))
    computer.write("/etc/sysctl.d/10-panic.conf", "kernel.panic = 3\n")
    assert computer("sysctl --system") == "* Applying /etc/sysctl.d/10-panic.conf ...\nkernel.panic = 3\n"


def test_a_user_may_look_but_not_set(computer):
    computer.uid = 1000
    assert computer("sysctl kernel.panic") == "kernel.panic = 0\n"
    assert computer("sysctl -w kernel.panic=1") == 'sysctl: permission denied on key "kernel.panic"\n[1]\n'
