// A thread faults while it holds a mutex; another wants it; exit stops both.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched/task.h>

static DEFINE_MUTEX(mtx);
static struct task_struct *victim, *waiter;
static int *volatile nowhere;

static int victim_fn(void *data)
{
	mutex_lock(&mtx);
	pr_info("holdfault: victim has the mutex\n");
	msleep(1000);
	*(volatile int *)nowhere = 1;
	mutex_unlock(&mtx);
	return 0;
}

static int waiter_fn(void *data)
{
	int ret;

	msleep(500);
	ret = mutex_lock_interruptible(&mtx);
	pr_info("holdfault: waiter got %d\n", ret);
	if (!ret)
		mutex_unlock(&mtx);
	while (!kthread_should_stop())
		msleep(100);
	return 7;
}

static int __init holdfault_init(void)
{
	victim = kthread_run(victim_fn, NULL, "victim");
	get_task_struct(victim);
	waiter = kthread_run(waiter_fn, NULL, "waiter");
	return 0;
}

static void __exit holdfault_exit(void)
{
	pr_info("holdfault: victim returned %d\n", kthread_stop(victim));
	put_task_struct(victim);
	pr_info("holdfault: mutex locked %d\n", mutex_is_locked(&mtx));
	pr_info("holdfault: waiter returned %d\n", kthread_stop(waiter));
}

module_init(holdfault_init);
module_exit(holdfault_exit);
MODULE_LICENSE("GPL");
