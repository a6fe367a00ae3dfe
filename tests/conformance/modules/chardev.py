"""A device: what is written to it can be read from it; readers wait; only one may have it open."""

from kshell.linux import (
    ATOMIC_INIT,
    DECLARE_WAIT_QUEUE_HEAD,
    EAGAIN,
    EBUSY,
    EFAULT,
    ENOSPC,
    ERESTARTSYS,
    FMODE_READ,
    MISC_DYNAMIC_MINOR,
    MODULE_LICENSE,
    O_NONBLOCK,
    THIS_MODULE,
    atomic_dec_and_test,
    atomic_inc,
    copy_from_user,
    copy_to_user,
    current,
    file_operations,
    misc_deregister,
    misc_register,
    miscdevice,
    module_exit,
    module_init,
    pr_info,
    wait_event_interruptible,
    wake_up_interruptible,
)

text = bytearray(64)
length = 0
available = ATOMIC_INIT(1)
readers = DECLARE_WAIT_QUEUE_HEAD()


def chardev_open(inode, file):
    if file.f_mode & FMODE_READ and not atomic_dec_and_test(available):
        atomic_inc(available)
        return -EBUSY
    return 0


def chardev_release(inode, file):
    if file.f_mode & FMODE_READ:
        atomic_inc(available)
    pr_info("chardev: closed by %s\n", current().comm)
    return 0


def chardev_read(file, buf, count, ppos):
    global length
    if not length and file.f_flags & O_NONBLOCK:
        return -EAGAIN
    if wait_event_interruptible(readers, lambda: length):
        return -ERESTARTSYS
    count = min(count, length)
    if copy_to_user(buf, text, count):
        return -EFAULT
    length = 0
    return count


def chardev_write(file, buf, count, ppos):
    global length
    if count > len(text):
        return -ENOSPC
    if copy_from_user(text, buf, count):
        return -EFAULT
    length = count
    wake_up_interruptible(readers)
    return count


chardev_fops = file_operations(
    owner=THIS_MODULE(),
    open=chardev_open,
    release=chardev_release,
    read=chardev_read,
    write=chardev_write,
)

chardev = miscdevice(minor=MISC_DYNAMIC_MINOR, name="chardev", fops=chardev_fops, mode=0o666)


def chardev_init():
    ret = misc_register(chardev)
    pr_info("chardev: register %d\n", ret)
    return ret


def chardev_exit():
    misc_deregister(chardev)
    pr_info("chardev: exit\n")


module_init(chardev_init)
module_exit(chardev_exit)
MODULE_LICENSE("GPL")
