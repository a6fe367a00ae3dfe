"""kshell play in a window: Enter types the next step of a transcript; the presenter can type, skip and go back."""

from collections.abc import Callable
from pathlib import Path

from tests.frontend.window import PROMPT, Window

Open = Callable[..., Window]
STORY = """\
# A story

```console hide
# echo secret > note
```

Who is there?

```console
# echo hello
hello
# insmod kthread_hang.ko
...
# rmmod kthread_hang
[..] Cleaning Up
[blocked: kthread_stop]
```

What does ^C do?

```console
% key C-c
^C
(t2)# pidof mythread
[[PID:\\d+]]
(t2)# kill -9 [[PID]]
(t2)# echo the end
another end
```
"""


def test_enter_takes_the_steps(window: Open, tmp_path: Path) -> None:
    story = tmp_path / "story.ksh.md"
    story.write_text(STORY)
    w = window("play", str(story))
    w.wait(PROMPT)
    w.until(lambda: "Who is there?" in "\n".join(w.lines), "the notes")
    assert "secret" not in w.text
    w.type("\r")
    w.wait("echo hello\nhello\n" + PROMPT)
    w.type("!echo my own\r")
    w.wait("\nmy own\n" + PROMPT)
    w.until(lambda: "2/7 Enter: # insmod kthread_hang.ko" in "\n".join(w.lines), "the script")
    w.wait_toolbar(r" 6 steps, \d+ s left ")
    w.type("\r")
    w.wait("Thread Running\n" + PROMPT)
    w.type("\r")
    w.wait_toolbar("tty1!rmmod D")
    w.until(lambda: "What does ^C do?" in "\n".join(w.lines), "the notes")
    w.type("\r")
    w.wait(r"\^C$")
    w.type("\r")
    w.wait(r"pidof mythread\n\d+\n" + PROMPT)
    w.type("\r")
    w.wait(r"kill -9 \d+\n" + PROMPT)
    assert "differs" not in "\n".join(w.lines)
    w.type("\r")
    w.wait("the end\n" + PROMPT)
    w.until(lambda: "differs from the file" in "\n".join(w.lines), "what differs")
    w.type("\x0fq")
    assert w.end() == 0


def test_a_step_is_left_out_and_gone_back_to(window: Open, tmp_path: Path) -> None:
    story = tmp_path / "story.ksh.md"
    story.write_text("```console\n# touch one\n# echo left out\n# touch two\n# ls *o*\n```\n")
    w = window("play", str(story))
    w.wait(PROMPT)
    w.type("\r")
    w.wait("touch one\n" + PROMPT)
    w.type("s")
    w.until(lambda: "Enter: # touch two" in "\n".join(w.lines), "the third step")
    w.type("\r")
    w.wait("touch two\n" + PROMPT)
    w.type("b")
    w.until(lambda: "Enter: # touch two" in "\n".join(w.lines), "the third step again")
    w.wait(PROMPT)
    w.type("!ls one two\r")
    w.wait("cannot access 'two'")


def test_it_plays_by_itself(window: Open, tmp_path: Path) -> None:
    story = tmp_path / "story.ksh.md"
    story.write_text("```console\n# echo one\none\n# sleep 1\n# echo two\ntwo\n```\n")
    w = window("play", "--auto", str(story))
    w.wait("echo two\ntwo\n" + PROMPT)


def test_the_headings_are_a_list_to_choose_from(window: Open, tmp_path: Path) -> None:
    story = tmp_path / "story.ksh.md"
    story.write_text("# One\n```console\n# echo 1\n```\n# Two\n```console\n# echo 2\n# echo 3\n```\n")
    w = window("play", str(story))
    w.wait(PROMPT)
    w.type("g")
    w.until(lambda: "  2  Two" in w.lines, "the headings")
    w.type("\x1b[B\r")
    w.wait("echo 1\n1\n" + PROMPT)
    w.until(lambda: "2/3 Enter: # echo 2" in "\n".join(w.lines), "the place")


def test_the_notes_are_read_in_a_second_terminal(window: Open, tmp_path: Path) -> None:
    story = tmp_path / "story.ksh.md"
    story.write_text(STORY)
    w = window("play", str(story))
    w.wait(PROMPT)
    notes = window("play", "--notes")
    notes.until(lambda: "Who is there?" in notes.lines, "the notes")
    assert "# echo hello" in notes.lines
    assert "  hello" in notes.lines
    notes.wait_toolbar("^ notes 1/7 · 7 steps left  q leaves$")
    w.until(lambda: "Who is there?" not in "\n".join(w.lines), "the notes to go from the first window")
    w.type("\r")
    notes.until(lambda: "# insmod kthread_hang.ko" in notes.lines, "the next step")
    w.type("b")
    notes.until(lambda: "# echo hello" in notes.lines, "the step before")
    w.type("sssss!ls\r")
    w.until(lambda: "6/7 Enter: (t2)# kill" in "\n".join(w.lines), "the script")
    w.type("s\r")
    notes.until(lambda: "  the end" in notes.lines, "what was shown")
    notes.wait_toolbar("notes the end")
    w.type("\x0fq")
    assert w.end() == 0
    assert notes.end() == 1
    assert "kshell attach: the session that this window belonged to has ended" in "\n".join(notes.lines)


def test_notes_of_nothing(window: Open) -> None:
    alone = window("play", "--notes", columns=120)
    assert alone.end() == 1
    assert "kshell: play: no kshell runs in another terminal" in "\n".join(alone.lines)
    w = window()
    w.wait(PROMPT)
    notes = window("play", "--notes", columns=120)
    assert notes.end() == 1
    assert "kshell play: nothing is performed in that kshell" in "\n".join(notes.lines)


def test_a_window_that_works_on_the_machine_ends_when_the_presenter_goes_back(window: Open, tmp_path: Path) -> None:
    story = tmp_path / "story.ksh.md"
    story.write_text("```console\n# touch one\n# touch two\n```\n")
    w = window("play", str(story))
    w.wait(PROMPT)
    w.type("\r")
    w.wait("touch one\n" + PROMPT)
    other, watch = window("attach", columns=100), window("attach", "--watch")
    other.wait(PROMPT)
    watch.until(lambda: "root@kshell:~# touch one" in watch.lines, "the picture")
    w.type("b")
    assert other.end() == 1
    assert "the session that this window belonged to has ended" in "\n".join(other.lines)
    watch.until(lambda: "root@kshell:~# touch one" not in watch.lines, "the picture of the new machine")
    w.type("\r")
    watch.until(lambda: "root@kshell:~# touch one" in watch.lines, "the picture")


def test_wrong_usage_says_how(window: Open, tmp_path: Path) -> None:
    for arguments, said in (
        ((), "kshell: play: name one transcript: kshell play FILE (see kshell play --help)"),
        (("x", "--speed", "0"), "argument --speed: 0: not a number from 0.1 to 1000, or max"),
        (("--notes", "--auto"), "--notes goes with nothing but the process id of a kshell play"),
        (("--cpus", "2", "x"), "kshell: play: --cpus: a transcript says that itself, in a line 'cpus: ...'"),
        ((str(tmp_path / "none"),), "none: No such file or directory"),
    ):
        w = window("play", *arguments, columns=200)
        assert w.end() in (1, 2)
        assert said in "\n".join(w.lines)
