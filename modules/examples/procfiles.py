"""Files in /proc: cat /proc/kitchen/*; echo 90 > /proc/kitchen/oven; cat /proc/kitchen_clock."""

from kshell.linux import *

MODULE_LICENSE("GPL")

folder = None
degrees = 20


def oven_show(m, v):
    seq_puts(m, "oven ")
    seq_printf(m, "%d", degrees)
    seq_putc(m, "\n")
    return 0


def oven_open(inode, file):
    return single_open(file, oven_show, NULL)


def oven_write(file, buf, count, ppos):
    global degrees
    text = bytearray(16)
    if count >= len(text):
        return -EINVAL
    if copy_from_user(text, buf, count):
        return -EFAULT
    error, number = kstrtoint(text, 10)
    if error:
        return error
    degrees = number
    return count


oven_ops = proc_ops(
    proc_open=oven_open,
    proc_read=seq_read,
    proc_write=oven_write,
    proc_lseek=seq_lseek,
    proc_release=single_release,
)


def menu_show(m: seq_file, v):
    seq_puts(m, "soup\n")
    return 0


def clock_show(m, v):
    seq_printf(m, "%d o'clock\n", 12)
    return 0


@module_init
def procfiles_init():
    global folder
    folder = proc_mkdir("kitchen", NULL)
    if not folder:
        return -ENOMEM
    if not proc_create("oven", 0o644, folder, oven_ops) or not proc_create_single("menu", 0, folder, menu_show):
        proc_remove(folder)
        return -ENOMEM
    proc_create_single("kitchen_clock", 0, NULL, clock_show)
    return 0


@module_exit
def procfiles_exit():
    remove_proc_entry("kitchen_clock", NULL)
    proc_remove(folder)  # with all in it
