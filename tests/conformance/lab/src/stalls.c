// A thread that keeps its CPU: with preemption off, with a spinlock, for so many seconds.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/preempt.h>

static int seconds = 30;
module_param(seconds, int, 0);
static struct task_struct *thread;

static int stalls_fn(void *data)
{
	unsigned long end = jiffies + seconds * HZ;

	pr_info("stalls: begin\n");
	preempt_disable();
	while (time_before(jiffies, end))
		cpu_relax();
	preempt_enable();
	pr_info("stalls: end\n");
	while (!kthread_should_stop())
		msleep(100);
	return 0;
}

static int __init stalls_init(void)
{
	thread = kthread_run(stalls_fn, NULL, "stalls");
	return PTR_ERR_OR_ZERO(thread);
}

static void __exit stalls_exit(void)
{
	kthread_stop(thread);
	pr_info("stalls: exit\n");
}

module_init(stalls_init);
module_exit(stalls_exit);
MODULE_LICENSE("GPL");
