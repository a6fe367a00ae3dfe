"""The line editor in the real program: keys that are pressed, the screen that is seen."""

from collections.abc import Callable
from pathlib import Path

from tests.frontend.window import PROMPT, Window

Open = Callable[..., Window]


def test_tab_completes_and_shows_a_menu(window: Open) -> None:
    w = window()
    w.wait(PROMPT)
    w.type("insm\t")
    w.wait("~# insmod $")
    w.type("kthread_\t")
    w.until(lambda: any("kthread_hang.ko" in line for line in w.lines), "the menu")
    w.type("s\t")
    w.wait("~# insmod kthread_s$")
    w.type("to\t")
    w.wait("~# insmod kthread_stop.ko $")
    w.type("\rrmmod \t")
    w.wait("~# rmmod kthread_stop $")


def test_enter_takes_what_is_selected_and_escape_closes_the_menu(window: Open) -> None:
    w = window()
    w.wait(PROMPT)
    w.type("lsm\t/proc/c\t")
    w.until(lambda: any("cmdline" in line for line in w.lines), "the menu")
    w.type("\t\r")
    w.wait("~# lsmod /proc/cgroups$")
    assert not any("cmdline" in line for line in w.lines)
    w.type("\x15echo /etc/\t")
    w.until(lambda: any("hostname" in line for line in w.lines), "the menu")
    w.type("\x1b")
    w.until(lambda: not any("hostname" in line for line in w.lines), "no menu")
    w.wait("~# echo /etc/$")


def test_lines_come_back_in_the_next_session_and_are_searched(window: Open) -> None:
    w = window()
    w.run("echo first")
    w.run("echo 'a\\b'; echo second")
    w.wait("second\n" + PROMPT)
    w.type("exit\r")
    w.end()
    w = window()
    w.wait(PROMPT)
    w.type("\x1b[A\x1b[A")
    w.wait(r"~# echo 'a\\b'; echo second$")
    w.type("\x15\x12fir")
    w.until(lambda: any("(reverse-i-search)`fir'" in line for line in w.lines), "the search")
    w.type("\r")
    w.wait("~# echo first\nfirst\n" + PROMPT)
    w.type("\x12sec")
    w.until(lambda: any("(reverse-i-search)`sec'" in line for line in w.lines), "the search")
    w.type("\x03")
    w.wait("first\n" + PROMPT)
    w.type("history\r")
    w.wait(r" 1  echo first\n +2  history\n" + PROMPT)


def test_the_arrow_key_takes_what_is_suggested(window: Open) -> None:
    w = window()
    w.run("echo a long line")
    w.wait("line\n" + PROMPT)
    w.type("ec")
    w.until(lambda: "root@kshell:~# echo a long line" in w.lines[2], "a suggestion")
    w.wait("~# ec$")
    w.type("\x1b[C")
    w.wait("~# echo a long line$")


def test_two_sessions_at_once_lose_no_line(window: Open, tmp_path: Path) -> None:
    both = window(), window()
    for number in range(3):
        for name, w in zip("ab", both, strict=True):
            w.run(f"echo {name}{number}")
            w.wait(f"\n{name}{number}\n{PROMPT}")
    assert (tmp_path / "state/kshell/history").read_text() == "".join(f"echo {n}{i}\n" for i in range(3) for n in "ab")


def test_history_that_cannot_be_read_is_told_in_a_line(window: Open, tmp_path: Path) -> None:
    (tmp_path / "state/kshell/history").mkdir(parents=True)
    w = window(columns=200)
    w.run("pwd")
    w.wait("history: Is a directory: what you type is not kept for the next time\nroot@kshell:~# pwd\n/root\n" + PROMPT)


def test_a_command_over_several_lines_is_edited_as_one_and_comes_back_as_one(window: Open) -> None:
    w = window()
    w.run("for i in 1 2; do")
    w.wait("do\n> $")
    w.type("echo m$i\rdone\x1b[A\x1b[A\x1b[Hx=0; \r")
    w.wait("x=0; for i in 1 2; do\n> echo m\\$i\n> done\nm1\nm2\n" + PROMPT)
    w.type("\x1b[A")
    w.wait("m2\nroot@kshell:~# x=0; for i in 1 2; do\n> echo m\\$i\n> done$")
    w.type("\x03history\r")
    w.wait(r"1  x=0; for i in 1 2; do echo m\$i; done\n +2  history\n" + PROMPT)


def test_a_here_document_is_read_line_by_line(window: Open) -> None:
    w = window()
    w.run("cat <<END")
    w.wait("END\n> $")
    w.type("it's so\rEND\r")
    w.wait("> it's so\n> END\nit's so\n" + PROMPT)


def test_a_hint_for_a_command_that_is_not_there_and_none_without_a_toolbar(window: Open) -> None:
    w = window()
    w.run("lsmdo")
    w.until(lambda: "lsmdo: did you mean lsmod?" in w.lines, "the hint")
    w.type("pwd")
    w.until(lambda: "lsmdo: did you mean lsmod?" not in w.lines, "no hint")


def test_colours_unless_they_are_unwanted(window: Open) -> None:
    w = window()
    w.wait(PROMPT)
    w.type("echo 'text'")
    w.wait("'text'$")
    row = w.emulator.buffer[w.emulator.cursor.y]
    assert [row[x].fg for x in (14, 15, 20)] == ["default", "green", "brown"]
    plain = window(NO_COLOR="1")
    plain.run("echo 'text'")
    plain.wait("'text'\ntext\n" + PROMPT)
    plain.type("ec")
    plain.wait("~# ec$")
    row = plain.emulator.buffer[plain.emulator.cursor.y]
    assert {row[x].fg for x in range(80)} == {"default"}
    assert plain.lines[plain.emulator.cursor.y] == "root@kshell:~# ec"


def test_the_menu_narrows_as_the_word_is_typed_on(window: Open) -> None:
    w = window()
    w.wait(PROMPT)
    w.type("insmod kthread_\t")
    w.until(lambda: any("kthread_crash.ko" in line for line in w.lines), "the menu")
    w.type("s")
    w.until(lambda: not any("kthread_crash.ko" in line for line in w.lines), "a shorter menu")
    w.until(lambda: any("kthread_signal.ko" in line for line in w.lines), "what is left")
    w.type("t")
    w.until(lambda: not any("kthread_signal.ko" in line for line in w.lines), "a shorter menu")
    w.type("\t\r")
    w.wait("~# insmod kthread_stop.ko ?$")


def test_a_hint_for_a_file_that_is_not_there_and_none_in_a_plain_window(window: Open) -> None:
    w = window()
    w.run("insmod kthread_hnag.ko")
    w.until(lambda: "kthread_hnag.ko: did you mean kthread_hang.ko?" in w.lines, "the hint")
    plain = window("--plain")
    plain.run("insmod kthread_hnag.ko")
    plain.wait("No such file or directory\n" + PROMPT)
    assert not any("did you mean" in line for line in plain.lines)
