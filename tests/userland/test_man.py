"""The manual: man, whatis, apropos, and the pages themselves."""

import kshell.linux
from tests.userland.conftest import Computer, Console

KTHREAD_SHOULD_STOP = """\
KTHREAD_SHOULD_STOP(9)          Kernel functions          KTHREAD_SHOULD_STOP(9)

NAME
       kthread_should_stop - has somebody called kthread_stop() on this thread?

SYNOPSIS
       from kshell.linux import kthread_should_stop    # <linux/kthread.h>

       kthread_should_stop()

RETURN VALUE
       True or false.

CONTEXT
       Does not sleep: it may be called anywhere.

EXAMPLE
       # insmod /usr/share/doc/kshell/examples/kthread_stop.ko

       def thread_fn(unused):
           while not kthread_should_stop():
               printk(KERN_INFO + "Thread Running\\n")
               ssleep(5)
           printk(KERN_INFO + "Thread Stopping\\n")
           do_exit(0)
           return 0

SEE ALSO
       do_exit(9), kthread_bind(9), kthread_complete_and_exit(9),
       kthread_create(9), kthread_create_on_cpu(9), kthread_data(9),
       kthread_park(9), kthread_parkme(9), kthread_run(9),
       kthread_run_on_cpu(9), kthread_should_park(9), kthread_stop(9),
       kthread_unpark(9)

kshell                                                    KTHREAD_SHOULD_STOP(9)
"""


def test_a_function_has_a_page_with_an_example_from_the_samples(computer: Computer) -> None:
    assert computer("man kthread_should_stop") == KTHREAD_SHOULD_STOP
    assert computer("man 9 kthread_should_stop") == KTHREAD_SHOULD_STOP


def test_a_program_has_a_page_with_its_usage(computer: Computer) -> None:
    lines = computer("man whoami").splitlines()
    assert lines[3] == "       whoami - the name of the user who asks"
    assert lines[6] == "       Usage: whoami [OPTION]..."


def test_every_function_of_the_kernel_has_a_page_that_stands_alone(computer: Computer) -> None:
    for name in kshell.linux.__all__:
        if callable(getattr(kshell.linux, name)):
            shown = computer(f"man 9 {name}")
            assert f"\n       {name} - " in shown
            assert "the same" not in shown.partition("SYNOPSIS")[0]


def test_whatis_and_apropos_search_the_names(computer: Computer) -> None:
    assert computer("whatis kthread_stop") == "kthread_stop (9)     - ask a thread to stop and wait until it has\n"
    assert computer("whatis") == "whatis what?\n[1]\n"


def test_what_man_refuses(computer: Computer) -> None:
    assert computer("man nosuch") == "No manual entry for nosuch\n[16]\n"
    assert computer("man 8 kthread_stop") == "No manual entry for kthread_stop in section 8\n[16]\n"
    assert computer("man") == "What manual page do you want?\nFor example, try 'man man'.\n[1]\n"


def test_a_page_is_roff_in_a_file(computer: Computer) -> None:
    assert computer("man -w BUG") == "/usr/share/man/man9/BUG.9\n"
    assert computer.read("/usr/share/man/man9/BUG.9").startswith('.TH BUG 9 "" kshell "Kernel functions"\n.SH NAME\n')


def test_a_page_that_is_longer_than_the_screen_is_paged_in_place(console: Console) -> None:
    assert "WHOAMI(1)" in console.run("man whoami", 0.5)[0]
    assert console.terminal.prompt == "root@kshell:~# "
    lines = console.run("man kthread_stop", 0.5)
    assert lines[0].startswith("KTHREAD_STOP(9)")
    assert lines[23] == ":"
    assert console.press("G")[22].endswith("KTHREAD_STOP(9)")
    console.press("q")
    assert console.terminal.prompt == "root@kshell:~# "


def test_a_terminal_that_cannot_move_its_cursor_has_no_pager(computer: Computer) -> None:
    assert computer.on_terminal("man kthread_stop", TERM="dumb").endswith(" KTHREAD_STOP(9)\n")
