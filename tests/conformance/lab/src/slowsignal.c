// init sleeps interruptibly; a signal to insmod makes it give up.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/sched/signal.h>

static int __init slowsignal_init(void)
{
	long left;

	pr_info("slowsignal: %s waits\n", current->comm);
	left = schedule_timeout_interruptible(20 * HZ);
	pr_info("slowsignal: woken early %d, signal %d, fatal %d\n", left > 0, signal_pending(current),
		fatal_signal_pending(current));
	return left ? -EINTR : 0;
}

static void __exit slowsignal_exit(void)
{
	pr_info("slowsignal: exit\n");
}

module_init(slowsignal_init);
module_exit(slowsignal_exit);
MODULE_LICENSE("GPL");
