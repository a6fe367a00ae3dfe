"""The small ones: uname, hostname, id, whoami, tty, env, sync, tee, clear, reboot; texts are those of Debian 12."""

import pytest

HELP = "Try '{} --help' for more information.\n"


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ("", "Linux\n"),
        ("-r", "6.1.0-56-amd64\n"),
        ("-a", "Linux kshell 6.1.0-56-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16) x86_64 GNU/Linux\n"),
        ("-mnp", "kshell x86_64 unknown\n"),
        ("--kernel-name --operating-system", "Linux GNU/Linux\n"),
        ("foo", f"uname: extra operand 'foo'\n{HELP.format('uname')}[1]\n"),
        ("-x", f"uname: invalid option -- 'x'\n{HELP.format('uname')}[1]\n"),
        (
            "--kernel",
            "uname: option '--kernel' is ambiguous; possibilities: '--kernel-name' '--kernel-release' "
            f"'--kernel-version'\n{HELP.format('uname')}[1]\n",
        ),
        ("--version", "uname (GNU coreutils) 9.1\n"),
    ],
)
def test_uname(computer, arguments, shown):
    assert computer(f"uname {arguments}") == shown


def test_hostname_shows_and_sets(computer):
    assert computer("hostname") == "kshell\n"
    assert computer("hostname lab.example.org") == ""
    assert computer("hostname") == "lab.example.org\n"
    assert computer("hostname -s") == "lab\n"
    assert computer("hostname -d") == "example.org\n"
    computer.write("name", "# comment\nother\n")
    assert computer("hostname -F name") == ""
    assert computer("uname -n") == "other\n"
    computer.uid = 1000
    assert computer("hostname foo") == "hostname: you must be root to change the host name\n[1]\n"


@pytest.mark.parametrize(
    ("uid", "arguments", "shown"),
    [
        (0, "", "uid=0(root) gid=0(root) groups=0(root)\n"),
        (1000, "", "uid=1000(user) gid=1000(user) groups=1000(user)\n"),
        (77, "", "uid=77 gid=77 groups=77\n"),
        (1000, "-u", "1000\n"),
        (1000, "-un", "user\n"),
        (1000, "-G", "1000\n"),
        (0, "-zu", "0\0"),
        (0, "user 0", "uid=1000(user) gid=1000(user) groups=1000(user)\nuid=0(root) gid=0(root) groups=0(root)\n"),
        (0, "nosuch", "id: 'nosuch': no such user\n[1]\n"),
        (0, "-ug", 'id: cannot print "only" of more than one choice\n[1]\n'),
        (0, "-n", "id: cannot print only names or real IDs in default format\n[1]\n"),
        (0, "-z", "id: option --zero not permitted in default format\n[1]\n"),
    ],
)
def test_id(computer, uid, arguments, shown):
    computer.uid = uid
    assert computer(f"id {arguments}") == shown


def test_id_counts_the_groups_that_a_user_is_a_member_of(computer):
    computer.write("/etc/group", "root:x:0:\nuser:x:1000:\nadm:x:4:syslog,user\n")
    assert computer("id user") == "uid=1000(user) gid=1000(user) groups=1000(user),4(adm)\n"


def test_whoami(computer):
    assert computer("whoami") == "root\n"
    computer.uid = 77
    assert computer("whoami") == "whoami: cannot find name for user ID 77\n[1]\n"


def test_tty_names_the_terminal(computer):
    assert computer.on_terminal("tty").strip() == "/dev/tty2"


def test_tty_without_a_terminal(computer):
    assert computer("tty") == "not a tty\n[1]\n"
    assert computer("tty -s") == "[1]\n"
    assert computer("tty foo") == f"tty: extra operand 'foo'\n{HELP.format('tty')}[2]\n"


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ("-i A=1 B=2", "A=1\nB=2\n"),
        ("- Q=1", "Q=1\n"),
        ("-0 -i A=1", "A=1\0"),
        ("-u HOME -u PATH -u LANG X=1", "X=1\n"),
        ("nosuch", "env: 'nosuch': No such file or directory\n[127]\n"),
        ("/tmp", "env: '/tmp': Permission denied\n[126]\n"),
        ("-i X=1 /usr/bin/env Y=2", "X=1\nY=2\n"),
        ("-C /nothere true", "env: cannot change directory to '/nothere': No such file or directory\n[125]\n"),
        ("-u A=B", "env: cannot unset 'A=B': Invalid argument\n[125]\n"),
        ("-u", f"env: option requires an argument -- 'u'\n{HELP.format('env')}[125]\n"),
    ],
)
def test_env(computer, arguments, shown):
    assert computer(f"env {arguments}") == shown


def test_sync(computer):
    assert computer("sync") == ""
    assert computer("sync nosuch") == "sync: error opening 'nosuch': No such file or directory\n[1]\n"
    assert computer("sync -d") == "sync: --data needs at least one argument\n[1]\n"


def test_tee_writes_everywhere_that_it_can(computer):
    assert computer("tee one /nosuch/x two", stdin="hi\n") == "tee: /nosuch/x: No such file or directory\nhi\n[1]\n"
    assert computer("tee -a one", stdin="there\n") == "there\n"
    assert (computer.read("one"), computer.read("two")) == ("hi\nthere\n", "hi\n")
    assert computer("tee /tmp") == "tee: /tmp: Is a directory\n[1]\n"


def test_clear_wipes_the_screen_and_what_has_scrolled_away(computer):
    assert computer("clear", TERM="xterm") == "\x1b[H\x1b[2J\x1b[3J"
    assert computer("clear -x", TERM="xterm") == "\x1b[H\x1b[2J"
    assert computer("clear") == "TERM environment variable not set.\n[1]\n"


def test_reset_puts_a_terminal_in_order(computer):
    assert computer("reset", TERM="linux") == "\x1bc\x1b]R\r"
    assert computer("reset vt100") == "\x1b<\x1b>\x1b[?3;4;5l\x1b[?7;8h\x1b[r\r"
    assert computer("reset nosuch") == "reset: unknown terminal type nosuch\n[1]\n"


def test_reboot_boots_again(computer):
    computer.do(lambda p: p.sys.fork(lambda: p.sys.execve("/usr/sbin/reboot", ["reboot", "-f"], {})))
    computer.machine.run(computer.machine.now + 1_000_000_000)
    assert computer.machine.boots == 2


def test_reboot_waits_when_it_is_told_to(computer):
    computer.do(lambda p: p.sys.fork(lambda: p.sys.execve("/usr/sbin/reboot", ["reboot", "-d", "5"], {})))
    computer.machine.run(computer.machine.now + 4_900_000_000)
    assert computer.machine.boots == 1
    computer.machine.run(computer.machine.now + 200_000_000)
    assert computer.machine.boots == 2


def test_what_reboot_refuses(computer):
    assert computer("reboot -x").startswith("reboot: invalid option -- 'x'\nBusyBox v1.35.0 ")
    computer.uid = 1000
    assert computer("reboot -f") == "reboot: (null): Operation not permitted\n[1]\n"
