// Threads and a symbol for others; used by twoparts_user.
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/delay.h>
#include <linux/module.h>

static struct task_struct *worker;
static int calls;

int twoparts_call(int n)
{
	calls++;
	return n * 2;
}
EXPORT_SYMBOL_GPL(twoparts_call);

static int twoparts_fn(void *data)
{
	while (!kthread_should_stop())
		msleep_interruptible(500);
	return calls;
}

static int __init twoparts_init(void)
{
	pr_info("twoparts: init\n");
	worker = kthread_run(twoparts_fn, NULL, "twoparts_thr");
	return PTR_ERR_OR_ZERO(worker);
}

static void __exit twoparts_exit(void)
{
	pr_info("twoparts: exit after %d calls\n", kthread_stop(worker));
}

module_init(twoparts_init);
module_exit(twoparts_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("exports a call");
MODULE_VERSION("1.5");
