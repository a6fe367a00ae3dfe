"""Six consoles: opened when they are asked for, each with its own shell, lines, history and half-typed line."""

from collections.abc import Callable

from tests.frontend.window import F1, F2, PROMPT, Window

Open = Callable[..., Window]


def test_the_keys_open_consoles_and_each_keeps_its_lines(window: Open) -> None:
    w = window()
    w.run("echo on one")
    w.type("half")
    w.wait("on one\nroot@kshell:~# half$")
    w.type("\x1b3")
    w.wait("^" + PROMPT)
    w.type("tty\r")
    w.wait("/dev/tty3\n" + PROMPT)
    w.wait_toolbar(r"^ tty1 ready \*tty3 ready ")
    w.type("\x0f6")
    w.wait("^" + PROMPT)
    w.type("tty\r")
    w.wait("/dev/tty6\n" + PROMPT)
    w.type("\x0fo")
    w.wait("^root@kshell:~# tty\n/dev/tty3\n" + PROMPT)
    w.type(F1)
    w.wait("^root@kshell:~# echo on one\non one\nroot@kshell:~# half$")


def test_the_last_commands_of_a_console_come_back_with_the_arrow_key_there_only(window: Open) -> None:
    w = window()
    w.run("echo first")
    w.wait("first\n" + PROMPT)
    w.type(F2)
    w.wait_toolbar(r"\*tty2 ready")
    w.type("\x1b[A")
    w.type("pwd\r")
    w.wait("^root@kshell:~# pwd\n/root\n" + PROMPT)
    w.type(F1 + "\x1b[A")
    w.wait("first\nroot@kshell:~# echo first$")


def test_logging_out_of_a_console_goes_back_and_a_new_shell_waits_there(window: Open) -> None:
    w = window()
    w.wait(PROMPT)
    w.type(F2)
    w.wait_toolbar(r"\*tty2 ready")
    w.type("x=1\rexit\r")
    w.wait_toolbar(r"^\*tty1 ready +\^O")
    w.type(F2)
    w.wait_toolbar(r"\*tty2 ready")
    w.type("echo x is $x\r")
    w.wait("^root@kshell:~# echo x is \\$x\nx is\n" + PROMPT)


def test_all_consoles_are_there_again_after_a_reboot(window: Open) -> None:
    w = window()
    w.wait(PROMPT)
    w.type("\x1b3")
    w.wait("^" + PROMPT)
    w.type("reboot\r")
    w.wait("reboot\n" + PROMPT)
    w.type("tty\r")
    w.wait("/dev/tty3\n" + PROMPT)
    w.type(F1)
    w.wait("Restarting system\n(.*\n)*" + PROMPT)


def test_a_dead_machine_says_so_and_enter_boots_it(window: Open) -> None:
    w = window()
    w.run("sysctl -q kernel.panic_on_oops=1; insmod nullptr.ko")
    w.until(lambda: "panic: Enter boots again, ^D leaves" in w.toolbar, "the toolbar of a dead machine")
    w.type("x\x03\r")
    w.wait("end Kernel panic - not syncing: .*\n(.*\n)*" + PROMPT)
    w.type("uname\r")
    w.wait("Linux\n" + PROMPT)


def test_the_menu_lists_its_keys_and_any_other_key_closes_it(window: Open) -> None:
    w = window()
    w.wait(PROMPT)
    w.type("\x0f")
    w.until(lambda: any("p pause time" in line for line in w.lines), "the menu")
    w.type("\x1b")
    w.until(lambda: not any("p pause time" in line for line in w.lines), "the menu to be closed")
    w.type("pwd\r")
    w.wait("/root\n" + PROMPT)


def test_a_program_that_paints_has_the_window_and_keys_without_enter(window: Open) -> None:
    w = window(rows=12)
    w.run("echo before")
    w.run("top")
    w.until(lambda: w.lines[0].startswith("top - ") and w.lines[10].strip(), "top's first picture")
    w.type("d")
    w.wait("Change delay from 3.0 to $")
    w.type("1\r")
    w.until(lambda: "Change delay" not in w.lines[5], "the next picture")
    w.resize(60, 10)
    w.until(lambda: w.lines[0].startswith("top - "), "a picture for the other size")
    w.type("q")
    w.wait(r"\n(.*\n)+" + PROMPT)
    w.type("pwd\r")
    w.wait("~# pwd\n/root\n" + PROMPT)
    assert any(line.startswith("    1 root ") for line in w.lines), "the last picture stays"
