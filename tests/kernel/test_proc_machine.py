"""The files of /proc about the whole machine."""

from kshell.kernel.time.sleep import msleep
from tests.kernel.lab import Lab


def test_uptime_and_idle_time():
    lab = Lab()
    lab.run(10)
    up, idle = lab.read("/proc/uptime").split()
    assert up == "15.00"
    assert 25 < float(idle) < 2 * float(up)


def test_the_load_average_counts_uninterruptible_sleepers():
    lab = Lab()
    assert lab.read("/proc/loadavg").startswith("0.00 0.00 0.00 1/53 97")
    lab.spawn("sleeper", lambda: _sleep_uninterruptibly(lab))
    lab.run(20)
    assert lab.read("/proc/loadavg").startswith("0.28 0.07 0.02 1/54 ")
    lab.run(600)
    assert lab.read("/proc/loadavg").startswith("1.00 0.89 0.50 1/54 ")


def _sleep_uninterruptibly(lab):
    msleep(lab.kernel.sched, 10_000_000)
    return 0


def test_the_time_of_all_cpus_is_counted_once():
    lab = Lab()
    lab.run(1)
    rows = [line.split() for line in lab.read("/proc/stat").splitlines()]
    assert [row[0] for row in rows[:3]] == ["cpu", "cpu0", "cpu1"]
    total = sum(map(int, rows[0][1:]))
    assert abs(total - 2 * 6 * 100) < 5
    values = {row[0]: row[1:] for row in rows}
    assert values["btime"] == ["1795424400"]
    assert values["procs_running"] == ["1"]


def test_version_names_the_kernel_as_its_log_does():
    assert Lab().read("/proc/version") == (
        "Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, "
        "GNU ld (GNU Binutils for Debian) 2.40) #1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)\n"
    )
