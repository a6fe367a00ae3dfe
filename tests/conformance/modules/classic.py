"""A character device of the old kind: a number, a class, a node in /dev."""

from kshell.linux import (
    EFAULT,
    IS_ERR,
    MAJOR,
    MINOR,
    MKDEV,
    MODULE_LICENSE,
    NULL,
    PTR_ERR,
    THIS_MODULE,
    alloc_chrdev_region,
    cdev,
    cdev_add,
    cdev_del,
    cdev_init,
    class_create,
    class_destroy,
    copy_from_user,
    device_create,
    device_destroy,
    file_operations,
    iminor,
    module_exit,
    module_init,
    pr_info,
    simple_read_from_buffer,
    strlen,
    unregister_chrdev_region,
)

number = 0
dev = cdev()
cls = None
text = bytearray(32)
text[:12] = b"nothing yet\n"
opens = 0


def classic_open(inode, file):
    global opens
    opens += 1
    pr_info("classic: open number %d of minor %d\n", opens, iminor(inode))
    return 0


def classic_read(file, buf, count, ppos):
    return simple_read_from_buffer(buf, count, ppos, text, strlen(text))


def classic_write(file, buf, count, ppos):
    n = min(count, len(text) - 1)
    if copy_from_user(text, buf, n):
        return -EFAULT
    text[n] = 0
    pr_info("classic: %zu bytes at %lld\n", n, ppos.value)
    return n


classic_fops = file_operations(owner=THIS_MODULE(), open=classic_open, read=classic_read, write=classic_write)


def classic_init():
    global number, cls
    number = alloc_chrdev_region(0, 2, "classic")
    if number < 0:
        return number
    cdev_init(dev, classic_fops)
    ret = cdev_add(dev, number, 2)
    if ret:
        unregister_chrdev_region(number, 2)
        return ret
    cls = class_create(THIS_MODULE(), "classic")
    if IS_ERR(cls):
        cdev_del(dev)
        unregister_chrdev_region(number, 2)
        return PTR_ERR(cls)
    for i in range(2):
        device_create(cls, NULL, MKDEV(MAJOR(number), i), NULL, "classic%d", i)
    pr_info("classic: major %d minor %d\n", MAJOR(number), MINOR(number))
    return 0


def classic_exit():
    for i in range(2):
        device_destroy(cls, MKDEV(MAJOR(number), i))
    class_destroy(cls)
    cdev_del(dev)
    unregister_chrdev_region(number, 2)
    pr_info("classic: gone\n")


module_init(classic_init)
module_exit(classic_exit)
MODULE_LICENSE("GPL")
