"""What a compiler must be told: to read again, to keep a function as it is."""

from kshell.linux import *

MODULE_LICENSE("GPL")

flag = False


def raises(unused):
    global flag
    flag = True
    return 0


def begin():
    global flag
    flag = False
    kthread_run(raises, NULL, "raises")


def wait_for_it():
    begin()
    while not READ_ONCE(flag):  # each time anew, not once and for all
        msleep(1)
    pr_info("compilers: the flag is up\n")


def wait_for_it_otherwise():
    begin()
    while not flag:
        msleep(1)
        barrier()  # what was read before may have changed
    pr_info("compilers: it is up again\n")


@noinline
def show():
    dump_stack()  # names show(), which would else be a part of its only caller


@module_init
def compilers_init():
    wait_for_it()
    wait_for_it_otherwise()
    show()
    return 0


@module_exit
def compilers_exit():
    pass
