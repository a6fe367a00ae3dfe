"""What printk makes of its conversions."""

from kshell.linux import (
    EINTR,
    ENOMEM,
    ERR_PTR,
    KERN_CONT,
    KERN_WARNING,
    MODULE_LICENSE,
    module_exit,
    module_init,
    pr_crit,
    pr_err,
    pr_info,
    pr_notice,
    pr_warn,
    printk,
)


def formats_init():
    none = None

    pr_info("formats: d|%d|%i|%5d|%-5d|%05d|%+d|% d|\n", 42, -42, 42, 42, 42, 42, 42)
    pr_info("formats: u|%u|%lu|%llu|%hu|%hhu|%zu|\n", 4294967295, 1 << 40, 1 << 63, 65535, 255, 7)
    pr_info("formats: neg|%u|%x|%lx|%hd|%hhd|\n", -1, -1, -1, -1, -1)
    pr_info("formats: x|%x|%X|%#x|%08x|%#010x|%-8x|%o|%#o|\n", 255, 255, 255, 255, 255, 255, 8, 8)
    pr_info("formats: l|%ld|%lld|%5ld|%05lx|%li|\n", -5, 1 << 40, 7, 255, 9)
    pr_info("formats: *|%*d|%-*d|%.*s|%.3d|%8.3d|\n", 6, 42, 6, 42, 2, "abcdef", 7, 7)
    pr_info("formats: s|%s|%10s|%-10s|%.3s|%10.3s|\n", "text", "text", "text", "text", "text")
    pr_info("formats: c|%c|%3c|%-3c|\n", "c", "c", "c")
    pr_info("formats: null|%s|%8s|%px|%p|\n", none, none, none, none)
    pr_info("formats: percent|%%|100%%|\n")
    pr_info("formats: pe|%pe|%pe|%pe|%pe|\n", ERR_PTR(-ENOMEM), ERR_PTR(-EINTR), ERR_PTR(-512), ERR_PTR(-4000))
    pr_info("formats: ptr|%px|%10px|\n", 0x1234, 0xdeadbeef)
    pr_info("formats: bool|%d|%s|\n", True, "yes" if True else "no")
    printk("formats: %s", "two parts, ")
    printk(KERN_CONT + "%s\n", "one line")
    printk(KERN_WARNING + "formats: a warning\n")
    pr_warn("formats: pr_warn\n")
    pr_notice("formats: pr_notice\n")
    pr_crit("formats: pr_crit\n")
    pr_err("formats: tab\there, quote \" and backslash \\\n")
    return 0


def formats_exit():
    pass


module_init(formats_init)
module_exit(formats_exit)
MODULE_LICENSE("GPL")
