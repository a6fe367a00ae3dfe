// init starts two threads and fails at the step that a parameter names; what was started is stopped again.
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

static int step;
module_param(step, int, 0444);

static struct task_struct *first, *second;

static int half_fn(void *data)
{
	const char *name = data;
	int n = 0;

	while (!kthread_should_stop()) {
		pr_info("halfinit: %s round %d\n", name, ++n);
		ssleep(5);
	}
	pr_info("halfinit: %s stops\n", name);
	return n;
}

static int __init halfinit_init(void)
{
	int err;

	first = kthread_run(half_fn, "first", "half_first");
	if (IS_ERR(first))
		return PTR_ERR(first);
	msleep(500);
	err = -EBUSY;
	if (step == 1)
		goto stop_first;
	second = kthread_run(half_fn, "second", "half_second");
	if (IS_ERR(second)) {
		err = PTR_ERR(second);
		goto stop_first;
	}
	msleep(500);
	err = -ENOSPC;
	if (step == 2)
		goto stop_second;
	pr_info("halfinit: ready\n");
	return 0;

stop_second:
	pr_info("halfinit: second returned %d\n", kthread_stop(second));
stop_first:
	pr_info("halfinit: first returned %d\n", kthread_stop(first));
	pr_err("halfinit: step %d failed: %d\n", step, err);
	return err;
}

static void __exit halfinit_exit(void)
{
	kthread_stop(second);
	kthread_stop(first);
	pr_info("halfinit: exit\n");
}

module_init(halfinit_init);
module_exit(halfinit_exit);
MODULE_LICENSE("GPL");
