"""Modules that are no modules, that never come to an end, or that try to get out."""

import signal
import subprocess
import sys
from typing import Any

import pytest

from kshell.kernel.kthread import kthread_start
from kshell.kernel.module.image import SCHED, BadImage, read_image
from kshell.machine.limits import PATIENCE, Watchdog
from tests.kernel.lab import Lab

HEAD = 'from kshell.linux import *\nMODULE_LICENSE("GPL")\n'
ENOENT, ENOEXEC = -2, -8


def init(*lines: str) -> str:
    return HEAD + "def init():\n" + "".join(f"    {line}\n" for line in lines) + "    return 0\nmodule_init(init)\n"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("print('hello, world, hello, world, hello, world, hello, world')\n", "Invalid ELF header magic: != \x7fELF"),
        (HEAD + "x = 1\n" * 1_700_000, "demo: demo.py has 10200049 bytes; a module has 262144 at most"),
        (HEAD + "x = " + "+".join("1" * 20_000) + "\n", "demo: demo.py: nested too deeply"),
        (HEAD + "x = a" + "()" * 20_000 + "\n", "demo: demo.py: nested too deeply"),
        (HEAD + "while True:\n    pass\n", "demo: demo.py: the code outside its functions does not come to an end"),
    ],
)
def test_what_is_no_module_is_refused_with_one_line(source: str, text: str):
    lab = Lab()
    assert lab.load(source) == ENOEXEC
    assert lab.log == [text]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("().__class__", "__class__"),
        ("printk.__globals__", "__globals__"),
        ("g.gi_frame", "gi_frame"),
        ("__sched__ = None", "__sched__"),
        ("global __builtins__", "__builtins__"),
        ("def __task_exit__(): pass", "__task_exit__"),
    ],
)
def test_a_name_that_leads_out_of_the_module_is_an_unknown_symbol(line: str, name: str):
    lab = Lab()
    assert lab.load(init("g = None", line)) == ENOENT
    assert f"demo: Unknown symbol {name} (err -2)" in lab.log


def test_so_is_one_in_a_pattern_and_as_an_import():
    for source in (
        init("match 1:", "    case int(__class__=c): pass"),
        "from kshell.linux import printk as __sched__\n",
    ):
        lab = Lab()
        assert lab.load(source) == ENOENT


def test_getattr_finds_no_such_name_either():
    lab = Lab()
    lab.load(init('pr_info("%d\\n", hasattr(1, "__cl" + "ass__"))', 'getattr(1, "__cl" + "ass__")'))
    assert lab.log[0] == "0"
    assert "AttributeError: no such attribute in the kernel: __class__" in lab.log


def test_special_methods_of_a_class_can_be_written():
    lab = Lab()
    assert lab.load(HEAD + "class A:\n    def __init__(self):\n        self.x = 1\n" + init("A()")) == 0


@pytest.mark.parametrize(
    "body",
    ["    return max([n], key=deep)", "    return sorted([n], key=deep)", "    return list(map(deep, [n]))"],
)
def test_recursion_through_a_builtin_is_a_stack_overflow_too(body: str):
    lab = Lab()
    lab.load(HEAD + f"def deep(n):\n{body}\n" + init("deep(1)"))
    assert lab.log[0].startswith("BUG: TASK stack guard page was hit at ")


@pytest.mark.parametrize("line", ["x = 10 ** 10 ** 8", "x = pow(10, 10 ** 8)", "x = 10; x **= 10 ** 8"])
def test_a_power_that_would_take_hours_is_a_bug(line: str):
    lab = Lab()
    lab.load(init(line))
    assert "OverflowError: a number of about 400000000 bits" in lab.log


def test_powers_of_common_size_are_what_they_were():
    lab = Lab()
    lab.load(init("x = 2", "x **= 3", 'pr_info("%d %d %d\\n", x, 2 ** 10, pow(3, 4, 5))'))
    assert lab.log == ["8 1024 1"]


def test_what_reads_a_long_range_in_one_call_can_be_preempted():
    lab = Lab(cpus=1)
    lab.load(
        init(
            "def count(data):",
            '    pr_info("counted %ld\\n", sum(range(10 ** 7)))',
            'kthread_run(count, None, "count")',
            "msleep(1)",
            'pr_info("meanwhile\\n")',
            "msleep(100)",
        )
    )
    lab.run(1)
    assert lab.log == ["meanwhile", "counted 49999995000000"]


def test_a_long_range_is_what_a_range_is():
    lab = Lab()
    lab.load(
        init(
            "r = range(0, 100, 2)",
            'pr_info("%d %d %d %d\\n", len(r), r[3], r[-1], sum(r))',
            'pr_info("%s %s %s\\n", 4 in r, 5 in r, r[1:4])',
            'pr_info("%s %s\\n", list(reversed(r))[:2], r == range(0, 99, 2))',
            'pr_info("%s %s\\n", r, range(3))',
        )
    )
    assert lab.log == ["50 6 98 2450", "True False range(2, 8, 2)", "[98, 96] True", "range(0, 100, 2) range(0, 3)"]


def test_no_except_of_a_module_stops_a_bug():
    lab = Lab()
    lab.load(init("try:", "    BUG()", "except BaseException:", '    pr_info("it goes on\\n")'))
    assert "it goes on" not in lab.log


def seen_running(times: int, ns: int = 0) -> list[str]:
    """The log after a module's thread was found running so often, having used so many ns each time."""
    lab, watchdog = Lab(), Watchdog()

    def look(frame: Any) -> None:
        lab.kernel.sched.charge(ns)
        watchdog.look(0, frame)

    module = {SCHED: lab.kernel.sched, "look": look, "getframe": sys._getframe, "times": times}
    exec("def work(data):\n    for _ in range(times):\n        look(getframe())\n", module)
    kthread_start(lab.kernel, module["work"], None, "work")
    lab.run(0.1)
    return lab.log


def test_a_module_that_keeps_the_host_busy_while_no_time_passes_is_ended():
    assert seen_running(PATIENCE) == []
    assert seen_running(PATIENCE + 1)[0] == "NMI watchdog: Watchdog detected hard LOCKUP on cpu 0"


def test_one_that_uses_its_time_is_left_to_the_kernel():
    assert seen_running(2 * PATIENCE, 100_000_000) == []


def test_bytes_that_are_no_text_are_no_module():
    with pytest.raises(BadImage, match="Invalid ELF header"):
        read_image("demo", "demo.py", b"kshell \xff" * 20)


ENDING = (
    "import atexit, signal\n"
    "atexit.register(lambda: print(signal.getitimer(signal.ITIMER_PROF)))\n"
    "from kshell.machine.limits import guard_process\n"
    "guard_process()\n"
)


def test_the_watchdog_is_gone_before_python_ends_which_a_signal_would_kill():
    ended = subprocess.run([sys.executable, "-c", ENDING], capture_output=True, text=True, check=True)
    assert ended.stdout == "(0.0, 0.0)\n"


def test_a_process_ends_when_its_cpu_time_is_over():
    code = "from kshell.machine.limits import allow_cpu\nallow_cpu(1)\nwhile True:\n    pass\n"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGXCPU
