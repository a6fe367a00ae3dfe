"""/sys/module, /proc/modules and /proc/kallsyms (the recordings a-hello, m-params, ab-procsys2, ad-procuser)."""

import pytest

from kshell.kernel.panic import KERNEL_OFFSET
from kshell.kernel.printk.ringbuffer import prefixed
from kshell.uapi.errno import Errno
from tests.kernel.lab import Lab

OPTIONS = """
from kshell.linux import *

count = 3
module_param("count", int, 0o644)
who = "world"
module_param("who", charp, 0o444)
loud = False
module_param("loud", bool, 0o600)
secret = 7
module_param("secret", int, 0)

def options_show():
    return count

def options_init():
    return 0

def options_exit():
    printk("bye\\n")

EXPORT_SYMBOL(options_show)
module_init(options_init)
module_exit(options_exit)
MODULE_LICENSE("GPL")
MODULE_VERSION("1.0")
"""
SLOW = """
from kshell.linux import *

def start():
    ssleep(5)
    return 0

module_init(start)
MODULE_LICENSE("GPL")
"""
ENDLESS = """
from kshell.linux import *

def spin(data):
    while True:
        msleep(5)
    return 0

def start():
    return 0

module_init(start)
MODULE_LICENSE("GPL")
"""
HERE = "/sys/module/options/"
USER = 1000


@pytest.fixture
def lab():
    lab = Lab()
    assert lab.load(OPTIONS, file="options.ko") == 0
    return lab


def test_the_files_of_a_module(lab):
    names = lab.do(lambda calls: sorted(calls.getdents(HERE)))
    assert names == [
        "coresize", "holders", "initsize", "initstate", "notes", "parameters", "refcnt", "sections", "srcversion",
        "taint", "uevent", "version",
    ]  # fmt: skip
    shown = {"coresize": "16384", "initsize": "0", "initstate": "live", "refcnt": "0", "taint": "OE", "version": "1.0"}
    for name, text in shown.items():
        assert lab.read(HERE + name) == text + "\n"


def test_directories_count_those_in_them(lab):
    links = [lab.do(lambda calls, path=path: calls.stat(path).nlink) for path in ("/sys", "/sys/module", HERE)]
    assert links == [13, 67, 6]


def test_a_module_that_is_loading():
    lab = Lab()
    assert lab.load(SLOW, file="slow.ko") == 1
    assert lab.read("/sys/module/slow/initstate") == "coming\n"
    assert lab.read("/sys/module/slow/initsize") == "12288\n"
    assert lab.read("/sys/module/slow/refcnt") == "1\n"
    assert lab.read("/proc/modules") == "slow 28672 1 [permanent], Loading 0xffffffffc0281000 (OE+)\n"
    assert lab.read("/sys/module/slow/version") == "ENOENT"


def test_parameters_are_seen_and_set_by_their_permissions(lab):
    here = HERE + "parameters/"
    assert lab.do(lambda calls: calls.getdents(here)) == ["loud", "count", "who"]
    assert lab.write(here + "count", "0x9\n") == ""
    assert lab.read(here + "count") == "9\n"
    assert lab.write(here + "count", "x\n") == "EINVAL"
    assert lab.write(here + "count", "5000000000\n") == "ERANGE"
    assert lab.write(here + "who", "me\n") == "EACCES"
    assert lab.write(here + "loud", "on\n") == ""
    assert lab.read(here + "loud") == "Y\n"
    assert lab.read(here + "secret") == "ENOENT"


def test_a_user_sees_what_the_mode_lets_others_see(lab):
    here = HERE + "parameters/"
    assert lab.read(here + "count", USER) == "3\n"
    assert lab.read(here + "loud", USER) == "EACCES"
    assert lab.write(here + "count", "1\n", USER) == "EACCES"
    assert lab.read(HERE + "sections/.text", USER) == "EACCES"


def test_addresses_agree_and_are_hidden_from_users(lab):
    assert lab.read("/proc/modules") == "options 16384 0 - Live 0xffffffffc0281000 (OE)\n"
    assert lab.read(HERE + "sections/.text") == "0xffffffffc0281000\n"
    assert "ffffffffc0281000 T options_show\t[options]\n" in lab.read("/proc/kallsyms")
    assert lab.read("/proc/modules", USER) == "options 16384 0 - Live 0x0000000000000000 (OE)\n"
    assert "0000000000000000 T options_show\t[options]\n" in lab.read("/proc/kallsyms", USER)
    lab.write("/proc/sys/kernel/kptr_restrict", "2\n")
    assert lab.read(HERE + "sections/.text") == "0x0000000000000000\n"


def test_the_symbols_of_a_module(lab):
    lines = [line for line in lab.read("/proc/kallsyms").splitlines() if line.endswith("[options]")]
    assert [line.split()[1:3] for line in lines] == [
        ["r", "__crc_options_show"],
        ["r", "_note_10"],
        ["r", "_note_9"],
        ["r", "__kstrtab_options_show"],
        ["r", "__kstrtabns_options_show"],
        ["r", "__ksymtab_options_show"],
        ["d", "count"],
        ["d", "who"],
        ["b", "loud"],
        ["d", "secret"],
        ["t", "options_exit"],
        ["d", "__UNIQUE_ID___addressable_cleanup_module200"],
        ["r", "__param_secret"],
        ["r", "__param_str_secret"],
        ["r", "__param_loud"],
        ["r", "__param_str_loud"],
        ["r", "__param_who"],
        ["r", "__param_str_who"],
        ["r", "__param_count"],
        ["r", "__param_str_count"],
        ["d", "__this_module"],
        ["t", "cleanup_module"],
        ["T", "options_show"],
    ]


def test_the_sections_of_a_module_are_those_that_it_fills(lab):
    assert lab.do(lambda calls: " ".join(sorted(calls.getdents(HERE + "sections")))) == (
        ".bss .data .exit.data .exit.text .gnu.linkonce.this_module .init.data .init.text .note.Linux "
        ".note.gnu.build-id .orc_unwind .orc_unwind_ip .return_sites .rodata .rodata.str1.1 .strtab .symtab .text "
        "__kcrctab __ksymtab __ksymtab_strings __mcount_loc __param"
    )
    notes = {".note.Linux": 60, ".note.gnu.build-id": 36}
    assert lab.do(lambda calls: sorted(calls.getdents(HERE + "notes"))) == list(notes)
    for name, size in notes.items():
        assert lab.do(lambda calls, name=name: calls.stat(f"{HERE}notes/{name}").size) == size


def test_a_function_that_never_returns_is_put_where_what_is_seldom_run_is():
    lab = Lab()
    lab.load(ENDLESS)
    names = lab.do(lambda calls: calls.getdents("/sys/module/demo/sections"))
    assert ".text.unlikely" in names and ".text" not in names and ".exit.text" not in names


def test_the_console_shows_times_and_levels_as_it_is_told(lab):
    shown = []
    lab.kernel.log.consoles.append(lambda record: shown.append(prefixed(record)))
    lab.write("/dev/kmsg", "<7>debug")
    lab.write("/sys/module/printk/parameters/ignore_loglevel", "1")
    lab.write("/sys/module/printk/parameters/time", "0")
    lab.write("/dev/kmsg", "<7>debug")
    assert shown == ["debug"]


def test_the_kernel_is_where_a_panic_says(lab):
    symbols = dict(reversed(line.split()[::2]) for line in lab.read("/proc/kallsyms").splitlines() if " T " in line)
    offset = int(KERNEL_OFFSET.split()[2], 16)
    assert int(symbols["_text"], 16) == 0xFFFFFFFF81000000 + offset
    assert int(symbols["msleep"], 16) == 0xFFFFFFFF81000000 + offset + 0x1549D0


def test_nothing_can_be_made_or_removed_there(lab):
    assert lab.do(lambda calls: calls.mkdir(HERE + "x")) == "EPERM"
    assert lab.do(lambda calls: calls.open(HERE + "x", 0o101)) == "EACCES"
    assert lab.do(lambda calls: calls.unlink(HERE + "refcnt")) == "EPERM"
    assert lab.do(lambda calls: calls.rename(HERE + "refcnt", HERE + "y")) == "EPERM"
    assert lab.do(lambda calls: calls.rename("/tmp", HERE + "y")) == "EXDEV"
    assert lab.write(HERE + "refcnt", "1\n") == "EACCES"


def test_a_uevent_can_be_asked_for(lab):
    assert lab.read(HERE + "uevent") == "EACCES"
    assert lab.write(HERE + "uevent", "add\n") == ""
    assert lab.write(HERE + "uevent", "x\n") == "EINVAL"
    assert lab.log[-1] == "synth uevent: /module/options: unknown uevent action string"


def test_oopses_are_counted(lab):
    assert lab.read("/sys/kernel/oops_count") == "0\n"
    lab.load("from kshell.linux import *\n@module_init\ndef start():\n    BUG()\n", file="bad.ko")
    assert lab.read("/sys/kernel/oops_count") == "1\n"


def test_what_is_built_in_has_parameters_too(lab):
    names = lab.do(lambda calls: sorted(calls.getdents("/sys/module")))
    assert names[:3] == ["8250", "acpi", "acpiphp"] and len(names) == 65
    assert lab.read("/sys/module/printk/parameters/time") == "Y\n"
    assert lab.write("/sys/module/printk/parameters/time", "x\n") == "EINVAL"
    lab.write("/sys/module/printk/parameters/time", "0\n")
    assert lab.read("/sys/module/printk/parameters/time") == "N\n"
    lab.write("/sys/module/kernel/parameters/panic", "7\n")
    assert lab.read("/proc/sys/kernel/panic") == "7\n"
    assert lab.read("/sys/module/kernel/parameters/module_blacklist") == "(null)\n"
    assert lab.write("/sys/module/cpuidle/parameters/off", "1\n") == "EACCES"


def test_once_signatures_are_asked_for_no_module_is_loaded(lab):
    lab.write("/sys/module/module/parameters/sig_enforce", "1\n")
    assert lab.load("module_init(lambda: 0)") == -Errno.EKEYREJECTED
    assert lab.log[-1] == "Loading of unsigned module is rejected"
    assert lab.write("/sys/module/module/parameters/sig_enforce", "0\n") == "EROFS"
