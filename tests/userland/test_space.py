"""df, du, stat, mount and umount; forms are the recorded ones, texts those of coreutils 9.1 and util-linux 2.38.1."""

import pytest


def test_df_counts_what_was_written(files):
    files.write("/run/x", "x" * 5000)
    assert files("df /run") == (
        "Filesystem     1K-blocks  Used Available Use% Mounted on\ntmpfs             490736     8    490728   1% /run\n"
    )
    assert files("df -h /run /proc") == (
        "Filesystem      Size  Used Avail Use% Mounted on\n"
        "tmpfs           480M  8.0K  480M   1% /run\n"
        "proc               0     0     0    - /proc\n"
    )
    assert files("df -T -t tmpfs") == (
        "Filesystem     Type  1K-blocks  Used Available Use% Mounted on\n"
        "tmpfs          tmpfs    490736     8    490728   1% /run\n"
    )
    assert [line.split()[0] for line in files("df").splitlines()] == ["Filesystem", "rootfs", "dev", "tmpfs"]
    assert files("df nofile") == "df: nofile: No such file or directory\n[1]\n"


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ("-s d", "4\td\n"),
        ("a d", "4\ta\n4\td\n"),
        ("-a d", "4\td/x\n4\td\n"),
        ("-b a", "23\ta\n"),
        ("-ch a b", "4.0K\ta\n4.0K\tb\n8.0K\ttotal\n"),
        ("a a", "4\ta\n"),
        ("nofile", "du: cannot access 'nofile': No such file or directory\n[1]\n"),
        ("-d x", "du: invalid maximum depth 'x'\nTry 'du --help' for more information.\n[1]\n"),
        ("-sa", "du: cannot both summarize and show all entries\nTry 'du --help' for more information.\n[1]\n"),
    ],
)
def test_du(files, arguments, shown):
    assert files(f"du {arguments}") == shown


def test_stat_tells_all_of_a_file(files):
    files("touch -d '2026-11-23 08:00:00' a")
    inode = files("stat -c %i a").strip()
    assert files("stat a") == (
        "  File: a\n"
        "  Size: 23        \tBlocks: 8          IO Block: 4096   regular file\n"
        f"Device: 0,2\tInode: {inode:11} Links: 1\n"
        "Access: (0644/-rw-r--r--)  Uid: (    0/    root)   Gid: (    0/    root)\n"
        "Access: 2026-11-23 08:00:00.000000000 +0000\n"
        "Modify: 2026-11-23 08:00:00.000000000 +0000\n"
        "Change: 2026-11-23 08:00:00.000000000 +0000\n"
        " Birth: 2026-11-23 08:00:00.000000000 +0000\n"
    )
    assert "Device: 0,5\t" in files("stat /dev/null")
    assert "     Device type: 1,3\n" in files("stat /dev/null")
    assert files("stat /proc/version").endswith(" Birth: -\n")


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ("-c '%n %s %A %a %U %F %h' a", "a 23 -rw-r--r-- 644 root regular file 1\n"),
        ("-c '%F %m' d /dev/null e", "directory /\ncharacter special file /dev\nregular empty file /\n"),
        ("--printf '%s\\n%05s|' a", "23\n00023|"),
        ("-c '%Q %%' a", "? %\n"),
        ("nofile", "stat: cannot statx 'nofile': No such file or directory\n[1]\n"),
        ("", "stat: missing operand\nTry 'stat --help' for more information.\n[1]\n"),
    ],
)
def test_stat_shows_what_is_asked_for(files, arguments, shown):
    assert files(f"stat {arguments}") == shown


def test_mount_lists_file_systems(files):
    assert files("mount").splitlines()[1:3] == [
        "proc on /proc type proc (rw,relatime)",
        "sysfs on /sys type sysfs (rw,relatime)",
    ]
    assert files("mount -t tmpfs") == "tmpfs on /run type tmpfs (rw,relatime,inode64)\n"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("mount foo", "mount: foo: can't find in /etc/fstab.\n[1]\n"),
        ("mount -t tmpfs none /tmp", "mount: /tmp: the file systems of kshell are fixed.\n[32]\n"),
        ("umount", "umount: bad usage\nTry 'umount --help' for more information.\n[1]\n"),
        ("umount /nothere", "umount: /nothere: no mount point specified.\n[32]\n"),
        ("umount /root", "umount: /root: not mounted.\n[32]\n"),
        ("umount /sys", "umount: /sys: target is busy.\n[32]\n"),
    ],
)
def test_file_systems_stay_where_they_are(files, line, shown):
    assert files(line) == shown


def test_why_something_cannot_be_mounted(files):
    look = "       dmesg(1) may have more information after failed mount system call.\n[32]\n"
    assert files("mount none /nothere") == f"mount: /nothere: mount point does not exist.\n{look}"
    assert files("mount -t foo none /tmp") == f"mount: /tmp: unknown filesystem type 'foo'.\n{look}"
