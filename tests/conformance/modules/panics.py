"""init panics."""

from kshell.linux import MODULE_LICENSE, module_exit, module_init, panic, pr_info


def panics_init():
    pr_info("panics: init\n")
    panic("panics: %s", "nothing goes any more")
    return 0


def panics_exit():
    pr_info("panics: exit\n")


module_init(panics_init)
module_exit(panics_exit)
MODULE_LICENSE("GPL")
