"""pstree of psmisc 23.6, as at the end of the recording p-ps."""

import pytest


@pytest.fixture
def family(computer):
    """A machine where process 1 has two shells' worth of sleepers below it."""

    def parent(p):
        for seconds in ("1000", "1000", "2000"):
            p.sys.fork(lambda seconds=seconds: p.sys.execve("/usr/bin/sleep", ["sleep", seconds], {}))
        p.sys.nanosleep(10**12)
        return 0

    computer.do(lambda p: p.sys.fork(lambda: parent(p)))
    return computer


def test_the_tree_begins_at_process_1_and_joins_what_is_alike(family):
    assert family("pstree") == "init-+-init---3*[sleep]\n     `-init---pstree\n"
    assert family("pstree -l 98") == "init---3*[sleep]\n"


def test_numbers_keep_them_apart(family):
    assert family("pstree -p 98") == ("init(98)-+-sleep(99)\n         |-sleep(100)\n         `-sleep(101)\n")
    assert family("pstree -c 98") == "init-+-sleep\n     |-sleep\n     `-sleep\n"


def test_arguments_take_lines_of_their_own(family):
    assert family("pstree -a 98") == ("init /init\n  |-sleep 1000\n  |-sleep 1000\n  `-sleep 2000\n")


def test_the_way_to_a_process(family):
    assert family("pstree -s -p 101") == "init(1)---init(98)---sleep(101)\n"
    assert family("pstree -s 99999") == "Process 99999 not found.\n[1]\n"


def test_kernel_threads_are_below_number_2(computer):
    lines = computer("pstree 2").splitlines()
    assert lines[0] == "kthreadd-+-acpi_thermal_pm"
    assert lines[1] == "         |-blkcg_punt_bio"
    assert lines[-1] == "         `-zswap-shrink"


def test_lines_end_at_the_edge(family):
    assert family("pstree", COLUMNS="20") == "init-+-init---3*[sl+\n     `-init---pstre+\n"
    assert family("pstree -l", COLUMNS="20") == "init-+-init---3*[sleep]\n     `-init---pstree\n"


def test_a_terminal_gets_lines_and_a_pipe_gets_ascii(family):
    assert family.on_terminal("pstree 98", LANG="C.UTF-8") == "init───3*[sleep]\n"
    assert family.on_terminal("pstree 98", LANG="C") == "init---3*[sleep]\n"
    assert family("pstree -U 98") == "init───3*[sleep]\n"


def test_users(family):
    assert family("pstree user") == "No processes found.\n[1]\n"
    assert family("pstree nouser") == "No such user name: nouser\n[1]\n"
    assert family("pstree -V").startswith("pstree (PSmisc) 23.6\n")
    assert family("pstree 1 2").startswith("Usage: pstree [-acglpsStTuZ] [ -h | -H PID ] [ -n | -N type ]\n")
