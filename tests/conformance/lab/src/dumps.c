// dump_stack() in init and in a thread.
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>

static struct task_struct *worker;

static int dumps_fn(void *data)
{
	dump_stack();
	while (!kthread_should_stop())
		schedule_timeout_interruptible(HZ);
	return 0;
}

static int __init dumps_init(void)
{
	dump_stack();
	worker = kthread_run(dumps_fn, NULL, "dumps_thr");
	return PTR_ERR_OR_ZERO(worker);
}

static void __exit dumps_exit(void)
{
	kthread_stop(worker);
	pr_info("dumps: exit\n");
}

module_init(dumps_init);
module_exit(dumps_exit);
MODULE_LICENSE("GPL");
