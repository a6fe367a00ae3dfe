"""The terminal as a student uses it: the real program, keys that are pressed, the screen that is seen."""

from collections.abc import Callable

from tests.frontend.window import F1, F2, PROMPT, Window

Open = Callable[..., Window]


def test_the_hang_takes_the_prompt_away_and_the_second_terminal_goes_on(window: Open) -> None:
    w = window()
    w.run("insmod kthread_hang.ko")
    w.wait(r"Thread Running\n(.*\n)*" + PROMPT)
    w.type("rmmod kthread_hang\r")
    w.wait_toolbar(r"\*tty1!rmmod D \d+:\d\d kthread_stop")
    w.type("\x03\x1aecho typed ahead")
    w.wait(r"\^C\^Zecho typed ahead$")
    w.type(F2)
    w.run("rmmod kthread_hang")
    w.run("echo $?")
    w.wait("1\n" + PROMPT)
    assert "Cleaning Up" not in w.text
    w.type(F1)
    w.wait(r"Cleaning Up\n(.*\n)*\^C\^Zecho typed ahead$")
    w.wait(r"\[ +\d+\.\d+\] Thread Running\n\^C\^Zecho typed ahead$")


def test_what_is_typed_ahead_runs_when_the_prompt_is_back(window: Open) -> None:
    w = window()
    w.run("sleep 5")
    w.wait_toolbar("sleep S")
    w.type("\x0fp")
    w.wait_toolbar(" paused ")
    w.type("echo one\recho t")
    w.wait(r"sleep 5\necho one\necho t$")
    w.type("\x0fk")
    w.wait(r"~# echo one\none\nroot@kshell:~# echo t$")
    w.type("wo\r")
    w.wait("two\n" + PROMPT)


def test_a_message_of_the_kernel_does_not_garble_the_line_that_is_edited(window: Open) -> None:
    w = window()
    w.run("(sleep 1; echo '<4>hello: from the kernel' >/dev/kmsg) &")
    w.wait(r"\[1\] \d+\n" + PROMPT)
    w.type("echo half a li")
    w.wait(r"\] hello: from the kernel\nroot@kshell:~# echo half a li$")
    w.type("ne\r")
    w.wait("half a line\n(.*\n)+" + PROMPT)


def test_interrupting(window: Open) -> None:
    w = window()
    w.run("sleep 100")
    w.wait_toolbar("sleep S")
    w.type("\x03")
    w.run("echo $?")
    w.wait("\\^C\n.*\n130\n" + PROMPT)
    w.type("echo not this\x03")
    w.wait("echo not this\\^C\n" + PROMPT)
    for command in ("dmesg -w", "sleep 100 | sleep 100"):
        w.type(command + "\r")
        w.wait_toolbar(f"{command[:5]} S")
        w.type("\x03")
        w.wait(r"\^C\n" + PROMPT)


def test_stopping_and_going_on(window: Open) -> None:
    w = window()
    w.run("sleep 100")
    w.wait_toolbar("sleep S")
    w.type("\x1a")
    w.wait(r"\^Z\n\[1\]\+ +Stopped +sleep 100\n" + PROMPT)
    w.type("fg\r")
    w.wait("fg\nsleep 100\n$")
    w.type("\x03")
    w.wait(r"\^C\n" + PROMPT)


def test_a_command_over_several_lines(window: Open) -> None:
    w = window()
    w.run("for i in 1 2; do")
    w.wait("do\n> $")
    w.type("echo n$i; done\r")
    w.wait("n1\nn2\n" + PROMPT)
    w.type("echo 'a\r")
    w.wait("\n> $")
    w.type("b'\r")
    w.wait("a\nb\n" + PROMPT)
    w.type("echo 'unfinished\r")
    w.wait("\n> $")
    w.type("\x03")
    w.wait(r"> \^C\n" + PROMPT)


def test_a_paste_of_many_lines_waits_for_enter(window: Open) -> None:
    w = window()
    w.wait(PROMPT)
    w.paste("echo first\necho second\nfor i in x y; do echo $i\ndone")
    w.wait("echo second\nfor i in x y; do echo \\$i\n> done$")
    w.type("\r")
    w.wait("done\nfirst\nsecond\nx\ny\n" + PROMPT)


def test_clear_and_control_l(window: Open) -> None:
    w = window()
    w.run("echo text")
    w.run("clear")
    w.until(lambda: w.text == "root@kshell:~# ", "an empty screen")
    w.type("echo again\r")
    w.wait("again\n" + PROMPT)
    w.type("half\x0c")
    w.until(lambda: w.text == "root@kshell:~# half", "an empty screen with the line")


def test_a_prompt_after_a_reboot_stands_on_a_line_of_its_own(window: Open) -> None:
    w = window()
    w.run("insmod kthread_hang.ko")
    w.type("rmmod kthread_hang\r")
    w.wait_toolbar("rmmod D")
    w.type("\x03ls")
    w.wait("\\^Cls$")
    w.type(F2)
    w.wait("^" + PROMPT)
    w.type("reboot -f\r" + F1)
    w.wait("\n\\^Cls\n(.*\n)*" + PROMPT)


def test_reboot_brings_a_fresh_machine(window: Open) -> None:
    w = window()
    w.run("insmod hello.ko; echo >mine; lsmod")
    w.wait("hello +\\d+ +0\n" + PROMPT)
    w.type("reboot\r")
    w.wait("reboot: Restarting system\n(.*\n)*" + PROMPT)
    w.type("clear; lsmod; [ -e mine ] || echo gone\r")
    w.wait("^Module +Size  Used by\ngone\n" + PROMPT)


def test_a_thread_that_never_sleeps_leaves_the_prompt_answering(window: Open) -> None:
    w = window("--modules", "tests/conformance/modules")
    w.run("insmod spin.ko")
    w.run("echo it $((40 + 2))")
    w.wait("it 42\n" + PROMPT)


def test_two_sizes_and_a_narrow_one(window: Open) -> None:
    w = window()
    w.run("echo 0123456789012345678901234567890123456789")
    w.wait("0123456789\n" + PROMPT)
    w.resize(20, 10)
    w.until(lambda: w.lines[-1].startswith("*tty1"), "the toolbar in the last row")
    w.run("pwd")
    w.wait("~# pwd\n/root\n" + PROMPT)
    w.resize(100, 30)
    w.wait(r"\n0123456789012345678901234567890123456789\n.*pwd\n/root\n" + PROMPT)
    w.until(lambda: w.toolbar.startswith("*tty1"), "the toolbar in the last row")
    assert sum("tty1" in line for line in w.lines) == 1
