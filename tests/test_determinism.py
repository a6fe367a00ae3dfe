"""The same keys give the same bytes, whatever Python's hashes, the host or another machine in the process do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kshell.machine import NSEC_PER_SEC, Machine

ROOT = Path(__file__).parents[1]
SESSION = """\
insmod kthread_hang.ko
insmod params.ko count=2 marks=7,8
sleep 12
rmmod kthread_hang &
rmmod kthread_hang
sleep 300
jobs
lsmod
for n in modules meminfo stat loadavg self/status; do echo $n; while read line; do echo $line; done < /proc/$n; done
dmesg
"""


def kshell(seed: int, *args: str, input: str = "", cwd: Path = ROOT, **env: str) -> bytes:
    """What kshell shows, with its kernel's messages, in a process whose hashes begin with a seed."""
    environment = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(seed), **env}
    return subprocess.run(
        [sys.executable, "-m", "kshell", *args],
        input=input.encode(), cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def shown() -> bytes:
    """The session once."""
    return kshell(0, input=SESSION)


def test_the_session_shows_what_it_is_about(shown: bytes) -> None:
    for line in (b"Thread Running", b"params: marks[1] = 8", b"blocked for more than 120 seconds", b"kthread_hang"):
        assert line in shown
    assert b"internal error" not in shown


@pytest.mark.parametrize("seed", range(1, 20))
def test_hashes_change_nothing(shown: bytes, seed: int) -> None:
    assert kshell(seed, input=SESSION) == shown


def test_the_host_changes_nothing(shown: bytes, tmp_path: Path) -> None:
    elsewhere = {"HOME": str(tmp_path), "TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "COLUMNS": "30", "TERM": "vt100"}
    assert kshell(0, input=SESSION, cwd=tmp_path, **elsewhere, USER="nobody", NO_COLOR="1") == shown


def at_the_prompt(machine: Machine, *lines: str) -> str:
    """Type lines at the first terminal; what it showed."""
    terminal = machine.terminal(1)
    for line in ("", *lines):
        machine.run(machine.now + 60 * NSEC_PER_SEC, lambda: terminal.prompt is not None)
        if line:
            terminal.type_line(line)
    machine.run(machine.now + 60 * NSEC_PER_SEC, lambda: terminal.prompt is not None)
    return terminal.take_output()


def test_two_machines_in_one_process_do_not_see_each_other() -> None:
    one, other = Machine(), Machine()
    alone = at_the_prompt(Machine(), "insmod hello.ko", "lsmod")
    at_the_prompt(one, "insmod kthread_stop.ko", "echo mine > /tmp/file")
    assert at_the_prompt(other, "insmod hello.ko", "lsmod") == alone
    assert at_the_prompt(other, "test -e /tmp/file || echo none") == "none\n"
    assert [module.name for module in one.kernel.modules] == ["kthread_stop"]
    assert [module.name for module in other.kernel.modules] == ["hello"]


def test_a_machine_may_run_in_short_steps_or_in_one() -> None:
    logs = []
    for steps in (1, 97):
        machine = Machine()
        at_the_prompt(machine, "insmod kthread_hang.ko")
        end = machine.now + 30 * NSEC_PER_SEC
        for _ in range(steps - 1):
            machine.run(machine.now + 30 * NSEC_PER_SEC // steps)
        machine.run(end)
        logs.append((machine.now, machine.terminal(1).take_output()))
    assert logs[0] == logs[1]
    assert logs[0][1].count("Thread Running") == 5


def test_a_long_run_twice_is_the_same_run() -> None:
    runs = []
    for _ in range(2):
        machine = Machine()
        at_the_prompt(machine, "insmod kthread_signal.ko")
        machine.run(2 * 3600 * NSEC_PER_SEC)
        runs.append(machine.terminal(1).take_output())
    assert runs[0] == runs[1]
