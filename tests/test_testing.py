"""``kshell.testing``: what a test of one's own can do with a machine."""

import gc
from pathlib import Path

import pytest

from kshell.testing import Result, Stuck, boot, check

POLITE = """\
from kshell.linux import KERN_INFO, MODULE_LICENSE, kthread_run, kthread_should_stop, kthread_stop
from kshell.linux import module_exit, module_init, printk, ssleep

thread = None


def thread_fn(unused):
    while not kthread_should_stop():
        ssleep(5)
    printk(KERN_INFO + "leaving\\n")
    return 0


def init():
    global thread
    thread = kthread_run(thread_fn, None, "polite")
    return 0


def cleanup():
    kthread_stop(thread)


MODULE_LICENSE("GPL")
module_init(init)
module_exit(cleanup)
"""


def test_a_module_is_loaded_looked_at_and_unloaded() -> None:
    with boot(kernel="6.1", files={"polite.py": POLITE}) as machine:
        assert machine.run("insmod polite.ko").status == 0
        assert machine.modules() == ["polite"]
        thread = machine.task("polite")
        assert (thread.state, thread.wchan, thread.ppid, thread.kthread) == ("D", "msleep", 2, True)
        assert machine.run("rmmod polite").status == 0
        assert machine.log[-1].endswith("] leaving")
        assert machine.modules() == []
        assert "polite" not in [task.name for task in machine.tasks()]


def test_a_command_gives_its_output_and_status() -> None:
    with boot() as machine:
        assert machine.run("echo one; echo -n two; false") == Result("one\ntwo", 1)
        assert machine.run("for i in 1 2; do\necho $i\ndone") == Result("1\n2\n", 0)
        assert machine.run("id -un", user="user") == Result("user\n", 0)


def test_the_output_of_a_command_begins_with_it() -> None:
    with boot() as machine:
        machine.run("insmod kthread_hang.ko")
        machine.advance("12s")
        assert machine.run("echo x") == Result("x\n", 0)


def test_a_command_that_blocks_is_expected_or_stuck() -> None:
    with boot(limit="20s") as machine:
        assert machine.run("sleep 100", terminal=2, blocks=True) == Result("", None, "hrtimer_nanosleep")
        with pytest.raises(Stuck, match=r"no prompt on terminal 2: the command waits in hrtimer_nanosleep"):
            machine.wait_for_prompt(2, "3s")
        with pytest.raises(
            Stuck, match=r"^no prompt on terminal 1: the command waits in hrtimer_nanosleep; terminal 1"
        ):
            machine.run("sleep 30")
        with pytest.raises(Stuck, match=r"'echo x' was to block and has ended; it showed:\nx"):
            machine.run("echo x", terminal=3, blocks=True)


def test_keys_and_lines_are_typed_whoever_reads_them() -> None:
    with boot() as machine:
        machine.type("read x")
        machine.type("hello")
        assert machine.run("echo $x").output == "hello\n"
        machine.type("sleep 100")
        machine.press("C-c")
        assert machine.run("echo $?").output == "130\n"


def test_a_screen_is_what_a_person_sees() -> None:
    with boot(rows=6, columns=40) as machine:
        machine.run("echo one; echo -n two")
        assert machine.screen() == "root@kshell:~# echo one; echo -n two\none\ntworoot@kshell:~#"
        machine.run("clear")
        machine.run("seq 1 9")
        assert machine.screen() == "5\n6\n7\n8\n9\nroot@kshell:~#"
        machine.type("sleep 1000000000000000000000000000000000", terminal=2)
        assert machine.screen(2) == "root@kshell:~# sleep 1000000000000000000\n000000000000000\n"


def test_time_passes_only_when_it_is_told_to() -> None:
    with boot() as machine:
        start = machine.now
        machine.advance(2.5)
        machine.advance("500ms")
        assert machine.now == start + 3
        machine.run("(sleep 7; echo awake) &")
        assert machine.wait_for("^awa", "10s") == "awake"
        assert start + 10 <= machine.now < start + 10.1
        with pytest.raises(Stuck, match="no line that matches /never/ in 1s"):
            machine.wait_for("never", 1)


def test_a_closed_terminal_takes_its_job_along() -> None:
    with boot() as machine:
        machine.run("sleep 100", terminal=3, blocks=True)
        machine.hang_up(3)
        assert "sleep" not in [task.name for task in machine.tasks()]


def test_two_machines_do_not_see_each_other() -> None:
    with boot() as one, boot() as two:
        one.run("insmod hello.ko")
        assert (one.modules(), two.modules()) == (["hello"], [])
        assert two.run("insmod hello.ko").status == 0


def test_a_machine_that_is_closed_leaves_nothing() -> None:
    def objects_after(times: int) -> int:
        for _ in range(times):
            with boot(files={"polite.py": POLITE}) as machine:
                machine.run("insmod polite.ko")
                machine.run("rmmod polite", blocks=True)
        gc.collect()
        return len(gc.get_objects())

    before = objects_after(3)
    assert objects_after(10) - before < 500


def test_wrong_arguments_are_told() -> None:
    with pytest.raises(ValueError, match="kernel '5' is none of article"):
        boot(kernel="5")
    with pytest.raises(NotADirectoryError, match="there is no folder nowhere"):
        boot(modules=["nowhere"])
    with boot() as machine:
        with pytest.raises(ValueError, match="'5' is no duration"):
            machine.advance("5")
        with pytest.raises(LookupError, match="there is no task nobody"):
            machine.task("nobody")


def test_a_transcript_examines_submissions(tmp_path: Path) -> None:
    exam = tmp_path / "exam.ksh.md"
    exam.write_text("```console\n# insmod polite.ko\n...\n# rmmod polite\n[..] leaving\n```\n")
    for name, source in (("good", POLITE), ("bad", POLITE.replace("leaving", "going"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "polite.py").write_text(source)
    check(exam, modules=[tmp_path / "good"])
    with pytest.raises(AssertionError, match=r"\+\[   10\.24\d+\] going"):
        check(exam, modules=[tmp_path / "bad"])
    exam.write_text("```console\n% jump\n```\n")
    with pytest.raises(AssertionError, match=r"exam.ksh.md:2: unknown directive '% jump'.*\n    % jump\n      \^~~~"):
        check(exam)
