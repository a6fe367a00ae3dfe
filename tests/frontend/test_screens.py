"""What is seen at the sizes that windows have: a small one, the usual one, a large one."""

from collections.abc import Callable

import pytest

from tests.frontend.window import F2, PROMPT, Window

Open = Callable[..., Window]
SIZES = [(60, 20), (80, 24), (160, 50)]


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_an_oops_a_completion_a_hang_and_the_split_view(window: Open, columns: int, rows: int) -> None:
    w = window(columns=columns, rows=rows)
    w.run("insmod nullptr.ko")
    w.wait(r"\[ +\d+\.\d+\] note: careless\[\d+\] exited with irqs disabled\n" + PROMPT)
    assert colours(w, "---[ end trace 0000000000000000 ]---") == {"red"}
    assert colours(w, "RIP: 0010:careless+0x24/0x50 [nullptr]") == {"red"}
    assert colours(w, "exited with irqs disabled") == {"default"}
    w.type("\x0ckill -\t\t")
    w.see(r"\Aroot@kshell:~# kill -(?:HUP)?\n -HUP +1 +Hangup\n -INT +2 +Interrupt\n(.*\n)*\*tty1 ready +\^O menu up")
    w.type("\x03rmmod nullptr; insmod kthread_hang.ko; rmmod kthread_hang\r" + F2)
    w.see(r"\Aroot@kshell:~#\n(\n)+ tty1!rmmod D \d:\d\d kthread_stop \*tty2 ready +\^O menu( up \d:\d\d)?\Z")
    w.type("\x0fs")
    w.see(
        r"^ *\d+  D  rmmod +\d\.\d\d  kthread_stop$" if columns < 110 else r"│ *\d+  D  rmmod +\d\.\d\d  kthread_stop$"
    )
    w.see(r"kthread_hang +Unloading +-1$")
    w.see(r"\[ +\d+\.\d+\] Cleaning Up$")
    if columns < 110:
        w.see(f"^─{{{columns}}}\nroot@kshell:~#\n(\n)+ tty1!rmmod")
    else:
        assert {line[columns // 2] for line in w.lines[:-1]} == {"│"}
    assert len(w.toolbar) <= columns


def colours(w: Window, text: str) -> set[str]:
    """The colours of a text that is on the screen, or was."""
    rows = [*w.emulator.history.top, *(w.emulator.buffer[y] for y in range(w.emulator.lines))]
    for row in rows:
        line = "".join(row[x].data for x in range(w.emulator.columns))
        if (at := line.find(text)) >= 0:
            return {row[x].fg for x in range(at, at + len(text))}
    raise AssertionError(f"{text} was not shown")


def test_an_audience_in_a_narrow_window_sees_whole_words(window: Open) -> None:
    w = window("--projector", columns=60, rows=20)
    for command in ("insmod kthread_hang.ko", "echo and then", "rmmod kthread_hang"):
        w.run(command)
    w.wait_toolbar("rmmod D")
    assert w.lines[-3] == " tty1 echo and then   tty1 rmmod kthread_hang"
    w.type("\x03")
    w.until(lambda: w.lines[-2].endswith(" Enter rmmod kthread_hang Enter ^C"), "the keys")
    w.type(15 * "\x1a")
    w.until(lambda: w.lines[-2] == " hang Enter ^C" + 15 * " ^Z", "as many whole keys as there is room for")
