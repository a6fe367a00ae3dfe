"""Two character devices of one driver: cat /dev/dice0 /dev/dice1; echo 6 > /dev/dice0."""

from kshell.linux import *

MODULE_LICENSE("GPL")

COUNT = 2
first = 0
dice = cdev()
dice_class = None
faces = [1, 2]


def dice_open(inode, file):
    file.private_data = iminor(inode)
    pr_info("chardevs: %d:%d opened\n", imajor(inode), iminor(inode))
    return 0


def dice_read(file, buf, count, ppos):
    line = f"{faces[file.private_data]}\n"
    if ppos.value:
        return 0
    if copy_to_user(buf, line, strlen(line)):
        return -EFAULT
    ppos.value += strlen(line)
    return strlen(line)


def dice_write(file, buf, count, ppos):
    text = bytearray(8)
    if count >= len(text):
        return -EINVAL
    if copy_from_user(text, buf, count):
        return -EFAULT
    error, face = kstrtoint(text, 10)
    if error or not 1 <= face <= 6:
        return -EINVAL
    faces[file.private_data] = face
    return count


dice_fops = file_operations(owner=THIS_MODULE(), open=dice_open, read=dice_read, write=dice_write)


def make_nodes():
    for minor in range(COUNT):
        device_create(dice_class, NULL, MKDEV(MAJOR(first), minor), NULL, "dice%d", minor)


@module_init
def dice_init():
    global first, dice_class
    first = alloc_chrdev_region(0, COUNT, "dice")
    if first < 0:
        return first
    cdev_init(dice, dice_fops)
    error = cdev_add(dice, first, COUNT)
    if error:
        unregister_chrdev_region(first, COUNT)
        return error
    dice_class = class_create(THIS_MODULE(), "dice")
    if IS_ERR(dice_class):
        cdev_del(dice)
        unregister_chrdev_region(first, COUNT)
        return PTR_ERR(dice_class)
    make_nodes()
    return 0


@module_exit
def dice_exit():
    for minor in range(COUNT):
        device_destroy(dice_class, MKDEV(MAJOR(first), minor))
    class_destroy(dice_class)
    cdev_del(dice)
    unregister_chrdev_region(first, COUNT)
