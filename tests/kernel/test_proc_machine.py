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


def test_interrupts_have_a_column_for_each_cpu():
    lines = Lab().read("/proc/interrupts").splitlines()
    assert lines[:4] == [
        "           CPU0       CPU1       ",
        "  0:         98          0   IO-APIC   2-edge      timer",
        "  1:          0          9   IO-APIC   1-edge      i8042",
        "  8:          1          0   IO-APIC   8-edge      rtc0",
    ]
    assert "NMI:          0          0   Non-maskable interrupts" in lines
    assert "ERR:          0" in lines
    assert Lab(cpus=1).read("/proc/interrupts").splitlines()[0] == "           CPU0       "


def test_the_timer_of_a_busy_machine_ticks_more_often():
    def ticks(lab):
        row = next(line for line in lab.read("/proc/interrupts").splitlines() if line.startswith("LOC:"))
        return int(row.split()[1])

    idle, busy = Lab(), Lab()
    busy.spawn("spinner", lambda: [busy.kernel.sched.point() for _ in iter(int, 1)] and 0)
    idle.run(10)
    busy.run(10)
    assert ticks(busy) > 3 * ticks(idle)


def test_softirqs_and_their_sums():
    lab = Lab()
    lines = lab.read("/proc/softirqs").splitlines()
    assert lines[0] == "                    CPU0       CPU1       "
    assert lines[1] == "          HI:          0          0"
    assert [line.split(":")[0].strip() for line in lines[1:]] == [
        "HI", "TIMER", "NET_TX", "NET_RX", "BLOCK", "IRQ_POLL", "TASKLET", "SCHED", "HRTIMER", "RCU",
    ]  # fmt: skip
    values = {line.split()[0]: line.split()[1:] for line in lab.read("/proc/stat").splitlines()}
    assert int(values["softirq"][0]) == sum(map(int, values["softirq"][1:]))
    assert int(values["intr"][0]) > sum(map(int, values["intr"][1:]))


def test_each_cpu_is_described():
    text = Lab(cpus=3).read("/proc/cpuinfo")
    assert text.count("model name\t: QEMU TCG CPU version 2.5+\n") == 3
    assert text.endswith("power management:\n\n")
    assert "processor\t: 2\n" in text
    assert "siblings\t: 3\n" in text


def test_memory_that_tasks_use_is_not_free():
    lab = Lab()

    def free():
        return int(lab.read("/proc/meminfo").split()[4])

    lines = lab.read("/proc/meminfo").splitlines()
    assert lines[0] == "MemTotal:         981476 kB"
    assert "HugePages_Total:       0" in lines
    before = free()
    lab.spawn("sleeper", lambda: lab.kernel.calls.nanosleep(10**12) or 0)
    assert free() < before


def test_what_the_machine_was_booted_with():
    assert Lab(boot="panic=-1 quiet").read("/proc/cmdline") == "console=tty1 panic=-1 quiet\n"


def test_files_that_never_change():
    lab = Lab()
    assert lab.read("/proc/mounts").splitlines()[1] == "proc /proc proc rw,relatime 0 0"
    assert lab.read("/proc/self/mountinfo").splitlines()[1] == "22 1 0:20 / /proc rw,relatime - proc proc rw"
    assert lab.read("/proc/filesystems").startswith("nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\n")
    assert lab.read("/proc/devices").startswith("Character devices:\n  1 mem\n  4 /dev/vc/0\n")
    assert lab.read("/proc/devices").endswith("\nBlock devices:\n259 blkext\n")
    assert lab.read("/proc/swaps") == "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
    assert lab.read("/proc/partitions") == ""


def test_files_of_the_machine_cannot_be_written():
    lab = Lab()
    assert lab.write("/proc/uptime", "1") == "EIO"
    assert lab.write("/proc/uptime", "1", 1000) == "EACCES"
    assert lab.do(lambda calls: calls.open("/proc/new", 0o101)) == "ENOENT"


def test_addresses_of_the_hardware_are_for_root():
    lab = Lab()
    assert lab.read("/proc/iomem").splitlines()[:2] == [
        "00000000-00000fff : Reserved",
        "00001000-0009fbff : System RAM",
    ]
    assert lab.read("/proc/ioports", uid=1000).splitlines()[:2] == ["0000-0000 : PCI Bus 0000:00", "  0000-0000 : dma1"]


def test_free_memory_is_the_same_everywhere():
    lab = Lab()
    free = int(lab.read("/proc/meminfo").splitlines()[1].split()[1]) // 4
    blocks = [row.split()[4:] for row in lab.read("/proc/buddyinfo").splitlines()]
    assert sum(int(count) << order for zone in blocks for order, count in enumerate(zone)) == free
    assert lab.read("/proc/vmstat").startswith(f"nr_free_pages {free}\n")


def test_each_cpu_has_its_share_of_what_ran():
    lab = Lab()
    rows = lab.read("/proc/schedstat").splitlines()
    assert rows[0] == "version 15"
    assert [row.split()[0] for row in rows[2:]] == ["cpu0", "domain0", "cpu1", "domain0"]
    assert rows[2].split()[7] == rows[4].split()[7] != "0"
