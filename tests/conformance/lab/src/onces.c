// What is said once, what is said seldom, what is said of a bad condition.
#include <linux/bug.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/ratelimit.h>

static struct task_struct *thread;

static int onces_fn(void *data)
{
	int i;

	for (i = 0; i < 3; i++) {
		WARN_ON_ONCE(i >= 0);
		WARN_ONCE(i == 1, "onces: round %d\n", i);
		pr_info_once("onces: only once, round %d\n", i);
		pr_warn_once("onces: a warning once, round %d\n", i);
	}
	for (i = 0; i < 25; i++)
		pr_info_ratelimited("onces: limited %d\n", i);
	msleep(6000);
	pr_info_ratelimited("onces: limited again\n");
	pr_info("onces: WARN_ON says %d\n", WARN_ON(i == 25));
	while (!kthread_should_stop())
		schedule_timeout_interruptible(HZ);
	return 0;
}

static int __init onces_init(void)
{
	thread = kthread_run(onces_fn, NULL, "onces");
	return PTR_ERR_OR_ZERO(thread);
}

static void __exit onces_exit(void)
{
	kthread_stop(thread);
	pr_notice("onces: exit\n");
}

module_init(onces_init);
module_exit(onces_exit);
MODULE_LICENSE("GPL");
