// A spinlock is left locked: by init, by a thread that returns, by a thread that faults.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/spinlock.h>

static int kind;
module_param(kind, int, 0444);

static DEFINE_SPINLOCK(lock);
static struct task_struct *worker;
static int *nowhere;

static int lockleft_fn(void *data)
{
	msleep(500);
	spin_lock(&lock);
	pr_info("lockleft: thread has the lock\n");
	if (kind == 2)
		return 5;
	*(volatile int *)nowhere = 1;
	return 0;
}

static int __init lockleft_init(void)
{
	pr_info("lockleft: kind %d\n", kind);
	if (kind == 1) {
		spin_lock(&lock);
		return 0;
	}
	worker = kthread_run(lockleft_fn, NULL, "lockleft_thr");
	return PTR_ERR_OR_ZERO(worker);
}

static void __exit lockleft_exit(void)
{
	pr_info("lockleft: exit, locked %d\n", spin_is_locked(&lock));
}

module_init(lockleft_init);
module_exit(lockleft_exit);
MODULE_LICENSE("GPL");
