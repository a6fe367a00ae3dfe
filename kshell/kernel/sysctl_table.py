"""What else is in /proc/sys: nothing here obeys these, but people look at them, and set them.

Names, modes and values are those of recordings of 6.1; /proc/sys/net is left out.
"""

from kshell.kernel.sysctl import INT_MAX, Entry, Number, Numbers, Text

# A line is: name, mode, value (a number, several, or words), and the limits of what may be written, if there are any.
TABLES = {
    "kernel": """
        acct 644 4 2 30
        acpi_video_flags 644 0
        apparmor_display_secid_mode 600 0
        arch 444 x86_64
        auto_msgmni 644 0
        bootloader_type 444 176
        bootloader_version 444 0
        bpf_stats_enabled 644 0
        cad_pid 600 1
        cap_last_cap 444 40
        core_pattern 644 core
        core_pipe_limit 644 0
        core_uses_pid 644 0
        ctrl-alt-del 644 1
        ftrace_dump_on_oops 644 0
        ftrace_enabled 644 1
        hardlockup_all_cpu_backtrace 644 0
        io_delay_type 644 0
        kexec_load_disabled 644 0
        max_lock_depth 644 1024
        max_rcu_stall_to_panic 644 0
        modprobe 644 /sbin/modprobe
        msg_next_id 444 -1
        msgmax 644 8192
        msgmnb 644 16384
        msgmni 644 32000
        ngroups_max 444 65536
        numa_balancing 644 0
        numa_balancing_promote_rate_limit_MBps 644 65536
        oops_all_cpu_backtrace 644 0
        overflowgid 644 65534
        overflowuid 644 65534
        panic_on_io_nmi 644 0
        panic_on_rcu_stall 644 0
        panic_on_unrecovered_nmi 644 0
        panic_print 644 0
        perf_cpu_time_max_percent 644 25
        perf_event_max_contexts_per_stack 644 8
        perf_event_max_sample_rate 644 100000
        perf_event_max_stack 644 127
        perf_event_mlock_kb 644 516
        perf_event_paranoid 644 3
        poweroff_cmd 644 /sbin/poweroff
        print-fatal-signals 644 0
        printk_delay 644 0 0..10000
        printk_ratelimit 644 5
        printk_ratelimit_burst 644 10
        randomize_va_space 644 2
        real-root-dev 644 0
        sched_autogroup_enabled 644 0
        sched_cfs_bandwidth_slice_us 644 5000
        sched_child_runs_first 644 0
        sched_deadline_period_max_us 644 4194304
        sched_deadline_period_min_us 644 100
        sched_energy_aware 644 1
        sched_rr_timeslice_ms 644 100
        sched_rt_period_us 644 1000000
        sched_rt_runtime_us 644 950000
        sched_schedstats 644 0
        sem 644 32000 1024000000 500 32000
        sem_next_id 444 -1
        shm_next_id 444 -1
        shm_rmid_forced 644 0
        shmall 644 18446744073692774399
        shmmax 644 18446744073692774399
        shmmni 644 4096
        softlockup_all_cpu_backtrace 644 0
        split_lock_mitigate 644 1
        stack_tracer_enabled 644 0
        sysctl_writes_strict 644 1
        task_delayacct 644 0
        timer_migration 644 1
        traceoff_on_warning 644 0
        tracepoint_printk 644 0
        unknown_nmi_panic 644 0
        unprivileged_bpf_disabled 644 2
        unprivileged_userns_apparmor_policy 600 1
        unprivileged_userns_clone 644 1
    """,
    "vm": """
        admin_reserve_kbytes 644 8192
        compact_memory 200
        compact_unevictable_allowed 644 1
        compaction_proactiveness 644 20
        dirty_background_bytes 644 0
        dirty_background_ratio 644 10
        dirty_bytes 644 0
        dirty_expire_centisecs 644 3000
        dirty_ratio 644 20
        dirty_writeback_centisecs 644 500
        dirtytime_expire_seconds 644 43200
        extfrag_threshold 644 500
        hugetlb_optimize_vmemmap 644 0
        hugetlb_shm_group 644 0
        laptop_mode 644 0
        legacy_va_layout 644 0
        lowmem_reserve_ratio 644 256 256 32 0 0
        max_map_count 644 65530
        memory_failure_early_kill 644 0
        memory_failure_recovery 644 1
        min_free_kbytes 644 45056
        min_slab_ratio 644 5
        min_unmapped_ratio 644 1
        mmap_min_addr 644 65536
        mmap_rnd_bits 600 28
        mmap_rnd_compat_bits 600 8
        nr_hugepages 644 0
        nr_hugepages_mempolicy 644 0
        nr_overcommit_hugepages 644 0
        numa_stat 644 1
        numa_zonelist_order 644 Node
        oom_dump_tasks 644 1
        oom_kill_allocating_task 644 0
        overcommit_kbytes 644 0
        overcommit_memory 644 0 0..2
        overcommit_ratio 644 50
        page-cluster 644 3
        page_lock_unfairness 644 5
        panic_on_oom 644 0 0..2
        percpu_pagelist_high_fraction 644 0
        stat_interval 644 1
        stat_refresh 600
        swappiness 644 60 0..200
        unprivileged_userfaultfd 644 0
        user_reserve_kbytes 644 29829
        vfs_cache_pressure 644 100
        watermark_boost_factor 644 15000
        watermark_scale_factor 644 10
        zone_reclaim_mode 644 0
    """,
    "abi": """
        vsyscall32 644 1
    """,
    "crypto": """
        fips_enabled 444 0
        fips_name 444 Linux Kernel Cryptographic API
        fips_version 444 6.1.0-56-amd64
    """,
    "debug": """
        exception-trace 644 1
        kprobes-optimization 644 1
    """,
    "dev.hpet": """
        max-user-freq 644 64
    """,
    "dev.mac_hid": """
        mouse_button2_keycode 644 97
        mouse_button3_keycode 644 100
        mouse_button_emulation 644 0
    """,
    "dev.tty": """
        ldisc_autoload 644 1
    """,
    "user": """
        max_cgroup_namespaces 644 3758
        max_fanotify_groups 644 128
        max_fanotify_marks 644 8192
        max_inotify_instances 644 128
        max_inotify_watches 644 8192
        max_ipc_namespaces 644 3758
        max_mnt_namespaces 644 3758
        max_net_namespaces 644 3758
        max_pid_namespaces 644 3758
        max_time_namespaces 644 3758
        max_user_namespaces 644 3758
        max_uts_namespaces 644 3758
    """,
    "fs": """
        aio-max-nr 644 65536
        aio-nr 444 0
        dentry-state 444 10390 203 45 0 2 0
        dir-notify-enable 644 1
        file-max 644 95705
        file-nr 444 32 0 95705
        inode-nr 444 10409 0
        inode-state 444 10409 0 0 0 0 0 0
        lease-break-time 644 45
        leases-enable 644 1
        mount-max 644 100000
        nr_open 644 1048576
        overflowgid 644 65534
        overflowuid 644 65534
        pipe-max-size 644 1048576
        pipe-user-pages-hard 644 0
        pipe-user-pages-soft 644 16384
        protected_fifos 644 0
        protected_hardlinks 644 1
        protected_regular 644 0
        protected_symlinks 644 1
        suid_dumpable 644 0
    """,
    "kernel.firmware_config": """
        force_sysfs_fallback 644 0
        ignore_sysfs_fallback 644 0
    """,
    "kernel.keys": """
        gc_delay 644 300
        maxbytes 644 20000
        maxkeys 644 200
        persistent_keyring_expiry 644 259200
        root_maxbytes 644 25000000
        root_maxkeys 644 1000000
    """,
    "kernel.pty": """
        max 644 4096
        nr 444 0
        reserve 644 1024
    """,
    "kernel.random": """
        entropy_avail 444 256
        poolsize 444 256
        urandom_min_reseed_secs 644 60
        write_wakeup_threshold 644 256
    """,
    "kernel.seccomp": """
        actions_avail 444 kill_process kill_thread trap errno user_notif trace log allow
        actions_logged 644 kill_process kill_thread trap errno user_notif trace log
    """,
    "kernel.usermodehelper": """
        bset 600 4294967295 511
        inheritable 600 4294967295 511
    """,
    "kernel.yama": """
        ptrace_scope 644 0
    """,
}


def other_entries() -> dict[str, Entry]:
    """A fresh entry for each line of the tables, by its dotted name."""
    found: dict[str, Entry] = {}
    for folder, table in TABLES.items():
        for line in table.strip().splitlines():
            name, mode, *words = line.split()
            found[f"{folder}.{name}"] = _entry(int(mode, 8), words)
    return found


def _entry(mode: int, words: list[str]) -> Entry:
    low, high = -INT_MAX - 1, INT_MAX
    if words and ".." in words[-1]:
        low, high = map(int, words.pop().split(".."))
    if not words or not all(word.lstrip("-").isdecimal() for word in words):
        return _text(" ".join(words), mode)
    values = [int(word) for word in words]
    if len(values) > 1:
        return Numbers(lambda: values, values.__setitem__, mode)
    return Number(values[0], low, max(high, values[0]), mode)


def _text(value: str, mode: int) -> Text:
    kept = [value]
    return Text(lambda: kept[0], lambda text: kept.__setitem__(0, text), mode=mode)
