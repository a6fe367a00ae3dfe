"""Loading and unloading: what is refused, with which errno and which line in the log."""

import pytest

from kshell.kernel.module.state import ModuleState
from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import O_TRUNC
from tests.kernel.lab import Lab

HEAD = 'from kshell.linux import *\nMODULE_LICENSE("GPL")\n'
HELLO = HEAD + 'def init():\n    pr_info("hello\\n")\n    return 0\ndef bye():\n    pr_info("bye\\n")\n'
HOOKS = "module_init(init)\nmodule_exit(bye)\n"


def test_the_first_load_taints_the_kernel_once():
    lab = Lab()
    lab.load(HELLO + HOOKS)
    lab.unload()
    lab.load(HELLO + HOOKS)
    assert [record.text for record in lab.kernel.log.buffer.records] == [
        "demo: loading out-of-tree module taints kernel.",
        "demo: module verification failed: signature and/or required key missing - tainting kernel",
        "hello",
        "bye",
        "hello",
    ]
    assert lab.kernel.taint.value == 12288


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("\0\1\2", "Invalid ELF header len 3"),
        ("", "Invalid ELF header len 0"),
        ("just text " * 7, "Invalid ELF header magic: != \x7fELF"),
        ("x = 1\n" * 20, "Invalid ELF header magic: != \x7fELF"),
        (HEAD + "while True:\n    pass\n", "demo: demo.py: the code outside its functions does not come to an end"),
    ],
)
def test_what_is_no_module_has_an_invalid_format(source: str, line: str):
    lab = Lab()
    assert lab.load(source) == -Errno.ENOEXEC
    assert lab.log == [line]
    assert lab.kernel.modules.listed() == []


@pytest.mark.parametrize(
    ("source", "symbol"),
    [
        ("import os\n", "os"),
        ("from random import random\n", "random"),
        ("from kshell.linux import no_such_call\n", "no_such_call"),
        ("def f():\n    frobnicate()\n", "frobnicate"),
        ("def f():\n    open('x')\n", "open"),
        ("f = extern('f')\n", "f"),
    ],
)
def test_what_nobody_exports_is_an_unknown_symbol(source: str, symbol: str):
    lab = Lab()
    assert lab.load(HEAD + source) == -Errno.ENOENT
    assert lab.log == [f"demo: Unknown symbol {symbol} (err -2)"]


def test_a_module_on_the_kernel_s_blacklist_is_refused_before_it_taints():
    lab = Lab(boot="module_blacklist=other,demo")
    assert lab.load(HELLO + HOOKS) == -Errno.EPERM
    assert [record.text for record in lab.kernel.log.buffer.records] == ["Module demo is blacklisted"]
    assert lab.load(HELLO + HOOKS, file="hello.ko") == 0


def test_do_exit_is_exported_in_the_article_s_world_alone():
    source = HEAD + "def f():\n    do_exit(0)\n"
    assert Lab().load(source) == 0
    lab = Lab(kernel="6.1")
    assert lab.load(source) == -Errno.ENOENT
    assert lab.log == ["demo: Unknown symbol do_exit (err -2)"]


def test_init_returning_an_errno_removes_the_module():
    lab = Lab()
    assert lab.load(HELLO.replace("return 0", "return -ENODEV") + HOOKS) == -Errno.ENODEV
    assert lab.kernel.modules.find("demo") is None


def test_init_returning_a_positive_number_is_only_suspicious():
    lab = Lab()
    assert lab.load(HELLO.replace("return 0", "return 5") + HOOKS) == 0
    assert lab.log[1].startswith(
        "do_init_module: 'demo'->init suspiciously returned 5, it should follow 0/-E convention"
    )


@pytest.mark.parametrize(
    ("statement", "report"),
    [
        ("None.x", "BUG: kernel NULL pointer dereference, address: 0000000000000000"),
        ("1 // 0", "divide error: 0000 [#1] PREEMPT SMP NOPTI"),
        ("[][1]", "IndexError: list index out of range"),
        (
            "init()",
            "BUG: TASK stack guard page was hit at ffffc900003ffff8 (stack is ffffc90000400000..ffffc90000404000)",
        ),
        ("BUG()", "kernel BUG at /root/demo.py:4!"),
    ],
)
def test_a_fault_in_init_kills_insmod_and_leaves_the_module_coming(statement: str, report: str):
    lab = Lab()
    assert lab.load(HEAD + f"def init():\n    {statement}\n    return 0\nmodule_init(init)\n") == 1
    assert report in lab.log
    module = lab.kernel.modules.find("demo")
    assert (module.state, module.refcnt) == (ModuleState.COMING, 1)
    assert not lab.task.alive
    assert lab.load(HELLO + HOOKS, file="other.ko") == 0


def test_a_write_through_null_is_told_from_a_read():
    lab = Lab()
    lab.load(HEAD + "p = None\ndef init():\n    p.x = 1\nmodule_init(init)\n")
    assert "#PF: supervisor write access in kernel mode" in lab.log
    assert "#PF: error_code(0x0002) - not-present page" in lab.log


def test_an_oops_names_module_function_and_source_line():
    lab = Lab()
    lab.load(HEAD + "def init():\n    x = None\n    x.y\nmodule_init(init)\n")
    assert "RIP: 0010:init+0x24/0x1000 [demo]" in lab.log
    assert "Code: demo.py:5: x.y" in lab.log


def test_a_second_load_says_that_it_exists():
    lab = Lab()
    lab.load(HELLO + HOOKS)
    assert lab.load(HELLO + HOOKS) == -Errno.EEXIST


def test_rmmod_checks_in_linux_s_order():
    lab = Lab()
    assert lab.unload("nosuch") == -Errno.ENOENT
    lab.load(HELLO + "module_init(init)\n", file="perm.ko")
    assert lab.unload("perm") == -Errno.EBUSY
    lab.load(HELLO + HOOKS)
    lab.kernel.modules.find("demo").refcnt = 1
    assert lab.unload() == -Errno.EAGAIN


def test_a_symbol_s_user_pins_its_owner():
    lab = Lab()
    lab.load(HEAD + "def twice(n):\n    return 2 * n\nEXPORT_SYMBOL(twice)\n", file="owner.ko")
    user = 'twice = extern("twice")\ndef init():\n    pr_info("%d\\n", twice(21))\n    return 0\ndef bye():\n    pass\n'
    lab.load(HEAD + user + HOOKS)
    assert lab.log == ["42"]
    assert lab.unload("owner") == -Errno.EAGAIN
    assert lab.unload() == 0
    assert lab.unload("owner") == 0


def test_parameters_are_stored_in_the_globals():
    lab = Lab()
    source = HEAD + 'count = 1\nmodule_param("count", int, 0o644)\nname = "x"\nmodule_param("name", charp, 0)\n'
    source += 'def init():\n    pr_info("%d %s\\n", count, name)\n    return 0\nmodule_init(init)\n'
    assert lab.load(source, 'count=0x10 name="two words" nosuch=1') == 0
    assert lab.log == ["demo: unknown parameter 'nosuch' ignored", "16 two words"]
    assert lab.load(source, "count=abc", file="b.ko") == -Errno.EINVAL
    assert lab.log[-1] == "b: `abc' invalid for parameter `count'"
    assert lab.load(source, "count=99999999999", file="c.ko") == -Errno.ERANGE
    assert lab.load(source, "count", file="d.ko") == -Errno.EINVAL


def test_a_module_may_not_swallow_its_own_end():
    source = HEAD + (
        "def fn(data):\n    while True:\n        try:\n            do_exit(0)\n        except:\n            pass\n"
        "        finally:\n            continue\n"
        'def init():\n    kthread_run(fn, None, "cat")\n    return 0\nmodule_init(init)\n'
    )
    lab = Lab()
    lab.load(source)
    lab.run(30)
    assert lab.kernel.down == ""
    assert lab.load(HELLO + HOOKS, file="other.ko") == 0


def test_threads_may_begin_threads_without_end():
    source = HEAD + (
        'def fn(n):\n    if n:\n        kthread_run(fn, n - 1, "t/%d", n - 1)\n    else:\n        pr_info("deep\\n")\n'
        '    ssleep(100)\ndef init():\n    kthread_run(fn, 400, "t")\n    return 0\nmodule_init(init)\n'
    )
    lab = Lab()
    lab.load(source)
    lab.run(1)
    assert lab.log == ["deep"]


def test_an_integer_followed_as_a_pointer_faults_at_that_address():
    lab = Lab()
    lab.load(HEAD + "p = 0x10\ndef init():\n    p.value\nmodule_init(init)\n")
    assert "BUG: kernel NULL pointer dereference, address: 0000000000000010" in lab.log


def test_a_pointer_that_no_address_can_be_is_a_general_protection_fault():
    lab = Lab()
    lab.load(HEAD + "p = 0xdead000000000100\ndef init():\n    p.next\nmodule_init(init)\n")
    head = (
        "general protection fault, probably for non-canonical address 0xdead000000000100: 0000 [#1] PREEMPT SMP NOPTI"
    )
    assert lab.log[0] == head


def test_an_oops_ends_with_the_place_of_the_first_one_as_it_is_called_now():
    lab = Lab()
    lab.load(HEAD + "def init():\n    BUG()\nmodule_init(init)\n", file="one.ko")
    lab.load(HEAD + "def init():\n    1 // 0\nmodule_init(init)\n", file="two.ko")
    assert [text for text in lab.log if text.startswith("RIP: 0010")] == [
        "RIP: 0010:init+0x14/0x1000 [one]",
        "RIP: 0010:init+0x14/0x1000 [one]",
        "RIP: 0010:init+0x14/0x1000 [two]",
        "RIP: 0010:init+0x14/0x1000 [one]",
    ]


@pytest.mark.parametrize(
    ("lock", "unlock", "right"), [("pass", "pass", False), ("mutex_lock(m)", "mutex_unlock(m)", True)]
)
def test_two_threads_that_add_to_a_global_lose_updates_without_a_lock(lock: str, unlock: str, right: bool):
    lab = Lab()
    lab.load(
        HEAD
        + "n = 0\nm = DEFINE_MUTEX()\ndef fn(data):\n    global n\n    for i in range(200000):\n"
        + f"        {lock}\n        n += 1\n        {unlock}\n    return 0\n"
        + 'def init():\n    kthread_run(fn, None, "a")\n    kthread_run(fn, None, "b")\n    return 0\n'
        + "module_init(init)\n"
    )
    lab.run(5)
    assert (lab.kernel.modules.find("demo").namespace["n"] == 400000) is right


OPTIONS = HEAD + (
    'count = 1\nmodule_param("count", int, 0o644)\nlist = [0, 0]\nmodule_param_array("list", int, None, 0o444)\n'
)


@pytest.mark.parametrize(
    ("params", "errno", "lines"),
    [
        ("list=1,2,3", Errno.EINVAL, ["list: can only take 2 arguments", "demo: `1' invalid for parameter `list'"]),
        (
            "count = 5",
            Errno.EINVAL,
            [
                "demo: `' invalid for parameter `count'",
                "demo: unknown parameter '=' ignored",
                "demo: unknown parameter '5' ignored",
            ],
        ),
        ("hello.ko", 0, ["demo: unknown parameter 'hello' ignored"]),
        ("count=2 -- count=x y", 0, ["demo: parameters 'count=x y' after `--' ignored"]),
        (
            "count=x list=y",
            Errno.EINVAL,
            ["demo: `x' invalid for parameter `count'", "demo: `y' invalid for parameter `list'"],
        ),
        ("async_probe dyndbg=+p", 0, []),
    ],
)
def test_each_parameter_is_looked_at_and_told_about(params: str, errno: int, lines: list[str]):
    lab = Lab()
    assert lab.load(OPTIONS, params) == -errno
    assert lab.log == lines


def test_pr_debug_speaks_in_a_module_loaded_with_dyndbg():
    lab = Lab()
    lab.load(HEAD + 'def init():\n    pr_debug("deep\\n")\nmodule_init(init)\n', "dyndbg")
    assert lab.log == ["deep"]


def test_forced_removal_of_a_held_module_leaves_its_count():
    lab = Lab()
    lab.load(
        HEAD
        + "def init():\n    __module_get(THIS_MODULE())\n"
        + 'def bye():\n    pr_info("%d\\n", module_refcount(THIS_MODULE()))\n'
        + HOOKS
    )
    assert lab.unload() == -Errno.EAGAIN
    assert lab.unload(flags=O_TRUNC) == 0
    assert lab.log == ["1"]
    assert lab.kernel.log.buffer.records[-2].text == "Disabling lock debugging due to kernel taint"
    assert lab.kernel.taint.value == 12288 + 8


def test_a_string_parameter_has_room_for_so_much():
    lab = Lab()
    source = HEAD + 'name = "x"\nmodule_param_string("name", "name", 8, 0o644)\n'
    assert lab.load(source, "name=1234567") == 0
    assert lab.kernel.modules.find("demo").namespace["name"] == "1234567"
    assert lab.load(source, "name=12345678", file="b.ko") == -Errno.ENOSPC
    assert lab.log == ["name: string doesn't fit in 7 chars.", "b: `12345678' too large for parameter `name'"]


PROVIDER = HEAD + (
    "def twice(n):\n    return 2 * n\nEXPORT_SYMBOL(twice)\n"
    "def init():\n    ssleep({init})\n    return 0\ndef bye():\n    ssleep({bye})\n" + HOOKS
)
CONSUMER = (
    HEAD
    + 'twice = extern("twice")\ndef init():\n    pr_info("%d\\n", twice(21))\n    return 0\n'
    + "module_init(init)\n"
)


def test_the_init_of_a_symbol_s_owner_is_waited_for_but_not_for_ever():
    lab = Lab()
    lab.load(PROVIDER.format(init=5, bye=0), file="owner.ko")
    lab.load(CONSUMER)
    lab.run(6)
    assert lab.log == ["42"]
    lab = Lab()
    lab.load(PROVIDER.format(init=100, bye=0), file="owner.ko")
    lab.load(CONSUMER)
    lab.run(31)
    assert lab.log == ["demo: gave up waiting for init of module owner.", "demo: Unknown symbol twice (err -16)"]


def test_a_module_on_its_way_out_exports_nothing():
    lab = Lab()
    owner = HEAD + (
        "def f():\n    return 1\nEXPORT_SYMBOL(f)\ndef bye():\n    ssleep(5)\nmodule_exit(bye)\n"
        "def init():\n    return 0\nmodule_init(init)\n"
    )
    assert lab.load(owner, file="owner.ko") == 0
    assert lab.unload("owner") == 1
    assert lab.load(HEAD + 'f = extern("f")\ndef init():\n    return f()\nmodule_init(init)\n', file="user.ko") == -2
    assert lab.log[-1] == "user: Unknown symbol f (err -2)"
