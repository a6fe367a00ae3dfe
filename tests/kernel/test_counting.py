"""Reference counters, atomic numbers and lists, used rightly and wrongly."""

import pytest

from tests.kernel.lab import Lab

HEAD = 'from kshell.linux import *\nMODULE_LICENSE("GPL")\nr = REFCOUNT_INIT(1)\n'


def init(*lines: str) -> str:
    return HEAD + "def init():\n" + "".join(f"    {line}\n" for line in lines) + "    return 0\nmodule_init(init)\n"


@pytest.mark.parametrize(
    ("calls", "text", "where"),
    [
        (["refcount_dec_and_test(r)", "refcount_inc(r)"], "addition on 0; use-after-free", "25"),
        (["refcount_dec_and_test(r)", "refcount_dec_and_test(r)"], "underflow; use-after-free", "28"),
        (["refcount_dec(r)"], "decrement hit 0; leaking memory", "31"),
    ],
)
def test_a_counter_that_goes_wrong_is_reported_once_and_saturates(calls: list[str], text: str, where: str):
    lab = Lab()
    lab.load(init(*calls, 'pr_info("count %u\\n", refcount_read(r))'))
    assert lab.log[1] == f"refcount_t: {text}."
    assert lab.log[2].startswith(
        f"WARNING: CPU: 0 PID: {lab.task.pid} at lib/refcount.c:{where} refcount_warn_saturate"
    )
    assert lab.log[-1] == "count 3221225472"
    lab.load(init(*calls), file="again.ko")
    assert sum(line.startswith("WARNING") for line in lab.log) == 1


def test_a_counter_used_rightly_says_when_the_last_has_gone():
    lab = Lab()
    lab.load(init("refcount_inc(r)", 'pr_info("%d%d\\n", refcount_dec_and_test(r), refcount_dec_and_test(r))'))
    assert lab.log == ["01"]


def test_an_atomic_wraps_around_as_an_int_does():
    lab = Lab()
    lab.load(init("v = ATOMIC_INIT(2147483647)", "atomic_inc(v)", 'pr_info("%d\\n", atomic_read(v))'))
    assert lab.log == ["-2147483648"]


LIST = (
    HEAD
    + "class Item:\n    def __init__(self, n):\n        self.n = n\n        self.list = list_head(self)\n"
    + "items = LIST_HEAD()\none = Item(1)\ntwo = Item(2)\n"
)


def list_init(*lines: str) -> str:
    body = ("list_add(one.list, items)", "list_add(two.list, items)", *lines)
    return LIST + "def init():\n" + "".join(f"    {line}\n" for line in body) + "    return 0\nmodule_init(init)\n"


def test_the_last_entry_added_in_front_comes_first():
    lab = Lab()
    lab.load(list_init("for item in list_for_each_entry(items):", '    pr_info("%d\\n", item.n)'))
    assert lab.log == ["2", "1"]


def test_taking_an_entry_off_twice_is_a_bug():
    lab = Lab()
    assert lab.load(list_init("list_del(one.list)", "list_del(one.list)")) == 1
    assert lab.log[:3] == [
        "list_del corruption, ffffffffc0284028->next is LIST_POISON1 (dead000000000100)",
        "------------[ cut here ]------------",
        "kernel BUG at lib/list_debug.c:53!",
    ]
    assert "RIP: 0010:__list_del_entry_valid.cold+0x5c/0x6f" in lab.log


def test_following_an_entry_that_was_taken_off_is_a_general_protection_fault():
    lab = Lab()
    lab.load(list_init("list_del(one.list)", "list_entry(one.list.next).n"))
    assert lab.log[0].startswith("general protection fault, probably for non-canonical address 0xdead0000000000f8")
