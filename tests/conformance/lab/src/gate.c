// A thread that does not listen to kthread_stop() until a parameter is written: a hung rmmod that can be freed.
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/sched/task.h>

static bool open;
module_param(open, bool, 0644);

static struct task_struct *keeper;

static int gate_fn(void *data)
{
	while (!open)
		msleep(200);
	pr_info("gate: open\n");
	return 0;
}

static int __init gate_init(void)
{
	keeper = kthread_run(gate_fn, NULL, "gate_keeper");
	if (IS_ERR(keeper))
		return PTR_ERR(keeper);
	get_task_struct(keeper);
	return 0;
}

static void __exit gate_exit(void)
{
	pr_info("gate: exit begins\n");
	kthread_stop(keeper);
	put_task_struct(keeper);
	pr_info("gate: exit ends\n");
}

module_init(gate_init);
module_exit(gate_exit);
MODULE_LICENSE("GPL");
