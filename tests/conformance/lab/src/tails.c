// exit ends in a call; so does a thread's function.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>

static struct task_struct *thread;

static int tails_fn(void *data)
{
	while (1)
		ssleep(1);
	return 0;
}

static int __init tails_init(void)
{
	thread = kthread_run(tails_fn, NULL, "tails");
	return PTR_ERR_OR_ZERO(thread);
}

static void __exit tails_exit(void)
{
	kthread_stop(thread);
}

module_init(tails_init);
module_exit(tails_exit);
MODULE_LICENSE("GPL");
