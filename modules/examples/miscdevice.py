"""The shortest way to a device: echo hi > /dev/note; cat /dev/note."""

from kshell.linux import *

MODULE_LICENSE("GPL")

text = bytearray(64)


def note_read(file, buf, count, ppos):
    return simple_read_from_buffer(buf, count, ppos, text, strlen(text))


def note_write(file, buf, count, ppos):
    text[:] = bytes(len(text))
    written = simple_write_to_buffer(text, len(text) - 1, ppos, buf, count)
    return written or -ENOSPC


note_fops = file_operations(owner=THIS_MODULE(), read=note_read, write=note_write)
note = miscdevice(minor=MISC_DYNAMIC_MINOR, name="note", fops=note_fops, mode=0o666)


@module_init
def note_init():
    return misc_register(note)


@module_exit
def note_exit():
    misc_deregister(note)
