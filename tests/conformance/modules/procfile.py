"""A file in /proc: read as a sequence, written to as a command; a folder of one's own."""

from kshell.linux import (
    EFAULT,
    EINVAL,
    ENOMEM,
    MODULE_LICENSE,
    NULL,
    copy_from_user,
    current,
    kstrtoint,
    module_exit,
    module_init,
    pr_info,
    proc_create,
    proc_create_single,
    proc_mkdir,
    proc_ops,
    proc_remove,
    seq_lseek,
    seq_printf,
    seq_putc,
    seq_puts,
    seq_read,
    single_open,
    single_release,
)

dir = None
value = 42


def value_show(m, v):
    seq_printf(m, "value %d\n", value)
    seq_puts(m, "by ")
    seq_putc(m, "k")
    seq_putc(m, "\n")
    return 0


def value_open(inode, file):
    pr_info("procfile: open by %s\n", current().comm)
    return single_open(file, value_show, None)


def value_write(file, buf, count, ppos):
    global value
    text = bytearray(16)
    if count >= len(text):
        return -EINVAL
    if copy_from_user(text, buf, count):
        return -EFAULT
    error, new = kstrtoint(text, 10)
    if error:
        return -EINVAL
    pr_info("procfile: %d becomes %d\n", value, new)
    value = new
    return count


value_ops = proc_ops(
    proc_open=value_open,
    proc_read=seq_read,
    proc_lseek=seq_lseek,
    proc_release=single_release,
    proc_write=value_write,
)


def hello_show(m, v):
    seq_puts(m, "hello\n")
    return 0


def procfile_init():
    global dir
    dir = proc_mkdir("procfile", NULL)
    if not dir:
        return -ENOMEM
    if not proc_create("value", 0o644, dir, value_ops) or not proc_create_single("hello", 0, dir, hello_show):
        proc_remove(dir)
        return -ENOMEM
    return 0


def procfile_exit():
    proc_remove(dir)
    pr_info("procfile: removed\n")


module_init(procfile_init)
module_exit(procfile_exit)
MODULE_LICENSE("GPL")
