// The uppermost of three modules: uses functions of both others.
#include <linux/init.h>
#include <linux/module.h>

extern int chain_base_add(int n);
extern int chain_mid_twice(int n);

static int __init chain_top_init(void)
{
	pr_info("chain_top: twice 10 gives %d\n", chain_mid_twice(10));
	return 0;
}

static void __exit chain_top_exit(void)
{
	pr_info("chain_top: exit, sum %d\n", chain_base_add(100));
}

module_init(chain_top_init);
module_exit(chain_top_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("The uppermost of three");
