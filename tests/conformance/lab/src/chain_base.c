// The lowest of three modules: keeps a sum for the others.
#include <linux/init.h>
#include <linux/module.h>

static int sum;

int chain_base_add(int n)
{
	sum += n;
	return sum;
}
EXPORT_SYMBOL_GPL(chain_base_add);

static int __init chain_base_init(void)
{
	pr_info("chain_base: ready\n");
	return 0;
}

static void __exit chain_base_exit(void)
{
	pr_info("chain_base: exit, sum %d\n", sum);
}

module_init(chain_base_init);
module_exit(chain_base_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("The lowest of three");
