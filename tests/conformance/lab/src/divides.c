// init divides by a parameter, which is zero.
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>

static int by;
module_param(by, int, 0444);

static int __init divides_init(void)
{
	pr_info("divides: init\n");
	pr_info("divides: 100 / %d is %d\n", by, 100 / by);
	return 0;
}

static void __exit divides_exit(void)
{
	pr_info("divides: exit\n");
}

module_init(divides_init);
module_exit(divides_exit);
MODULE_LICENSE("GPL");
