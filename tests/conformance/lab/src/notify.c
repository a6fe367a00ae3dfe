// SPDX-License-Identifier: GPL-2.0
/* a completion with a time limit, and a warning by parameter written while it runs */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/printk.h>

static DECLARE_COMPLETION(done);
static struct task_struct *waiter;
static bool loud;
module_param(loud, bool, 0644);

static int waiter_fn(void *data)
{
	unsigned long left;

	while (!kthread_should_stop()) {
		left = wait_for_completion_timeout(&done, HZ);
		if (left)
			pr_info("notify: completed\n");
		else if (loud)
			pr_warn("notify: nothing for a second\n");
		WARN_ON_ONCE(loud);
	}
	return loud ? 7 : 0;
}

static int __init notify_init(void)
{
	waiter = kthread_run(waiter_fn, NULL, "waiter/%d", 3);
	if (IS_ERR(waiter))
		return PTR_ERR(waiter);
	msleep(300);
	complete(&done);
	return 0;
}

static void __exit notify_exit(void)
{
	complete(&done);
	pr_info("notify: %d\n", kthread_stop(waiter));
}

module_init(notify_init);
module_exit(notify_exit);
MODULE_LICENSE("GPL");
