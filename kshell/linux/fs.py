"""<linux/fs.h>, <linux/cdev.h>, <linux/device.h>, <linux/miscdevice.h>: devices that a module drives.

The operations of a file get the file, a buffer of the program's, how many bytes it wants, and the position, whose
``.value`` they move: ``def read(file, buf, count, ppos)``. copy_to_user() fills the buffer.
"""

from collections.abc import Callable
from typing import Any

from kshell.kernel.current import this
from kshell.kernel.errors import KernelError
from kshell.kernel.fs import driver
from kshell.kernel.fs.char_dev import ClassDevice
from kshell.kernel.fs.driver import Operations
from kshell.kernel.fs.inode import Inode
from kshell.kernel.module.state import Module
from kshell.kernel.printk.format import sprintf
from kshell.linux.err import ERR_PTR, ErrorPointer
from kshell.uapi import fcntl
from kshell.uapi.errno import Errno

FMODE_READ = driver.FMODE_READ
FMODE_WRITE = driver.FMODE_WRITE
O_RDONLY = fcntl.O_RDONLY
O_WRONLY = fcntl.O_WRONLY
O_RDWR = fcntl.O_RDWR
O_NONBLOCK = fcntl.O_NONBLOCK
MISC_DYNAMIC_MINOR = 255
MINORBITS = 20
Function = Callable[..., Any] | None


def file_operations(
    *,
    owner: Module | None = None,
    open: Function = None,
    release: Function = None,
    read: Function = None,
    write: Function = None,
    llseek: Function = None,
) -> Operations:
    """file_operations - the functions of a device, by name: ``file_operations(owner=THIS_MODULE(), read=my_read)``.

    ``owner`` cannot be removed while a file is open.
    """
    return Operations(Errno.EINVAL, owner, open=open, release=release, read=read, write=write, llseek=llseek)


class miscdevice:
    """struct miscdevice - a device of major 10 with a node of its name in /dev."""

    def __init__(self, minor: int = MISC_DYNAMIC_MINOR, name: str = "", fops: Any = None, mode: int = 0) -> None:
        self.minor = minor
        self.name = name
        self.fops = fops
        self.mode = mode


def misc_register(misc: miscdevice) -> int:
    """misc_register - make the device and its node: 0, or -EBUSY if the minor number is taken. May sleep."""
    minor = None if misc.minor == MISC_DYNAMIC_MINOR else misc.minor
    try:
        misc.minor = this.kernel.char_devices.add_misc(misc.name, minor, misc.mode or 0o600, misc.fops)
    except KernelError as error:
        return -error.errno
    return 0


def misc_deregister(misc: miscdevice) -> None:
    """misc_deregister - take the device and its node away. May sleep."""
    this.kernel.char_devices.remove_misc(misc.name, misc.fops)


def MKDEV(major: int, minor: int) -> int:
    """MKDEV - a device's number."""
    return major << MINORBITS | minor


def MAJOR(dev: int) -> int:
    """MAJOR - which driver a device's number names."""
    return dev >> MINORBITS


def MINOR(dev: int) -> int:
    """MINOR - which of the driver's devices it names."""
    return dev & (1 << MINORBITS) - 1


def imajor(inode: Inode) -> int:
    """imajor - the major number of the node that was opened."""
    return inode.rdev[0]


def iminor(inode: Inode) -> int:
    """iminor - the minor number of the node that was opened."""
    return inode.rdev[1]


def alloc_chrdev_region(baseminor: int, count: int, name: str) -> int:
    """alloc_chrdev_region - reserve numbers of a free major: the first number, or -EBUSY. May sleep."""
    try:
        return MKDEV(this.kernel.char_devices.reserve(0, baseminor, count, name), baseminor)
    except KernelError as error:
        return -error.errno


def register_chrdev_region(first: int, count: int, name: str) -> int:
    """register_chrdev_region - reserve these numbers: 0, or -EBUSY if one is taken. May sleep."""
    try:
        this.kernel.char_devices.reserve(MAJOR(first), MINOR(first), count, name)
    except KernelError as error:
        return -error.errno
    return 0


def unregister_chrdev_region(first: int, count: int) -> None:
    """unregister_chrdev_region - give reserved numbers back. May sleep."""
    this.kernel.char_devices.free(MAJOR(first), MINOR(first), count)


class cdev:
    """struct cdev - a character device; say with cdev_init() how it is driven."""

    def __init__(self) -> None:
        self.ops: Any = None


def cdev_init(dev: cdev, fops: Operations) -> None:
    """cdev_init - say which functions drive a device."""
    dev.ops = fops


def cdev_add(dev: cdev, first: int, count: int) -> int:
    """cdev_add - let the device answer to these numbers: 0. May sleep."""
    this.kernel.char_devices.add(MAJOR(first), MINOR(first), count, dev.ops)
    return 0


def cdev_del(dev: cdev) -> None:
    """cdev_del - let the device answer no more; files that are open stay open. May sleep."""
    this.kernel.char_devices.remove(dev.ops)


def register_chrdev(major: int, name: str, fops: Operations) -> int:
    """register_chrdev - drive 256 devices of a major number, a free one for 0.

    Returns that number if it was 0, else 0, or -EBUSY if it is taken. May sleep.
    """
    try:
        found = this.kernel.char_devices.reserve(major, 0, 256, name)
    except KernelError as error:
        return -error.errno
    this.kernel.char_devices.add(found, 0, 256, fops)
    return 0 if major else found


def unregister_chrdev(major: int, name: str) -> None:
    """unregister_chrdev - the end of what register_chrdev() began. May sleep."""
    this.kernel.char_devices.free_driver(major)


class device_class:
    """A class of devices, shown in /sys/class."""

    def __init__(self, name: str) -> None:
        self.name = name


def class_create(owner: Module, name: str) -> "device_class | ErrorPointer":
    """class_create - a directory in /sys/class: the class, or ERR_PTR(-EEXIST). May sleep."""
    if name in this.kernel.char_devices.classes:
        return ERR_PTR(-Errno.EEXIST)
    this.kernel.char_devices.classes[name] = []
    return device_class(name)


def class_destroy(cls: device_class) -> None:
    """class_destroy - take the directory away. May sleep."""
    this.kernel.char_devices.classes.pop(cls.name, None)


def device_create(cls: device_class, parent: Any, dev: int, drvdata: Any, fmt: str, *args: object) -> ClassDevice:
    """device_create - a device in a class, with a node of its name in /dev: the device. May sleep."""
    made = ClassDevice(sprintf(fmt, args), (MAJOR(dev), MINOR(dev)))
    this.kernel.char_devices.create_device(cls.name, made)
    return made


def device_destroy(cls: device_class, dev: int) -> None:
    """device_destroy - take the device and its node away. May sleep."""
    this.kernel.char_devices.destroy_device(cls.name, (MAJOR(dev), MINOR(dev)))
