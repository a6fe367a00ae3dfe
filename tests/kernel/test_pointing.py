"""What is wrong with a module is told with file, line and column, and a caret below the line."""

from io import BytesIO

import pytest

from kshell.machine import NSEC_PER_SEC, Machine, Settings
from kshell.uapi.errno import Errno
from tests.kernel.lab import Lab

HEAD = 'from kshell.linux import *\nMODULE_LICENSE("GPL")\n'


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (
            HEAD + "def init(:\n",
            """\
demo: demo.py:3:10: invalid syntax
    3 | def init(:
      |          ^""",
        ),
        (
            HEAD + "def init():\n\tx = (1 +\n\treturn 0\n",
            """\
demo: demo.py:4:6: '(' was never closed
    4 | \tx = (1 +
      | \t    ^""",
        ),
        (
            HEAD + "text = 'größer'; x = 1 // 0  # no\n",
            """\
demo: demo.py:3:22: ZeroDivisionError: integer division or modulo by zero
    3 | text = 'größer'; x = 1 // 0  # no
      |                      ^~~~~~""",
        ),
        (
            HEAD + "def init(first, second):\n    return 0\nmodule_init(init)\n",
            """\
demo: demo.py:3:10: module_init: init(first, second) wants arguments, and is given none
    3 | def init(first, second):
      |          ^~~~~""",
        ),
        (
            HEAD + "@module_exit\ndef ends(unused):\n    pass\n",
            """\
demo: demo.py:4:10: module_exit: ends(unused) wants arguments, and is given none
    4 | def ends(unused):
      |          ^~~~~~""",
        ),
        (
            HEAD + "module_init(3)\n",
            """\
demo: demo.py:3:13: module_init(3): not a function
    3 | module_init(3)
      |             ^""",
        ),
        (HEAD + "x = 1 //" + " 0" * 100 + "\n", "demo: demo.py:3:12: invalid syntax"),
        (HEAD + "if True:\n", "demo: demo.py:3:9: expected an indented block after 'if' statement on line 3"),
    ],
)
def test_a_module_that_cannot_be_one_is_refused_and_the_place_is_shown(source: str, shown: str) -> None:
    lab = Lab()
    assert lab.load(source) == -Errno.ENOEXEC
    assert "\n".join(lab.log).startswith(shown)
    assert lab.kernel.modules.listed() == []


def log_of(body: str) -> list[str]:
    lab = Lab()
    lab.load(HEAD + body + "\nmodule_init(init)\n")
    lab.run(1)
    return lab.log


def test_an_exception_in_a_module_shows_the_line_and_carets_below_what_raised_it() -> None:
    log = log_of('def init():\n    table = {}\n    return 1 + table["key"]')
    at = log.index("Traceback (most recent call last):")
    assert log[at + 1 : at + 5] == [
        '  File "demo.py", line 5, in init',
        '    return 1 + table["key"]',
        "               ^^^^^^^^^^^^",
        "KeyError: 'key'",
    ]
    assert 'Code: demo.py:5: return 1 + <table["key"]>' in log


def test_a_fault_is_marked_in_the_code_as_linux_marks_the_byte() -> None:
    assert "Code: demo.py:5: return 1 + <p.count>" in log_of("def init():\n    p = None\n    return 1 + p.count")
    assert "Code: demo.py:5: p.count" in log_of("def init():\n    p = None\n    p.count")


def test_a_thread_function_that_takes_no_argument_is_shown() -> None:
    log = log_of('def fn():\n    return 0\ndef init():\n    kthread_run(fn, NULL, "x")\n    return 0')
    at = log.index("Traceback (most recent call last):")
    assert log[at + 1 : at + 4] == [
        '  File "demo.py", line 3, in fn',
        "    def fn():",
        "TypeError: fn() takes 0 positional arguments but 1 was given",
    ]
    assert "kernel BUG at /root/demo.py:3!" in log


UNKNOWN = """\
from kshell.linux import *
import socket
from kshell.linux import pr_inof
MODULE_LICENSE("GPL")
def init():
    return printk.__globals__ or kthread_shuold_stop() or frobnicate()
module_init(init)
"""
ADVICE = """\
kshell: demo.py:2:8: socket: a module imports from kshell.linux and nothing else
kshell:     2 | import socket
kshell:       |        ^~~~~~
kshell: demo.py:3:26: pr_inof is not in kshell.linux: did you mean pr_info?
kshell:     3 | from kshell.linux import pr_inof
kshell:       |                          ^~~~~~~
kshell: demo.py:6:19: __globals__ is not for modules: it leads out of the kernel
kshell:     6 |     return printk.__globals__ or kthread_shuold_stop() or frobnicate()
kshell:       |                   ^~~~~~~~~~~
kshell: demo.py:6:34: kthread_shuold_stop is not in kshell.linux: did you mean kthread_should_stop?
kshell:     6 |     return printk.__globals__ or kthread_shuold_stop() or frobnicate()
kshell:       |                                  ^~~~~~~~~~~~~~~~~~~
kshell: demo.py:6:59: frobnicate is not in kshell.linux
kshell:     6 |     return printk.__globals__ or kthread_shuold_stop() or frobnicate()
kshell:       |                                                           ^~~~~~~~~~
"""


def test_where_an_unknown_symbol_is_used_is_said_beside_what_linux_says() -> None:
    machine = Machine(Settings(files={"demo.py": UNKNOWN.encode()}))
    out, err = BytesIO(), BytesIO()
    status = machine.run_script(["bash", "-c", "insmod demo.py; dmesg -t"], None, out, err, 60 * NSEC_PER_SEC)
    assert status == 0
    assert out.getvalue().decode().splitlines()[2:] == [
        "demo: Unknown symbol socket (err -2)",
        "demo: Unknown symbol __globals__ (err -2)",
        "demo: Unknown symbol pr_inof (err -2)",
        "demo: Unknown symbol kthread_shuold_stop (err -2)",
        "demo: Unknown symbol frobnicate (err -2)",
    ]
    said = err.getvalue().decode()
    assert "".join(line for line in said.splitlines(keepends=True) if line.startswith("kshell")) == ADVICE
    assert said.endswith("insmod: ERROR: could not insert module demo.py: Unknown symbol in module\n")


def test_a_name_that_only_the_other_world_has() -> None:
    machine = Machine(Settings(kernel="6.1"))
    err = BytesIO()
    machine.run_script(["bash", "-c", "insmod kthread_stop.ko"], None, BytesIO(), err, 60 * NSEC_PER_SEC)
    assert "do_exit is not for modules in this kernel\n" in err.getvalue().decode()
