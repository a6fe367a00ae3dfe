"""Devices and files in /proc that modules make."""

from typing import Any

import pytest

from kshell.uapi.fcntl import O_NONBLOCK, O_RDONLY, O_WRONLY
from tests.kernel.lab import Lab

HEAD = 'from kshell.linux import *\nMODULE_LICENSE("GPL")\n'
TAIL = "\nmodule_init(init)\nmodule_exit(bye)\n"
DEVICE = (
    HEAD + "text = bytearray(b'hello')\nwq = DECLARE_WAIT_QUEUE_HEAD()\nready = 1\n"
    "def opened(inode, file):\n    pr_info('open %d %d\\n', file.f_mode, iminor(inode))\n    return RESULT\n"
    "def closed(inode, file):\n    pr_info('closed\\n')\n    return 0\n"
    "def read(file, buf, count, ppos):\n    if not ready and file.f_flags & O_NONBLOCK:\n        return -EAGAIN\n"
    "    if wait_event_interruptible(wq, lambda: ready):\n        return -ERESTARTSYS\n"
    "    return simple_read_from_buffer(buf, count, ppos, text, len(text))\n"
    "def write(file, buf, count, ppos):\n    global ready\n    ready = 1\n    wake_up_interruptible(wq)\n"
    "    return simple_write_to_buffer(text, len(text), ppos, buf, count) or -ENOSPC\n"
    "fops = file_operations(owner=THIS_MODULE(), open=opened, release=closed, read=read, write=write)\n"
    "misc = miscdevice(name='gadget', fops=fops)\n"
    "def init():\n    return misc_register(misc)\ndef bye():\n    misc_deregister(misc)\n" + TAIL
)


def device(result: str = "0", ready: int = 1) -> Lab:
    lab = Lab()
    assert lab.load(DEVICE.replace("RESULT", result).replace("ready = 1\ndef", f"ready = {ready}\ndef")) == 0
    return lab


def test_a_device_is_read_and_written_through_the_module_s_functions():
    lab = device()
    assert lab.read("/dev/gadget") == "hello"
    assert lab.write("/dev/gadget", "HE") == ""
    assert lab.read("/dev/gadget") == "HEllo"
    assert lab.log == ["open 1 124", "closed", "open 2 124", "closed", "open 1 124", "closed"]
    assert lab.read("/proc/misc").startswith("124 gadget\n125 cpu_dma_latency\n")
    assert lab.read("/sys/class/misc/gadget/dev") == "10:124\n"


def test_what_an_operation_returns_below_zero_is_the_program_s_errno():
    assert device("-EBUSY").read("/dev/gadget") == "EBUSY"
    assert device().write("/dev/gadget", "") == "ENOSPC"
    assert device().read("/dev/gadget", uid=1000) == "EACCES"


def test_a_module_is_in_use_while_its_device_is_open():
    lab = device()

    def hold(calls: Any) -> None:
        calls.open("/dev/gadget", O_RDONLY)
        calls.nanosleep(1_000_000_000)

    lab.do(hold)
    assert lab.kernel.modules.find("demo").refcnt == 1
    assert lab.unload() == -11
    lab.run(2)
    assert lab.unload() == 0
    assert lab.read("/dev/gadget") == "ENOENT"


def test_a_reader_sleeps_until_there_is_something_or_is_told_to_come_again():
    lab = device(ready=0)
    assert lab.do(lambda calls: calls.read(calls.open("/dev/gadget", O_NONBLOCK))) == "EAGAIN"
    read: list[bytes] = []
    reader = lab.spawn("reader", lambda: read.append(lab.kernel.calls.read(lab.kernel.calls.open("/dev/gadget"))) or 0)
    assert reader.letter == "S"
    lab.write("/dev/gadget", "J")
    lab.run(0.1)
    assert read == [b"Jello"]


def test_an_operation_that_faults_kills_the_program_that_called_it():
    lab = Lab()
    lab.load(
        HEAD + "nowhere = None\ndef read(file, buf, count, ppos):\n    return nowhere.value\n"
        "misc = miscdevice(name='bad', fops=file_operations(read=read))\n"
        "def init():\n    return misc_register(misc)\ndef bye():\n    pass\n" + TAIL
    )
    assert lab.read("/dev/bad") == "None"
    assert "RIP: 0010:read+0x14/0x20 [demo]" in lab.log
    trace = lab.log[lab.log.index(" <TASK>") + 1 :]
    assert trace[:3] == [" vfs_read+0xa5/0x310", " ksys_read+0x6b/0xf0", " do_syscall_64+0x5d/0xb0"]


REGION = (
    HEAD + "def read(file, buf, count, ppos):\n    return simple_read_from_buffer(buf, count, ppos, 'x', 1)\n"
    "fops = file_operations(read=read)\n"
    "def init():\n    pr_info('%d\\n', register_chrdev(0, 'old', fops))\n"
    "    pr_info('%d %d\\n', register_chrdev(246, 'new', fops), register_chrdev_region(MKDEV(246, 3), 1, 'x'))\n"
    "    cls = class_create(THIS_MODULE(), 'old')\n    device_create(cls, NULL, MKDEV(246, 7), NULL, 'old%d', 7)\n"
    "    return 0\ndef bye():\n    unregister_chrdev(246, 'old')\n" + TAIL
)


def test_numbers_are_given_out_from_246_down_and_none_twice():
    lab = Lab()
    lab.load(REGION)
    assert lab.log == ["246", "-16 -16"]
    assert "246 old\n247 cxl\n" in lab.read("/proc/devices")
    assert lab.read("/dev/old7") == "x"
    assert lab.read("/sys/class/old/old7/uevent") == "MAJOR=246\nMINOR=7\nDEVNAME=old7\n"
    lab.unload()
    assert lab.read("/dev/old7") == "ENXIO"


PROC = (
    HEAD + "items = ['one', 'two']\n"
    "def start(m, pos):\n    return items[pos.value] if pos.value < len(items) else NULL\n"
    "def after(m, v, pos):\n    pos.value += 1\n    return start(m, pos)\n"
    "def stop(m, v):\n    pass\ndef show(m, v):\n    seq_printf(m, '%s %d\\n', v, len(v))\n    return 0\n"
    "walk = seq_operations(start=start, next=after, stop=stop, show=show)\n"
    "ops = proc_ops(proc_open=lambda inode, file: seq_open(file, walk), proc_read=seq_read)\n"
    "def init():\n    global folder\n    folder = proc_mkdir('demo', NULL)\n"
    "    proc_create('walk', 0o600, folder, ops)\n    proc_create_single('note', 0, NULL, note)\n"
    "    pr_info('%d\\n', proc_create('walk', 0, folder, ops) == NULL)\n    return 0\n"
    "def note(m, v):\n    seq_puts(m, 'note\\n')\n    return 0\n"
    "def bye():\n    remove_proc_entry('note', NULL)\n    proc_remove(folder)\n" + TAIL
)


def test_files_in_proc_show_what_the_module_says():
    lab = Lab()
    lab.load(PROC)
    assert lab.read("/proc/demo/walk") == "one 3\ntwo 3\n"
    assert lab.read("/proc/demo/walk", uid=1000) == "EACCES"
    assert lab.read("/proc/note") == "note\n"
    assert lab.write("/proc/note", "x") == "EIO"
    assert {"demo", "note"} <= set(lab.do(lambda calls: calls.getdents("/proc")))
    lab.unload()
    assert lab.read("/proc/note") == "ENOENT"
    assert lab.read("/proc/demo/walk") == "ENOENT"


def test_a_name_that_is_taken_in_proc_is_a_warning():
    lab = Lab()
    lab.load(PROC)
    assert "proc_dir_entry 'demo/walk' already registered" in lab.log
    assert lab.log[-1] == "1"


@pytest.mark.parametrize("way", [O_RDONLY, O_WRONLY])
def test_a_file_that_was_open_when_its_entry_went_fails(way: int):
    lab = Lab()
    lab.load(PROC)
    results: list[str] = []

    def body(calls: Any) -> None:
        fd = calls.open("/proc/demo/walk", way)
        calls.nanosleep(1_000_000_000)
        try:
            calls.read(fd) if way == O_RDONLY else calls.write(fd, b"x")
        except OSError as error:
            results.append(str(error.errno))

    lab.do(body)
    assert lab.unload() == 0
    lab.run(2)
    assert results == ["5"]


def test_who_waits_in_a_file_of_proc_is_seen_in_its_stack():
    lab = Lab()
    lab.load(PROC.replace("def note(m, v):\n", "def note(m, v):\n    msleep(5000)\n"))
    reader = lab.spawn("reader", lambda: lab.kernel.calls.read(lab.kernel.calls.open("/proc/note")) and 0)
    stack = lab.read(f"/proc/{reader.pid}/stack").splitlines()
    assert [line.split()[1].split("+")[0] for line in stack[:6]] == [
        "msleep", "note", "seq_read_iter", "proc_reg_read_iter", "vfs_read", "ksys_read",
    ]  # fmt: skip
