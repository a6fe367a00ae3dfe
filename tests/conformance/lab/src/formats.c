// What printk makes of its conversions.
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>

static int __init formats_init(void)
{
	char *none = NULL;

	pr_info("formats: d|%d|%i|%5d|%-5d|%05d|%+d|% d|\n", 42, -42, 42, 42, 42, 42, 42);
	pr_info("formats: u|%u|%lu|%llu|%hu|%hhu|%zu|\n", 4294967295U, 1UL << 40, 1ULL << 63, (unsigned short)65535, (unsigned char)255, (size_t)7);
	pr_info("formats: neg|%u|%x|%lx|%hd|%hhd|\n", -1, -1, -1L, (short)-1, (signed char)-1);
	pr_info("formats: x|%x|%X|%#x|%08x|%#010x|%-8x|%o|%#o|\n", 255, 255, 255, 255, 255, 255, 8, 8);
	pr_info("formats: l|%ld|%lld|%5ld|%05lx|%li|\n", -5L, 1LL << 40, 7L, 255L, 9L);
	pr_info("formats: *|%*d|%-*d|%.*s|%.3d|%8.3d|\n", 6, 42, 6, 42, 2, "abcdef", 7, 7);
	pr_info("formats: s|%s|%10s|%-10s|%.3s|%10.3s|\n", "text", "text", "text", "text", "text");
	pr_info("formats: c|%c|%3c|%-3c|\n", 'c', 'c', 'c');
	pr_info("formats: null|%s|%8s|%px|%p|\n", none, none, none, none);
	pr_info("formats: percent|%%|100%%|\n");
	pr_info("formats: pe|%pe|%pe|%pe|%pe|\n", ERR_PTR(-ENOMEM), ERR_PTR(-EINTR), ERR_PTR(-512), ERR_PTR(-4000));
	pr_info("formats: ptr|%px|%10px|\n", (void *)0x1234, (void *)0xdeadbeefUL);
	pr_info("formats: bool|%d|%s|\n", true, true ? "yes" : "no");
	printk("formats: %s", "two parts, ");
	printk(KERN_CONT "%s\n", "one line");
	printk(KERN_WARNING "formats: a warning\n");
	pr_warn("formats: pr_warn\n");
	pr_notice("formats: pr_notice\n");
	pr_crit("formats: pr_crit\n");
	pr_err("formats: tab\there, quote \" and backslash \\\n");
	return 0;
}

static void __exit formats_exit(void)
{
}

module_init(formats_init);
module_exit(formats_exit);
MODULE_LICENSE("GPL");
