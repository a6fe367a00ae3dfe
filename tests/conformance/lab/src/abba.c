// Two threads take two mutexes in different order.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>

static DEFINE_MUTEX(a);
static DEFINE_MUTEX(b);
static struct task_struct *first, *second;

static int first_fn(void *data)
{
	mutex_lock(&a);
	pr_info("abba: first has a\n");
	msleep(500);
	mutex_lock(&b);
	pr_info("abba: first has both\n");
	mutex_unlock(&b);
	mutex_unlock(&a);
	while (!kthread_should_stop())
		msleep(100);
	return 1;
}

static int second_fn(void *data)
{
	mutex_lock(&b);
	pr_info("abba: second has b\n");
	msleep(500);
	mutex_lock(&a);
	pr_info("abba: second has both\n");
	mutex_unlock(&a);
	mutex_unlock(&b);
	while (!kthread_should_stop())
		msleep(100);
	return 2;
}

static int __init abba_init(void)
{
	first = kthread_run(first_fn, NULL, "abba_first");
	second = kthread_run(second_fn, NULL, "abba_second");
	return 0;
}

static void __exit abba_exit(void)
{
	pr_info("abba: exit, a locked %d, b locked %d\n", mutex_is_locked(&a), mutex_is_locked(&b));
	pr_info("abba: first returned %d\n", kthread_stop(first));
	pr_info("abba: second returned %d\n", kthread_stop(second));
}

module_init(abba_init);
module_exit(abba_exit);
MODULE_LICENSE("GPL");
