"""ls; texts are coreutils 9.1's."""

import pytest

from kshell.kernel.version import BTIME


@pytest.fixture
def home(files):
    """A computer whose files in /root have known modes, sizes and times, one of them long ago."""

    def make(p):
        for name, age in (("a", 0), ("b", 3600), ("e", 200 * 86_400)):
            p.sys.utimes(name, (BTIME - age) * 1_000_000_000)
        p.sys.unlink("csv")
        p.sys.unlink("t")
        p.sys.chmod("n", 0o755)
        p.sys.symlink("a", "l")
        p.sys.symlink("nowhere", "x")
        p.write_file(".hidden", "")

    files.do(make)
    return files


LONG = """\
total 12
-rw-r--r-- 1 root root 23 Nov 23 09:00 a
-rw-r--r-- 1 root root 10 Nov 23 08:00 b
drwxr-xr-x 2 root root 60 Nov 23 09:00 d
-rw-r--r-- 1 root root  0 May  7  2026 e
lrwxrwxrwx 1 root root  1 Nov 23 09:00 l -> a
-rwxr-xr-x 1 root root  9 Nov 23 09:00 n
lrwxrwxrwx 1 root root  7 Nov 23 09:00 x -> nowhere
"""


def test_the_long_form_tells_modes_owners_sizes_and_times(home):
    assert home("ls -l") == LONG
    assert home("ls -ld d") == "drwxr-xr-x 2 root root 60 Nov 23 09:00 d\n"
    assert home("ls -l a nofile") == (
        "ls: cannot access 'nofile': No such file or directory\n-rw-r--r-- 1 root root 23 Nov 23 09:00 a\n[2]\n"
    )
    assert home("ls -ln --time-style=long-iso a") == "-rw-r--r-- 1 0 0 23 2026-11-23 09:00 a\n"
    assert home("ls -g --full-time e") == "-rw-r--r-- 1 root 0 2026-05-07 09:00:00.000000000 +0000 e\n"
    assert home("ls -l /dev/null /dev/kmsg") == (
        "crw-r--r-- 1 root root 1, 11 Nov 23 09:00 /dev/kmsg\ncrw-rw-rw- 1 root root 1,  3 Nov 23 09:00 /dev/null\n"
    )


def test_sizes_for_people(home):
    home("bash -c 'head -c 1500 /dev/zero > a; head -c 3000000 /dev/zero > b'")
    assert home("ls -gGh a b n").splitlines()[0].split()[2] == "1.5K"
    assert home("ls -sh a b n") == "4.0K a  2.9M b  4.0K n\n".replace("  ", "\n")


def test_names_are_in_the_order_that_is_asked_for(home):
    assert home("ls").split() == ["a", "b", "d", "e", "l", "n", "x"]
    assert home("ls -r").split() == ["x", "n", "l", "e", "d", "b", "a"]
    assert home("ls -t a b e").split() == ["a", "b", "e"]
    assert home("ls -tr a b e").split() == ["e", "b", "a"]
    assert home("ls -S a b e n").split() == ["a", "b", "n", "e"]
    assert home("ls -A").split()[0] == ".hidden"
    assert home("ls -a").split()[:3] == [".", "..", ".hidden"]
    assert home("ls --group-directories-first").split()[:2] == ["d", "a"]


def test_files_come_before_folders(home):
    assert home("ls d b") == "b\n\nd:\nx\n"
    assert home("ls -R") == ".:\na\nb\nd\ne\nl\nn\nx\n\n./d:\nx\n"
    assert home("ls -d d b") == "b\nd\n"
    assert home("ls -m") == "a, b, d, e, l, n, x\n"
    assert home("ls -Q b") == '"b"\n'
    assert home("ls -i b").split()[1] == "b"


def test_a_link_that_is_named_is_followed_only_to_a_folder(home):
    home("ln -s d to")
    assert home("ls to") == "x\n"
    assert home("ls -d to") == "to\n"
    assert home("ls -l to").endswith(" to -> d\n")
    assert home("ls -F") == "a\nb\nd/\ne\nl@\nn*\nto@\nx@\n"
    assert home("ls -L x") == "ls: cannot access 'x': No such file or directory\n[2]\n"


def test_names_stand_in_columns_at_a_terminal(home):
    assert home.on_terminal("ls", TERM="linux") == "a  b  d  e  l  n  x\n"
    home("touch hello.ko kthread_crash.ko kthread_hang.ko kthread_signal.ko kthread_stop.ko 'it is' importer.ko")
    assert home.on_terminal("ls", TERM="linux") == (
        " a   e\t\t  'it is'\t      kthread_signal.ko   n\n"
        " b   hello.ko\t   kthread_crash.ko   kthread_stop.ko\t  x\n"
        " d   importer.ko   kthread_hang.ko    l\n"
    )


def test_kinds_are_coloured(home):
    assert home.on_terminal("ls --color=auto", TERM="linux") == (
        "a  b  \x1b[0m\x1b[01;34md\x1b[0m  e  \x1b[01;36ml\x1b[0m  \x1b[01;32mn\x1b[0m  \x1b[01;36mx\x1b[0m\n"
    )
    assert home("ls --color=auto a d", TERM="linux") == "a\n\nd:\nx\n"


def test_what_ls_refuses(home):
    assert home("ls nofile") == "ls: cannot access 'nofile': No such file or directory\n[2]\n"
    assert home("ls -j") == "ls: invalid option -- 'j'\nTry 'ls --help' for more information.\n[2]\n"
    assert home("ls -w x") == "ls: invalid line width: 'x'\n[2]\n"
    home("chmod 700 d")
    home("mkdir -m 700 /tmp/locked")
    home.uid = 1000
    assert home("ls /tmp/locked") == "ls: cannot open directory '/tmp/locked': Permission denied\n[2]\n"


def test_names_are_hidden_unless_all_are_asked_for(files):
    text = """\
$ ls --hide=a --hide=[c-t]*
b
$ ls -A --hide=b d
x
"""
    assert files.replay(text) == text
