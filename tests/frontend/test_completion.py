"""What Tab offers: functions of the text before the cursor, over a booted machine that is only looked at."""

from pathlib import Path

import pytest

from kshell.frontend.completion.complete import complete
from kshell.frontend.completion.menu import inserted
from kshell.machine import NSEC_PER_SEC, Machine, Settings
from kshell.machine.surroundings import Surroundings

MODULE = b'''"""Counts things."""
from kshell.linux import *
MODULE_LICENSE("GPL")
MODULE_DESCRIPTION("Counts to a number")
count = 3
module_param("count", int, 0o644)
MODULE_PARM_DESC("count", "how far to count")
@module_init
def start():
    return 0
@module_exit
def end():
    pass
'''


class Person:
    """Somebody at tty1 of a machine."""

    def __init__(self, modules: Path) -> None:
        (modules / "counter.py").write_bytes(MODULE)
        files = {"broken.ko": b"no module", "my file": b"", "notes.txt": b"x"}
        self.machine = Machine(Settings(modules=(modules,), files=files))
        self.terminal = self.machine.terminal(1)
        self.machine.run(10 * NSEC_PER_SEC, lambda: self.terminal.prompt is not None)

    def run(self, line: str) -> None:
        self.terminal.type_line(line)
        self.machine.run(self.machine.now + NSEC_PER_SEC)
        assert self.terminal.prompt is not None

    def offered(self, text: str) -> list[tuple[str, str]]:
        return [(c.text, c.description) for c in complete(Surroundings(self.terminal), text)[1]]

    def words(self, text: str) -> list[str]:
        return [word for word, _ in self.offered(text)]

    def typed(self, text: str) -> list[str]:
        """The words as they would be inserted."""
        here, found = complete(Surroundings(self.terminal), text)
        return [inserted(here, candidate) for candidate in found]


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


def test_commands_with_what_they_do(person: Person) -> None:
    person.run("alias lsx='ls -x'; lsfun() { :; }")
    assert person.offered("ls") == [
        ("ls", "list what is in folders"),
        ("lsfun", "function"),
        ("lsmod", "what /proc/modules and /sys/module say of the loaded modules"),
        ("lsx", "alias for ls -x"),
    ]
    assert person.offered("true") == [("true", "Return a successful result")]


@pytest.mark.parametrize(
    "text", ["rmmo", "true; rmmo", "true | rmmo", "if rmmo", "x=1 rmmo", "echo $(rmmo", "{ rmmo", "for i in 1; do rmmo"]
)
def test_a_command_is_known_wherever_one_stands(person: Person, text: str) -> None:
    assert person.words(text) == ["rmmod"]


@pytest.mark.parametrize("text", ["# rmmo", "echo rmmo", "true >rmmo", "case rmmo"])
def test_no_command_stands_there(person: Person, text: str) -> None:
    assert "rmmod" not in person.words(text)


def test_options_from_the_help_text_of_the_program(person: Person) -> None:
    assert ("-f", "output appended data as the file grows;") not in person.offered("cat -")
    assert ("--force", "forces a module unload and may crash your") in person.offered("rmmod --")
    assert ("-a", "do not ignore entries starting with .") in person.offered("ls -")
    assert ("--sort=", "sort by WORD instead of name: none (-U), size (-S),") in person.offered("ls --so")
    assert person.offered("dmesg --foll") == [
        ("--follow", "wait for new messages"),
        ("--follow-new", "wait and print only new messages"),
    ]


def test_files_and_folders(person: Person) -> None:
    assert "notes.txt" in person.words("cat n")
    assert person.words("cat /etc/host") == ["/etc/hostname"]
    assert person.words("ls /us") == ["/usr/"]
    assert person.words("cd /pro") == ["/proc/"]
    assert person.words("cat ~/note") == ["~/notes.txt"]
    assert person.words("dmesg >note") == ["notes.txt"]
    assert person.words("cd note") == []
    assert person.words("dd if=note") == ["if=notes.txt"]


def test_names_are_quoted_as_the_rest_is(person: Person) -> None:
    assert person.typed("cat my") == ["my\\ file"]
    assert person.typed("cat 'my") == ["'my file'"]
    assert person.typed('cat "my f') == ['"my file"']
    assert person.typed("cat my\\ f") == ["my\\ file"]


def test_only_modules_that_are_not_loaded_are_offered_to_insmod(person: Person) -> None:
    offered = dict(person.offered("insmod "))
    assert offered["counter.ko"] == "Counts to a number"
    assert "hello.ko" in offered
    assert not {"broken.ko", "notes.txt", "my file"} & offered.keys()
    person.run("insmod counter.ko")
    assert "counter.ko" not in person.words("insmod ")


def test_parameters_of_a_module(person: Person) -> None:
    assert person.offered("insmod counter.ko ") == [("count=", "int  how far to count")]
    assert person.offered("insmod ./counter.ko co") == [("count=", "int  how far to count")]


def test_loaded_modules_with_use_count_and_state(person: Person) -> None:
    assert person.words("rmmod ") == []
    person.run("insmod counter.ko")
    assert person.offered("rmmod ") == [("counter", "Live, not used")]
    assert person.offered("modprobe -r cou") == [("counter", "Live, not used")]


def test_installed_modules(person: Person) -> None:
    assert person.words("modprobe ") == []
    person.run("mkdir -p /lib/modules/$(uname -r)/extra; cp counter.ko /lib/modules/$(uname -r)/extra; depmod")
    assert person.offered("modprobe c") == [("counter", "Counts to a number")]
    assert person.offered("modprobe counter ") == [("count=", "int  how far to count")]
    assert ("counter", "Counts to a number") in person.offered("modinfo c")


def test_processes_with_name_and_state(person: Person) -> None:
    person.run("sleep 1000 &")
    pid = str(next(task.pid for task in person.machine.kernel.pids.tasks() if task.comm == "sleep"))
    assert (pid, "sleep  S (sleeping)") in person.offered("kill ")
    assert person.offered("kill ")[0] == ("%1", "Running  sleep 1000")
    assert person.offered(f"why {pid}") == [(pid, "sleep  S (sleeping)")]
    assert (f"/proc/{pid}/", "sleep  S (sleeping)") in person.offered("cat /proc/")
    assert person.offered("fg ") == [("%1", "Running  sleep 1000")]
    assert person.words("pkill sl") == ["sleep"]


def test_signals(person: Person) -> None:
    assert person.offered("kill -KI") == [("-KILL", "9  Killed")]
    assert person.offered("kill -9") == [("-9", "SIGKILL  Killed")]
    assert person.offered("kill -s TER") == [("TERM", "15  Terminated")]


def test_variables_and_manual_pages(person: Person) -> None:
    person.run("colour=blue")
    assert person.offered("echo $colo") == [("$colour", "blue")]
    assert person.offered("echo x${colo") == [("x${colour}", "blue")]
    assert person.typed('echo "a $colo') == ['"a $colour']
    assert person.offered("man kthread_st") == [("kthread_stop", "ask a thread to stop and wait until it has")]
    assert person.offered("help tru") == [
        ("true", "Return a successful result"),
        ("truncate", "cut files to a size, or make them longer"),
    ]
    assert person.offered("help kthread_st") == [("kthread_stop", "ask a thread to stop and wait until it has")]


def test_settings_of_the_kernel(person: Person) -> None:
    assert person.words("sysctl kernel.hung_task_t") == ["kernel.hung_task_timeout_secs"]
    assert person.words("sysctl -w vm.swap") == ["vm.swappiness"]
    assert "kernel.sysrq" in person.words("sysctl ")


def test_levels_facilities_columns_and_users(person: Person) -> None:
    assert person.offered("dmesg -l e") == [("emerg", "level 0"), ("err", "level 3")]
    assert person.words("dmesg --level=err,w") == ["--level=err,warn"]
    assert person.words("dmesg -f kern,us") == ["kern,user"]
    assert person.offered("ps -eo pid,wch") == [("pid,wchan", "WCHAN"), ("pid,wchars", "WCHARS")]
    assert person.words("ps --sort=start_t") == ["--sort=start_time"]
    assert person.words("ps -C ini") == ["init"]
    assert person.offered("su no") == [("nobody", "/bin/false")]


@pytest.mark.parametrize(
    "prefix", ["sudo", "sudo -u root", "timeout 5", "timeout -s KILL 5", "watch -n 1", "env A=b", "nice -n 5", "exec"]
)
def test_what_a_command_runs_is_completed_as_if_it_stood_alone(person: Person, prefix: str) -> None:
    person.run("insmod counter.ko")
    assert person.words(f"{prefix} rmmo") == ["rmmod"]
    assert person.offered(f"{prefix} rmmod ") == [("counter", "Live, not used")]
    assert ("--force", "forces a module unload and may crash your") in person.offered(f"{prefix} rmmod --")


def test_looking_changes_nothing(tmp_path: Path) -> None:
    logs = []
    for looking in (False, True):
        person = Person(tmp_path)
        person.run("sleep 1000 &")
        if looking:
            before = person.machine.now
            for text in ("", "cat ", "ls -", "insmod ", "rmmod ", "kill ", "cat /proc/", "/dev/", "echo $", "man k"):
                assert person.offered(text) is not None
            assert person.machine.now == before
        person.run("insmod counter.ko; echo $RANDOM >/dev/kmsg; ls -i / /root >/dev/kmsg")
        logs.append([(record.ns, record.text) for record in person.machine.kernel.log.buffer.records])
    assert logs[0] == logs[1]
