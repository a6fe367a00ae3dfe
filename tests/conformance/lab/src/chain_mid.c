// The middle one: its thread adds through chain_base, and it exports a function that does so too.
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>

extern int chain_base_add(int n);

static struct task_struct *adder;

int chain_mid_twice(int n)
{
	chain_base_add(n);
	return chain_base_add(n);
}
EXPORT_SYMBOL_GPL(chain_mid_twice);

static int chain_mid_fn(void *data)
{
	int rounds = 0;

	while (!kthread_should_stop()) {
		pr_info("chain_mid: sum %d\n", chain_base_add(1));
		rounds++;
		ssleep(4);
	}
	return rounds;
}

static int __init chain_mid_init(void)
{
	adder = kthread_run(chain_mid_fn, NULL, "chain_adder");
	return PTR_ERR_OR_ZERO(adder);
}

static void __exit chain_mid_exit(void)
{
	pr_info("chain_mid: exit\n");
	pr_info("chain_mid: adder made %d rounds\n", kthread_stop(adder));
}

module_init(chain_mid_init);
module_exit(chain_mid_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("The middle of three");
