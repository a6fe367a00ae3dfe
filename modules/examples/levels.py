"""Messages of each level: dmesg -x names it, dmesg -l err shows one."""

from kshell.linux import *

MODULE_LICENSE("GPL")


def all_levels():
    pr_emerg("levels: the system is unusable\n")
    pr_alert("levels: act at once\n")
    pr_crit("levels: critical\n")
    pr_err("levels: an error\n")
    pr_warn("levels: a warning\n")
    pr_warning("levels: pr_warn's old name\n")
    pr_notice("levels: normal but significant\n")
    pr_info("levels: for your information\n")


def by_hand():
    printk(KERN_ERR + "levels: %d errors in %s\n", 2, "all")


def in_pieces():
    pr_info("levels: begun ...")
    pr_cont(" and ended\n")


def only_for_debugging():
    pr_debug("levels: seen after insmod levels.ko dyndbg\n")
    pr_devel("levels: never seen\n")


def not_too_often():
    for _ in range(20):
        pr_info_once("levels: once\n")
        pr_warn_once("levels: once\n")
        pr_err_once("levels: once\n")
        printk_once("levels: once\n")
        printk_ratelimited("levels: ten times\n")
        pr_info_ratelimited("levels: ten times\n")
        pr_warn_ratelimited("levels: ten times\n")
        pr_err_ratelimited("levels: ten times\n")


@module_init
def levels_init():
    all_levels()
    by_hand()
    in_pieces()
    only_for_debugging()
    not_too_often()
    return 0


@module_exit
def levels_exit():
    pass
