"""What kshell record writes passes kshell check, whatever a person does, and whenever she is killed."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kshell.machine import Settings
from kshell.transcript.check import check_one
from kshell.transcript.diff import report
from kshell.transcript.run import load

from .test_transcript_record import Person

HANG, STOP, SIGNAL = "kthread_hang.ko", "kthread_stop.ko", "kthread_signal.ko"
LINES = (
    *(f"insmod {name}" for name in (HANG, STOP, SIGNAL, "kthread_crash.ko", "nullptr.ko", "deadlock.ko", "spin.ko")),
    *(f"rmmod kthread_{name}" for name in ("hang", "stop", "signal", "crash")), "rmmod nullptr", "rmmod spin",
    "ps -e | tail -4", "pidof mythread", "kill -9 $(pidof mythread)", "kill {pid}", "kill -9 {pid}", "lsmod", "why",
    "sleep 3", "sleep 2 &", "sleep 30 | cat", "jobs", "fg", "bg", "kill %1", "cat", "read x", "echo $x $?", "false",
    "dmesg | tail -2", "dmesg -w", "while :; do :; done", "for i in 1 2; do", "echo $i; done", "echo 'a", "b'", "",
    "echo [[PID]] '# x'", "printf 'x\\ny'", "bash", "exit", "su user", "tty", "clear", "reboot -f", "echo \\", "  ",
    "cat <<E", "E", "echo c > /proc/sysrq-trigger", "ls; echo é漢", "trap 'echo trapped' INT", "./nothing",
    "top -b -n 1 | head -2",
)  # fmt: skip
KEYS = ("\x03", "\x1a", "\x1c", "\x04", "x\r", "typed ahead", "\x7f\x7f", "\r", "\x1b[A")
tty = st.sampled_from((1, 1, 1, 2, 2, 3))
pause = st.sampled_from((0.05, 0.2, 0.7, 3.3, 12.0))
moves = st.tuples(st.just("line"), tty, st.sampled_from(LINES), pause) | st.tuples(
    st.just("keys"), tty, st.sampled_from(KEYS), pause
)


def passes(path: Path, told: str) -> None:
    checked = check_one(load(str(path)))
    assert checked.passed, "\n".join([told, *report(checked), path.read_text()])


@given(st.lists(moves, min_size=4, max_size=14), st.sampled_from(("article", "6.1")), st.data())
@settings(max_examples=12, deadline=None, derandomize=True, database=None)
def test_whatever_is_done_whenever_it_ends(
    done: list[tuple[str, int, str, float]], kernel: str, data: st.DataObject
) -> None:
    killed = data.draw(st.integers(0, len(done) - 1))
    with tempfile.TemporaryDirectory() as folder:
        person = Person(Path(folder, "out.ksh.md"), Settings(kernel, term="dumb"))
        for n, (what, number, text, then) in enumerate(done):
            if person.machine.dead:
                break
            if what == "line":
                pid = next((task.pid for task in reversed(list(person.machine.kernel.pids.tasks()))), 1)
                person.line(text.replace("{pid}", str(pid)), number, then=then)
            elif number in person.machine.terminals:
                person.keys(text, number)
                person.wait(then)
            if n == killed:
                Path(folder, "killed.ksh.md").write_bytes(person.path.read_bytes())
        person.recorder.finish()
        passes(person.path, f"{done}")
        if Path(folder, "killed.ksh.md").exists():
            passes(Path(folder, "killed.ksh.md"), f"killed after {killed} of {done}")
