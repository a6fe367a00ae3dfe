"""The line editor in the real program: keys that are pressed, the screen that is seen."""

from collections.abc import Callable

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
