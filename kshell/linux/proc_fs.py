"""<linux/proc_fs.h>, <linux/seq_file.h>: files in /proc, and texts that are read in pieces."""

from collections.abc import Callable
from typing import Any

from kshell.kernel.current import this
from kshell.kernel.fs.driver import DriverFile, Operations, Position, UserBuffer
from kshell.kernel.fs.inode import Inode
from kshell.kernel.fs.proc_entries import ProcEntry
from kshell.kernel.kallsyms import traced
from kshell.kernel.printk.format import sprintf
from kshell.uapi import fcntl
from kshell.uapi.errno import Errno

Function = Callable[..., Any] | None
Walk = Callable[..., Any]
Show = Callable[["seq_file", Any], int]


def proc_ops(
    *,
    proc_open: Function = None,
    proc_read: Function = None,
    proc_read_iter: Function = None,
    proc_write: Function = None,
    proc_lseek: Function = None,
    proc_release: Function = None,
) -> Operations:
    """proc_ops - the functions of a file in /proc, by name: ``proc_ops(proc_read=my_read)``."""
    return Operations(
        Errno.EIO,
        open=proc_open,
        read=proc_read,
        read_iter=proc_read_iter,
        write=proc_write,
        llseek=proc_lseek,
        release=proc_release,
    )


def _folder(parent: ProcEntry | None) -> ProcEntry:
    return parent if parent is not None else this.kernel.proc_entries


def proc_create(name: str, mode: int, parent: ProcEntry | None, ops: Operations) -> ProcEntry | None:
    """proc_create - a file in /proc, or below ``parent``: the entry, or NULL if the name is taken. May sleep."""
    return _folder(parent).add(name, mode, ops)


def proc_create_single(name: str, mode: int, parent: ProcEntry | None, show: Show) -> ProcEntry | None:
    """proc_create_single - a file whose text ``show(m, v)`` makes: the entry, or NULL. May sleep."""
    ops = proc_ops(
        proc_open=lambda inode, file: single_open(file, show, None),
        proc_read_iter=_seq_read_iter,
        proc_lseek=seq_lseek,
        proc_release=single_release,
    )
    return proc_create(name, mode, parent, ops)


def proc_mkdir(name: str, parent: ProcEntry | None) -> ProcEntry | None:
    """proc_mkdir - a directory in /proc, or below ``parent``: the entry, or NULL if the name is taken. May sleep."""
    return _folder(parent).add(name, 0, None)


def proc_remove(entry: ProcEntry | None) -> None:
    """proc_remove - take a file, or a directory with all in it, away; who has one open gets EIO. May sleep."""
    if entry is not None:
        entry.remove()


def remove_proc_entry(name: str, parent: ProcEntry | None) -> None:
    """remove_proc_entry - proc_remove() by name. May sleep."""
    proc_remove(_folder(parent).children.get(name))


class seq_operations:
    """struct seq_operations - how to go through a list: ``start(m, pos)``, ``next(m, v, pos)`` give items or NULL."""

    def __init__(self, *, start: Walk, next: Walk, stop: Walk, show: Walk) -> None:
        self.start, self.next, self.stop, self.show = start, next, stop, show


class seq_file:
    """struct seq_file - a text that is made when it is first read; ``private`` is the maker's."""

    def __init__(self, op: Any, private: Any = None) -> None:
        self.op = op
        self.private = private
        self.text: str | None = None
        self.parts: list[str] = []

    def make(self) -> str:
        """The whole text; a negative result of ``show`` ends it."""
        call = this.kernel.traps.call
        if not isinstance(self.op, seq_operations):
            call(self.op, self, None)
            return "".join(self.parts)
        pos = Position()
        item = call(self.op.start, self, pos)
        while item is not None:
            call(self.op.show, self, item)
            item = call(self.op.next, self, item, pos)
        call(self.op.stop, self, item)
        return "".join(self.parts)


def single_open(file: DriverFile, show: Show, data: Any) -> int:
    """single_open - let ``show(m, v)`` make the text of an open file: 0. ``data`` is ``m.private``. May sleep."""
    file.private_data = seq_file(show, data)
    return 0


def seq_open(file: DriverFile, op: seq_operations) -> int:
    """seq_open - let these operations make the text of an open file: 0. May sleep."""
    file.private_data = seq_file(op)
    return 0


@traced("seq_read_iter+0x122/0x450", "seq_read+0xbf/0xf0")
def seq_read(file: DriverFile, buf: UserBuffer, count: int, ppos: Position) -> int:
    """seq_read - give a program what comes next of the text; how many bytes. May sleep."""
    return _read(file, buf, count, ppos)


@traced("seq_read_iter+0x122/0x450")
def _seq_read_iter(file: DriverFile, buf: UserBuffer, count: int, ppos: Position) -> int:
    return _read(file, buf, count, ppos)


def _read(file: DriverFile, buf: UserBuffer, count: int, ppos: Position) -> int:
    m: seq_file = file.private_data
    if m.text is None:
        m.text = m.make()
    part = m.text.encode()[ppos.value : ppos.value + count]
    buf.data[: len(part)] = part
    ppos.value += len(part)
    return len(part)


def seq_lseek(file: DriverFile, offset: int, whence: int) -> int:
    """seq_lseek - go to another place in the text; the place. May sleep."""
    file.f_pos.value = offset if whence == fcntl.SEEK_SET else file.f_pos.value + offset
    return file.f_pos.value


def single_release(inode: Inode, file: DriverFile) -> int:
    """single_release - the end of what single_open() began: 0."""
    file.private_data = None
    return 0


seq_release = single_release


def seq_printf(m: seq_file, fmt: str, *args: object) -> None:
    """seq_printf - add to the text, as printk() formats."""
    m.parts.append(sprintf(fmt, args))


def seq_puts(m: seq_file, s: str) -> None:
    """seq_puts - add a string to the text."""
    m.parts.append(s)


def seq_putc(m: seq_file, c: str) -> None:
    """seq_putc - add a character to the text."""
    m.parts.append(c)
