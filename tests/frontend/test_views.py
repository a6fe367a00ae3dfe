"""Views: the terminal alone, beside what goes on in its kernel, or what it has shown before."""

import re
from collections.abc import Callable

from tests.frontend.window import F2, PROMPT, Window

Open = Callable[..., Window]


def shows(w: Window, pattern: str) -> None:
    """Wait until a row of the window matches."""
    w.until(lambda: any(re.search(pattern, line) for line in w.lines), repr(pattern))


def test_the_split_view_shows_messages_tasks_and_modules_and_the_same_key_closes_it(window: Open) -> None:
    w = window(rows=30)
    w.run("insmod kthread_hang.ko")
    w.type("\x0fs")
    shows(w, r"^ *\d+  D  mythread +\d\.\d\d  msleep +kthread_hang$")
    shows(w, r"^kthread_hang  Live +0$")
    shows(w, r"^\[.*\] Thread Running")
    shows(w, "^─+$")
    w.type("rmmod kthread_hang\r")
    shows(w, r"^ *\d+  D  rmmod +\d\.\d\d  kthread_stop$")
    shows(w, r"^kthread_hang  Unloading +-1$")
    w.type(F2)
    w.run("echo on $(tty)")
    shows(w, "^on /dev/tty2$")
    w.type("\x0fs")
    w.wait(r"^root@kshell:~# echo on \$\(tty\)\non /dev/tty2\n" + PROMPT)


def test_a_wide_window_has_the_shell_on_the_left(window: Open) -> None:
    w = window(columns=160, rows=20)
    w.run("insmod hello.ko")
    w.type("\x0fs")
    shows(w, r"^root@kshell:~# insmod hello.ko +│\[ .*hello: loading out-of-tree")
    w.type("echo $(for i in 1 2 3 4 5 6 7 8 9; do echo 0123456789; done)\r")
    shows(w, r"^3456789 0123456789 +│")
    w.resize(80, 24)
    shows(w, "^─{80}$")
    w.type("\x0fs")
    w.wait("0123456789 .*\n.*789\n" + PROMPT)


def test_what_was_typed_and_shown_meanwhile_is_there_when_the_split_view_is_closed(window: Open) -> None:
    w = window()
    w.run("echo before")
    w.wait("before\n" + PROMPT)
    w.type("\x0fs")
    shows(w, "─")
    w.type("echo meanwhile\r")
    shows(w, "^meanwhile$")
    w.type("half\x0fs")
    w.wait("^root@kshell:~# echo before\nbefore\nroot@kshell:~# echo meanwhile\nmeanwhile\nroot@kshell:~# half$")


def test_a_program_may_paint_in_the_split_view(window: Open) -> None:
    w = window(rows=30)
    w.wait(PROMPT)
    w.type("\x0fs")
    w.type("top\r")
    shows(w, "^top - ")
    shows(w, r"^ *\d+  S +top ")
    w.type("q")
    w.wait(PROMPT)


def test_scrolling_back_and_searching(window: Open) -> None:
    w = window()
    w.run("for i in $(seq 100); do echo line $i; done")
    w.wait("line 100\n" + PROMPT)
    w.type("\x1b[5~")
    shows(w, "what tty1 has shown")
    w.type("g")
    w.until(lambda: w.lines[0].startswith("root@kshell:~# for i in"), "the first line")
    w.type("G/line 42\r")
    shows(w, "^line 42$")
    w.type("q")
    w.wait("line 100\n" + PROMPT)
    w.type("pwd\r")
    w.wait("/root\n" + PROMPT)


def test_scrolling_back_while_a_command_hangs(window: Open) -> None:
    w = window()
    w.run("echo first")
    w.run("sleep 100")
    w.wait_toolbar("sleep S")
    w.type("\x0fb")
    shows(w, "what tty1 has shown")
    w.type("gq")
    w.wait("first\nroot@kshell:~# sleep 100\n$")
    w.type("\x03")
    w.wait(r"\^C\n" + PROMPT)


def test_leaving_from_a_view_restores_the_window(window: Open) -> None:
    w = window()
    w.run("echo before")
    w.wait("before\n" + PROMPT)
    w.type("\x0fs")
    shows(w, "─")
    w.type("\x0fq")
    assert w.end() == 0
    assert w.raw.count(b"\x1b[?1049h") == w.raw.count(b"\x1b[?1049l") == 1
    assert w.lines[:2] == ["root@kshell:~# echo before", "before"]
