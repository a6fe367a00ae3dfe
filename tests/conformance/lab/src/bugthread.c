// A thread that runs into BUG() after two seconds; exit stops it all the same, and holds it for that.
#include <linux/bug.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched/task.h>

static struct task_struct *worker;

static int bugthread_fn(void *data)
{
	ssleep(2);
	pr_info("bugthread: BUG() now\n");
	BUG();
	return 5;
}

static int __init bugthread_init(void)
{
	worker = kthread_run(bugthread_fn, NULL, "bugthread_thr");
	if (IS_ERR(worker))
		return PTR_ERR(worker);
	get_task_struct(worker);
	return 0;
}

static void __exit bugthread_exit(void)
{
	pr_info("bugthread: kthread_stop returned %d\n", kthread_stop(worker));
	put_task_struct(worker);
}

module_init(bugthread_init);
module_exit(bugthread_exit);
MODULE_LICENSE("GPL");
