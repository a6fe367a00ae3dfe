"""The examples in the manual: each runs as it stands on a machine that has just booted."""

import pytest

import kshell.linux
from kshell.machine import NSEC_PER_SEC, Machine, Settings
from kshell.machine.examples import COMMANDS
from kshell.machine.manual9 import functions
from kshell.plugins.manager import plugin_manager, registry
from tests.userland.conftest import Computer

PROGRAMS = [path.rpartition("/")[2] for path in registry(plugin_manager()).paths()]
STAYING = {"less": "q", "man": "q", "more": "q", "top": "q", "watch": "\x03"}
STATUS = {"edit": 1, "false": 1, "umount": 32}


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_example_of_a_program_runs(name: str) -> None:
    machine = Machine(Settings())
    terminal = machine.terminal(1)
    machine.run(NSEC_PER_SEC * 10, lambda: terminal.prompt is not None)
    terminal.type_line(COMMANDS[name])
    if name == "reboot":
        machine.run(machine.now + 60 * NSEC_PER_SEC, lambda: machine.boots == 2)
        assert machine.boots == 2
        return
    if name in STAYING:
        machine.run(machine.now + NSEC_PER_SEC)
        terminal.type(STAYING[name])
    machine.run(machine.now + 20 * NSEC_PER_SEC, lambda: terminal.prompt is not None)
    assert (terminal.prompt, terminal.status) == ("root@kshell:~# ", STATUS.get(name, 0))


@pytest.fixture(scope="module")
def library() -> Computer:
    return Computer()


@pytest.mark.parametrize("name", functions())
def test_a_page_about_a_function_says_whether_it_may_sleep_and_shows_it_in_use(library: Computer, name: str) -> None:
    shown = library(f"man 9 {name}")
    source = shown.partition("\nEXAMPLE\n")[2].partition("\nSEE ALSO\n")[0]
    assert name in source.partition("\n\n")[2]
    path = source.split()[2]
    assert library(f"modinfo -F filename {path}") == path + "\n"
    assert "\nCONTEXT\n" in shown or isinstance(getattr(kshell.linux, name), type)
