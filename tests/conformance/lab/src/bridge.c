// Exports functions that others call from their threads; one of them is bad.
#include <linux/init.h>
#include <linux/module.h>
#include <linux/wait.h>

static DECLARE_WAIT_QUEUE_HEAD(wq);
static int tokens;
static int *nowhere;

void bridge_give(int n)
{
	tokens += n;
	wake_up(&wq);
}
EXPORT_SYMBOL(bridge_give);

int bridge_take(void)
{
	int ret = wait_event_interruptible(wq, tokens > 0);

	if (!ret)
		tokens--;
	return ret;
}
EXPORT_SYMBOL_GPL(bridge_take);

int bridge_break(void)
{
	return *nowhere;
}
EXPORT_SYMBOL(bridge_break);

static int __init bridge_init(void)
{
	pr_info("bridge: init\n");
	return 0;
}

static void __exit bridge_exit(void)
{
	pr_info("bridge: exit, %d tokens\n", tokens);
}

module_init(bridge_init);
module_exit(bridge_exit);
MODULE_LICENSE("GPL");
