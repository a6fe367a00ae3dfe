// A thread stops itself; a thread is stopped by two.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched/task.h>

static struct task_struct *selfish, *target, *other;

static int selfish_fn(void *data)
{
	msleep(200);
	pr_info("selfstop: stopping myself\n");
	pr_info("selfstop: never printed %d\n", kthread_stop(current));
	return 0;
}

static int target_fn(void *data)
{
	while (!kthread_should_stop())
		msleep(2000);
	return 3;
}

static int other_fn(void *data)
{
	msleep(200);
	pr_info("selfstop: other got %d\n", kthread_stop(target));
	while (!kthread_should_stop())
		msleep(100);
	return 0;
}

static int __init selfstop_init(void)
{
	selfish = kthread_run(selfish_fn, NULL, "selfish");
	target = kthread_run(target_fn, NULL, "target");
	get_task_struct(target);
	other = kthread_run(other_fn, NULL, "other");
	return 0;
}

static void __exit selfstop_exit(void)
{
	pr_info("selfstop: target returned %d\n", kthread_stop(target));
	put_task_struct(target);
	kthread_stop(other);
	pr_info("selfstop: exit leaves selfish behind\n");
}

module_init(selfstop_init);
module_exit(selfstop_exit);
MODULE_LICENSE("GPL");
