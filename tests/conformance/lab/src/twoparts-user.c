// Uses twoparts_call(); its name has a dash.
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

int twoparts_call(int n);

static int dash_value = 1;
module_param(dash_value, int, 0644);
MODULE_PARM_DESC(dash_value, "what is doubled");

static int __init user_init(void)
{
	pr_info("%s: got %d\n", THIS_MODULE->name, twoparts_call(dash_value));
	return 0;
}

static void __exit user_exit(void)
{
	pr_info("%s: got %d\n", KBUILD_MODNAME, twoparts_call(dash_value));
}

module_init(user_init);
module_exit(user_exit);
MODULE_LICENSE("GPL");
MODULE_AUTHOR("Nobody");
MODULE_ALIAS("part-two");
