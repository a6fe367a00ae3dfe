"""Recording: what was typed at a machine, as a file that passes check."""

import random
import re
from pathlib import Path

import pytest

from kshell.machine import NSEC_PER_SEC, Machine, Settings
from kshell.transcript.check import check_one
from kshell.transcript.diff import report
from kshell.transcript.record import CannotRecord, Recorder
from kshell.transcript.run import load


class Person:
    """Types at a machine as the front end does, at a steady pace of simulated time."""

    def __init__(self, path: Path, settings: Settings | None = None) -> None:
        self.path = path
        self.machine = Machine(settings or Settings(term="dumb"))
        self.shown = 0
        self.recorder = Recorder(str(path), self.machine)
        self.wait(0.5)

    def wait(self, seconds: float) -> None:
        end = self.machine.now + round(seconds * NSEC_PER_SEC)
        boots = self.machine.boots
        while self.machine.now < end and self.machine.boots == boots and not self.machine.dead:
            self.machine.run(min(end, self.machine.now + 50_000_000))
            self.shown += sum(len(t.take_output()) for t in self.machine.terminals.values())
            self.recorder.look(self.shown)

    def line(self, text: str, number: int = 1, then: float = 0.5) -> None:
        self.machine.terminal(number).type_line(text)
        self.wait(then)

    def keys(self, text: str, number: int = 1) -> None:
        for key in text:
            self.machine.terminal(number).type(key)
            self.wait(0.1)

    def pid(self, name: str) -> int:
        return next(task.pid for task in self.machine.kernel.pids.tasks() if task.full_name == name)

    def finish(self) -> str:
        self.recorder.finish()
        checked = check_one(load(str(self.path)))
        assert checked.passed, "\n".join(report(checked)) + self.path.read_text()
        return self.path.read_text()


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path / "out.ksh.md")


def test_the_thread_that_never_asks(person: Person) -> None:
    person.line("insmod kthread_hang.ko")
    person.line("ps -e | grep mythread")
    person.wait(11)
    person.line("rmmod kthread_hang", then=3)
    person.keys("\x03ls\r")
    person.line(f"kill -9 {person.pid('mythread')}", 2)
    person.line("lsmod", 2)
    text = person.finish()
    assert "# insmod kthread_hang.ko\n" in text
    assert "[..] Creating Thread\n" in text
    assert "[[PID:\\d+]] ?        00:00:00 mythread\n" in text
    assert "[..] Cleaning Up\n[blocked: kthread_stop]\n" in text
    assert "% key C-c\n^C\n" in text
    assert "% type ls\nls\n" in text
    assert "(t2)# kill -9 [[PID]]\n" in text
    assert "(t2)# lsmod\n" in text
    assert re.search(r"^% wait 12(\.\d)?s$", text, re.MULTILINE)


def test_a_key_that_comes_before_the_machine_has_had_its_turn_finds_the_command_blocked(person: Person) -> None:
    person.line("insmod kthread_hang.ko")
    terminal, machine = person.machine.terminal(1), person.machine
    terminal.type_line("rmmod kthread_hang")
    machine.run(machine.now + NSEC_PER_SEC, lambda: terminal.job is not None and terminal.job.letter == "D")
    terminal.type("\x03")
    person.wait(1)
    assert "[..] Cleaning Up\n[blocked: kthread_stop]\n% key C-c\n^C\n" in person.finish()


def test_the_thread_that_asks(person: Person) -> None:
    person.line("insmod kthread_stop.ko", then=2)
    person.line("rmmod kthread_stop", then=6)
    person.line("echo next > /dev/kmsg")
    text = person.finish()
    assert "# rmmod kthread_stop\n[..] Cleaning Up\n[..] Thread Stopping\n" in text


def test_the_thread_that_can_be_killed(person: Person) -> None:
    person.line("insmod kthread_signal.ko", then=2)
    person.line("pidof mythread", 2)
    person.line(f"kill -9 {person.pid('mythread')}", 2, then=6)
    person.line("rmmod kthread_signal")
    assert "(t2)# pidof mythread\n[[PID:\\d+]]\n(t2)# kill -9 [[PID]]\n" in person.finish()


def test_the_thread_whose_code_goes(person: Person) -> None:
    person.line("insmod kthread_crash.ko", then=2)
    person.line("rmmod kthread_crash", then=8)
    person.line("lsmod")
    assert "# rmmod kthread_crash\n" in person.finish()


def test_a_background_job_a_failure_and_a_loop_that_burns_cpu(person: Person) -> None:
    person.line("sleep 100 &")
    person.line("false")
    person.line(f"kill {person.pid('sleep')}")
    person.line("while :; do :; done", then=2)
    person.keys("\x03")
    person.line("for i in 1 2; do")
    person.line("echo $i; done")
    text = person.finish()
    assert "# sleep 100 &\n[1] [[PID:\\d+]]\n# false\n[1]\n" in text
    assert "# kill [[PID]]\n" in text
    assert "% type while :; do :; done\n" in text


def test_the_file_is_whole_at_any_moment(person: Person) -> None:
    person.line("echo one")
    assert check_one(load(str(person.path))).passed
    assert "# echo one\none\n" in person.path.read_text()


def test_what_the_kernel_says_meanwhile_is_written_as_one_wait(person: Person) -> None:
    person.line("insmod kthread_hang.ko")
    for _ in range(5):
        person.wait(3)
        person.recorder.follow()
    text = person.path.read_text()
    assert text.count("Thread Running") == 3
    assert len(re.findall("^% wait", text, re.MULTILINE)) == 1
    assert check_one(load(str(person.path))).passed
    person.line("rmmod kthread_hang", then=11)
    person.wait(3)
    person.recorder.follow()
    assert "[blocked: kthread_stop]\n% wait " in person.path.read_text()
    person.finish()


def test_a_reboot_a_new_terminal_and_settings(tmp_path: Path) -> None:
    person = Person(tmp_path / "out.ksh.md", Settings("6.1", 1, "quiet", 72, term="dumb"))
    person.machine.terminal(3)
    person.wait(0.5)
    person.line("tty", 3)
    person.line("reboot -f", 3, then=3)
    person.wait(3)
    person.line("uname -r")
    text = person.finish()
    assert text.startswith("---\nkernel: 6.1\ncpus: 1\nboot: quiet\ncolumns: 72\n---\n")
    assert "(t3)# tty\n" in text
    assert "# uname -r\n" in text


def test_an_existing_file_is_left_alone(person: Person) -> None:
    with pytest.raises(CannotRecord, match="File exists"):
        Recorder(str(person.path), Machine())


COMMANDS = (
    "insmod kthread_hang.ko", "insmod kthread_stop.ko", "rmmod kthread_stop", "rmmod kthread_hang", "ps -e", "jobs",
    "dmesg | tail -3", "sleep 3", "sleep 2 &", "kill -9 103", "kill %1", "cat", "ls nofile", "false", "why", "read x",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_passes_check(person: Person, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        number = chance.choice((1, 1, 1, 2, 2, 3))
        if number in person.machine.terminals and chance.random() < 0.2:
            person.keys(chance.choice(("\x03", "\x1a", "x\r", "\x04")), number)
        else:
            person.line(chance.choice(COMMANDS), number, then=chance.choice((0.2, 0.7, 3.3, 12)))
    person.finish()


def test_what_reads_as_a_capture_or_a_step_is_kept(person: Person) -> None:
    person.line("echo [[PID]]")
    person.line("printf '# x\\n...\\n[1]\\n```\\n'")
    text = person.finish()
    assert "# echo [\\[PID]]\n[[PID]] (esc)\n" in text


def test_a_panic_ends_the_recording_where_the_machine_is_switched_on_again(person: Person) -> None:
    person.line("echo c > /proc/sysrq-trigger", then=2)
    person.machine.reboot()
    person.wait(1)
    person.line("ls")
    over = "The machine was switched on again here; a transcript ends with its machine."
    assert person.finish().endswith(f"[blocked]\n```\n\n{over}\n")
