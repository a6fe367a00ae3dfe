"""What /proc says of the hardware: address ranges, ports, terminals' drivers (kernel/resource.c, drivers/tty).

The machine is that of the recordings: QEMU's i440FX with 1 GiB, without disks and network cards.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.fs.inode import Generated, Inode
from kshell.kernel.fs.pseudo import ProcDirectory, table

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

_DIGITS = re.compile("[0-9a-f]")


def iomem(kernel: "Kernel") -> str:
    """/proc/iomem: which addresses are memory and which are devices; whoever is not root sees zeros."""
    return _ranges(kernel, _IOMEM)


def ioports(kernel: "Kernel") -> str:
    """/proc/ioports: who has taken which ports; whoever is not root sees zeros."""
    return _ranges(kernel, _IOPORTS)


def _ranges(kernel: "Kernel", text: str) -> str:
    if not kernel.sched.current.uid:
        return text
    rows = (line.partition(" : ") for line in text.splitlines())
    return "".join(f"{_DIGITS.sub('0', place)} : {what}\n" for place, _, what in rows)


def dma(kernel: "Kernel") -> str:
    """/proc/dma: the channels in use."""
    return " 4: cascade\n"


def execdomains(kernel: "Kernel") -> str:
    """/proc/execdomains: there is one."""
    return "0-0\tLinux           \t[kernel]\n"


def mtrr(kernel: "Kernel") -> str:
    """/proc/mtrr: which memory is not cached."""
    return "reg00: base=0x080000000 ( 2048MB), size= 2048MB, count=1: uncachable\n"


def tty_folder(kernel: "Kernel") -> Inode:
    """/proc/tty: drivers and line disciplines."""
    return _folder(kernel, {"drivers": _TTY_DRIVERS, "ldiscs": "n_tty       0\nn_null     27\n"})


def net_folder(kernel: "Kernel") -> Inode:
    """/proc/PID/net: the one interface is the machine itself, and is down."""
    return _folder(
        kernel,
        {
            "arp": "IP address       HW type     Flags       HW address            Mask     Device\n",
            "dev": _NET_DEV,
            "route": "",
            "tcp": "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode"
            + " " * 53
            + "\n",
            "unix": "Num       RefCount Protocol Flags    Type St Inode Path\n",
        },
    )


def sysvipc_folder(kernel: "Kernel") -> Inode:
    """/proc/sysvipc: nobody has made a queue, a semaphore or a shared piece of memory."""
    return _folder(kernel, _SYSVIPC)


def _folder(kernel: "Kernel", files: dict[str, str]) -> ProcDirectory:
    return table(kernel, {name: _constant(text) for name, text in files.items()}, ProcDirectory)


def _constant(text: str) -> Callable[[], Inode]:
    return lambda: Generated(lambda: text)


_NET_DEV = """\
Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:       0       0    0    0    0     0          0         0        0       0    0    0    0     0       0          0
"""  # noqa: E501  # the lines are Linux's
_SYSVIPC = {
    "msg": "       key      msqid perms      cbytes       qnum lspid lrpid   uid   gid  cuid  cgid      stime      rtime      ctime\n",  # noqa: E501  # a line of Linux's
    "sem": "       key      semid perms      nsems   uid   gid  cuid  cgid      otime      ctime\n",
    "shm": "       key      shmid perms                  size  cpid  lpid nattch   uid   gid  cuid  cgid      atime      dtime      ctime                   rss                  swap\n",  # noqa: E501  # a line of Linux's
}
_TTY_DRIVERS = """\
/dev/tty             /dev/tty        5       0 system:/dev/tty
/dev/console         /dev/console    5       1 system:console
/dev/ptmx            /dev/ptmx       5       2 system
/dev/vc/0            /dev/vc/0       4       0 system:vtmaster
serial               /dev/ttyS       4 64-95 serial
pty_slave            /dev/pts      136 0-1048575 pty:slave
pty_master           /dev/ptm      128 0-1048575 pty:master
unknown              /dev/tty        4 1-63 console
"""
_IOMEM = """\
00000000-00000fff : Reserved
00001000-0009fbff : System RAM
0009fc00-0009ffff : Reserved
000a0000-000bffff : PCI Bus 0000:00
000c0000-000c05ff : Video ROM
000f0000-000fffff : Reserved
  000f0000-000fffff : System ROM
00100000-3ffdffff : System RAM
  0a000000-0ae01d31 : Kernel code
  0b000000-0b8eafff : Kernel rodata
  0ba00000-0bc4897f : Kernel data
  0c310000-0d3fffff : Kernel bss
3ffe0000-3fffffff : Reserved
40000000-febfffff : PCI Bus 0000:00
fec00000-fec003ff : IOAPIC 0
fed00000-fed003ff : HPET 0
  fed00000-fed003ff : PNP0103:00
fee00000-fee00fff : Local APIC
fffc0000-ffffffff : Reserved
100000000-17fffffff : PCI Bus 0000:00
fd00000000-ffffffffff : Reserved
"""
_IOPORTS = """\
0000-0cf7 : PCI Bus 0000:00
  0000-001f : dma1
  0020-0021 : pic1
  0040-0043 : timer0
  0050-0053 : timer1
  0060-0060 : keyboard
  0064-0064 : keyboard
  0070-0077 : rtc0
  0080-008f : dma page reg
  00a0-00a1 : pic2
  00c0-00df : dma2
  00f0-00ff : fpu
  0170-0177 : 0000:00:01.1
  01f0-01f7 : 0000:00:01.1
  02f8-02ff : serial
  0376-0376 : 0000:00:01.1
  03d4-03d5 : cga
  03f6-03f6 : 0000:00:01.1
  03f8-03ff : serial
  0510-051b : QEMU0002:00
  0600-063f : 0000:00:01.3
    0600-0603 : ACPI PM1a_EVT_BLK
    0604-0605 : ACPI PM1a_CNT_BLK
    0608-060b : ACPI PM_TMR
  0700-070f : 0000:00:01.3
0cf8-0cff : PCI conf1
0d00-ffff : PCI Bus 0000:00
  afe0-afe3 : ACPI GPE0_BLK
  c000-c00f : 0000:00:01.1
"""
