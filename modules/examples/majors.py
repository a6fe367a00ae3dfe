"""Device numbers as drivers had them before cdev: grep majors /proc/devices."""

from kshell.linux import *

MODULE_LICENSE("GPL")

fops = file_operations(owner=THIS_MODULE())
major = 0


def reserve_fixed_numbers():
    numbers = MKDEV(240, 8)  # 240 to 254 are for experiments
    error = register_chrdev_region(numbers, 4, "majors_fixed")
    if error:
        return error
    pr_info("majors: %d:%d to %d:%d are mine\n", MAJOR(numbers), MINOR(numbers), MAJOR(numbers), MINOR(numbers) + 3)
    unregister_chrdev_region(numbers, 4)
    return 0


@module_init
def majors_init():
    global major
    major = register_chrdev(0, "majors", fops)
    if major < 0:
        return major
    pr_info("majors: all minors of major %d\n", major)
    return reserve_fixed_numbers()


@module_exit
def majors_exit():
    unregister_chrdev(major, "majors")
