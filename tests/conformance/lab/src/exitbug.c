// exit finds something impossible while it holds a lock that a thread wants.
#include <linux/bug.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(mutex);
static struct task_struct *thread;
static int rounds;

static int exitbug_fn(void *data)
{
	while (!kthread_should_stop()) {
		mutex_lock(&mutex);
		rounds++;
		mutex_unlock(&mutex);
		msleep(300);
	}
	return 0;
}

static int __init exitbug_init(void)
{
	thread = kthread_run(exitbug_fn, NULL, "exitbug");
	return 0;
}

static void __exit exitbug_exit(void)
{
	pr_info("exitbug: exit\n");
	mutex_lock(&mutex);
	BUG_ON(rounds > 0);
	mutex_unlock(&mutex);
	kthread_stop(thread);
}

module_init(exitbug_init);
module_exit(exitbug_exit);
MODULE_LICENSE("GPL");
