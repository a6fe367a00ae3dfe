"""why: kshell's own."""

from tests.userland.conftest import Computer


def test_without_a_pid_all_in_state_d_are_explained(computer: Computer) -> None:
    assert computer("why") == "Nobody waits in state D.\n"
    computer("insmod stubborn.ko")
    lines = computer("why").splitlines()
    assert [line.split(" has been in D for ")[0] for line in lines] == [
        "stubborn_thr (pid 101)",
        "A kernel thread ignores every signal that it has not asked for with allow_signal().",
    ]


def test_one_task_is_explained(computer: Computer) -> None:
    assert computer("why 2") == "kthreadd (pid 2) is one of the kernel's own threads and has nothing to do.\n"


def test_what_why_refuses(computer: Computer) -> None:
    assert computer("why 99 x") == "why: (99): No such process\nwhy: x: not a process ID\n[1]\n"
    assert computer("why -x") == "why: invalid option -- 'x'\nTry 'why --help' for more information.\n[1]\n"


def test_on_a_terminal_lines_break_between_words(computer: Computer) -> None:
    computer("insmod stubborn.ko")
    shown = computer.on_terminal("why").replace("\r\n", "\n").splitlines()
    assert shown[-1] == "  allow_signal()."
    assert max(map(len, shown)) <= 80
