// init runs into a BUG_ON.
#include <linux/bug.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>

static int one = 1;
module_param(one, int, 0444);

static int __init bugon_init(void)
{
	pr_info("bugon: init\n");
	BUG_ON(one == 1);
	pr_info("bugon: still here\n");
	return 0;
}

static void __exit bugon_exit(void)
{
	pr_info("bugon: exit\n");
}

module_init(bugon_init);
module_exit(bugon_exit);
MODULE_LICENSE("GPL");
