"""su and sudo; texts are util-linux 2.38.1's and sudo 1.9.13's. Nobody has a password."""

import pytest

USER = "uid=1000(user) gid=1000(user) groups=1000(user)\n"
ROOT = "uid=0(root) gid=0(root) groups=0(root)\n"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("su user -c id", USER),
        ("su -c id", ROOT),
        ("su user -c 'pwd; echo $HOME $USER'", "/root\n/home/user user\n"),
        (
            "su - user -c 'pwd; echo $HOME $PATH'",
            "/home/user\n/home/user /usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games\n",
        ),
        ("su user -c 'exit 3'", "[3]\n"),
        ("su user -c 'kill -9 $$'", "Killed\n[137]\n"),
        (
            "su user -c 'insmod hello.ko'",
            "insmod: ERROR: could not insert module hello.ko: Operation not permitted\n[1]\n",
        ),
        (
            "su nosuch",
            "su: user nosuch does not exist or the user entry does not contain all the required fields\n[1]\n",
        ),
        ("su -j", "su: invalid option -- 'j'\nTry 'su --help' for more information.\n[1]\n"),
        ("sudo id", ROOT),
        ("sudo -u user id", USER),
        ("sudo A=1 printenv A", "1\n"),
        ("sudo nosuch", "sudo: nosuch: command not found\n[1]\n"),
        ("sudo -u nosuch id", "sudo: unknown user nosuch\nsudo: error initializing audit plugin sudoers_audit\n[1]\n"),
    ],
)
def test_root_becomes_anybody(computer, line, shown):
    assert computer(line) == shown


def test_a_user_becomes_nobody(computer):
    computer.uid = 1000
    assert computer("su -c id", stdin="guess\n") == "Password: su: Authentication failure\n[1]\n"
    assert computer("sudo -n id") == "sudo: a password is required\n[1]\n"
    assert computer("sudo id").endswith("sudo: a password is required\n[1]\n")


def test_a_password_is_not_shown(console):
    console.run("su user", 1)
    lines = console.run("su", 0.5)
    assert "Password:" in lines
    console.terminal.type("guess\n")
    lines = console.wait(1)
    assert "su: Authentication failure" in lines
    assert not any("guess" in line for line in lines)
