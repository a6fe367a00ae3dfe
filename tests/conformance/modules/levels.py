"""One line at each log level, and odd ones."""

from kshell.linux import (
    ERR_PTR,
    KERN_ALERT,
    KERN_CONT,
    KERN_CRIT,
    KERN_DEBUG,
    KERN_EMERG,
    KERN_ERR,
    KERN_INFO,
    KERN_NOTICE,
    KERN_WARNING,
    MODULE_LICENSE,
    module_exit,
    module_init,
    pr_cont,
    pr_debug,
    pr_devel,
    pr_info,
    pr_info_once,
    pr_info_ratelimited,
    printk,
)

longline = ""


def levels_init():
    global longline
    printk(KERN_EMERG + "levels: emerg 0\n")
    printk(KERN_ALERT + "levels: alert 1\n")
    printk(KERN_CRIT + "levels: crit 2\n")
    printk(KERN_ERR + "levels: err 3\n")
    printk(KERN_WARNING + "levels: warning 4\n")
    printk(KERN_NOTICE + "levels: notice 5\n")
    printk(KERN_INFO + "levels: info 6\n")
    printk(KERN_DEBUG + "levels: debug 7\n")
    printk("levels: no level\n")
    pr_debug("levels: pr_debug\n")
    pr_devel("levels: pr_devel\n")
    printk(KERN_INFO + "levels: begun ")
    printk(KERN_CONT + "carried on ")
    pr_cont("and ended\n")
    printk(KERN_INFO + "levels: no newline")
    printk(KERN_INFO + "levels: next line\n")
    printk(KERN_INFO + "levels: two\nlines in one\n")
    printk(KERN_INFO + "levels:\ttab and percent %% and %c %5d|%-5d|%05x %s %px\n", "c", 42, 42, 42, "text", 0x1234)
    printk(KERN_INFO + "levels: hashed pointer %p null %p err %pe\n", longline, None, ERR_PTR(-12))
    for i in range(1499):
        longline += chr(ord("0") + i % 10)
    printk(KERN_INFO + "levels: %s\n", longline)
    printk(KERN_INFO + "")
    printk(KERN_INFO + "\n")
    for _ in range(3):
        pr_info("levels: the same line\n")
    for i in range(30):
        pr_info_ratelimited("levels: ratelimited %d\n", i)
    for i in range(3):
        pr_info_once("levels: once %d\n", i)
    printk(KERN_INFO + "levels: last, without newline")
    return 0


def levels_exit():
    pr_info("levels: exit\n")


module_init(levels_init)
module_exit(levels_exit)
MODULE_LICENSE("GPL")
