"""Object files: a module's .ko holds more than its source (recording b-files)."""

from collections.abc import Callable

import pytest

from kshell.userland.process import Process
from tests.userland.conftest import Computer


@pytest.fixture
def computer() -> Computer:
    return Computer()


def changed(computer: Computer, name: str, change: Callable[[bytes], bytes]) -> None:
    """Put a changed copy of hello.ko into a file."""

    def copy(p: Process) -> None:
        p.write_file(name, change(p.read_file("hello.ko")).decode("utf-8", "surrogateescape"))

    computer.do(copy)


def log(computer: Computer) -> list[str]:
    return [record.text for record in computer.kernel.log.buffer.records if "taints" not in record.text]


def test_a_module_keeps_its_name_whatever_its_file_is_called(computer: Computer):
    computer("cp hello.ko other.ko")
    assert computer("insmod other.ko") == ""
    assert computer("rmmod other") == "rmmod: ERROR: Module other is not currently loaded\n[1]\n"
    assert computer("rmmod hello") == ""


def test_a_ko_is_built_of_the_source_beside_it(computer: Computer):
    assert computer("cat hello.py").startswith('"""')
    computer.write("/root/mine.py", 'from kshell.linux import *\nMODULE_LICENSE("GPL")\nMODULE_AUTHOR("me")\n')
    assert computer("modinfo -F author mine.ko") == "me\n"
    assert computer("insmod mine.ko") == ""


@pytest.mark.parametrize(
    ("length", "line"), [(30, "Invalid ELF header len 30"), (1500, "Invalid ELF section header overflow")]
)
def test_a_cut_file_is_no_object_file(computer: Computer, length: int, line: str):
    changed(computer, "cut.ko", lambda data: data[:length])
    message = "insmod: ERROR: could not insert module cut.ko: Invalid module format\n[1]\n"
    assert computer("insmod cut.ko") == message
    assert log(computer) == [line]


def test_another_release_in_the_version_magic_loads_another_kind_of_kernel_does_not(computer: Computer):
    changed(computer, "old.ko", lambda data: data.replace(b"vermagic=6.1.0-56", b"vermagic=6.1.0-99"))
    assert computer("insmod old.ko") == ""
    computer("rmmod hello")
    changed(computer, "other.ko", lambda data: data.replace(b"SMP preempt", b"SMP nothing"))
    assert (
        computer("insmod other.ko") == "insmod: ERROR: could not insert module other.ko: Invalid module format\n[1]\n"
    )
    assert log(computer)[-1] == (
        "hello: version magic '6.1.0-56-amd64 SMP nothing mod_unload modversions ' should be "
        "'6.1.0-56-amd64 SMP preempt mod_unload modversions '"
    )


def test_force_taints_before_anything_is_checked(computer: Computer):
    assert computer("insmod -f hello.ko") == ""
    assert log(computer)[:2] == [
        "hello: module_layout: kernel tainted.",
        "Disabling lock debugging due to kernel taint",
    ]
    assert computer.kernel.taint.value == 12288 + 2
