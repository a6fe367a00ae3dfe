"""Reports that let the kernel go on, and with how=bug or how=panic those that do not."""

from kshell.linux import *

MODULE_LICENSE("GPL")

how = "warn"
module_param("how", charp, 0)
MODULE_PARM_DESC("how", "warn, bug, bug_on or panic")


def complain():
    for count in range(3):
        WARN_ON_ONCE(count > 0)
        WARN_ONCE(count > 1, "warnings: count is %d\n", count)
    if WARN_ON(1 + 1 != 3):
        pr_info("warnings: and on we go\n")
    WARN(True, "warnings: %d is too many\n", 3)
    dump_stack()


def fail():
    if how == "bug":
        BUG()
    BUG_ON(how == "bug_on")
    if how == "panic":
        panic("warnings: as you wished")


@module_init
def warnings_init():
    if how == "warn":
        complain()
    else:
        fail()
    return 0


@module_exit
def warnings_exit():
    pass
