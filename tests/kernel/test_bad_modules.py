"""Modules that are no modules, that never come to an end, or that try to get out."""

import pytest

from kshell.kernel.module.image import BadImage, read_image
from tests.kernel.lab import Lab

HEAD = 'from kshell.linux import *\nMODULE_LICENSE("GPL")\n'
ENOENT, ENOEXEC = -2, -8


def init(*lines: str) -> str:
    return HEAD + "def init():\n" + "".join(f"    {line}\n" for line in lines) + "    return 0\nmodule_init(init)\n"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("print('hello, world, hello, world, hello, world, hello, world')\n", "Invalid ELF header magic: != \x7fELF"),
        (HEAD + "this is no python\nat all\n", "demo: demo.py:3: invalid syntax"),
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


def test_bytes_that_are_no_text_are_no_module():
    with pytest.raises(BadImage, match="Invalid ELF header"):
        read_image("demo", "demo.py", b"kshell \xff" * 20)
