// Threads that live in the functions of another module.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched/task.h>

void bridge_give(int n);
int bridge_take(void);
int bridge_break(void);

static int bad;
module_param(bad, int, 0);
static struct task_struct *taker, *giver;

static int taker_fn(void *data)
{
	int n = 0;

	while (!kthread_should_stop()) {
		if (bridge_take())
			break;
		pr_info("traveller: took %d\n", ++n);
	}
	pr_info("traveller: taker leaves\n");
	while (!kthread_should_stop())
		schedule_timeout_interruptible(HZ);
	return n;
}

static int giver_fn(void *data)
{
	int n = 0;

	while (!kthread_should_stop()) {
		msleep(500);
		if (bad && n == 2)
			return bridge_break();
		bridge_give(1);
		n++;
	}
	return n;
}

static int __init traveller_init(void)
{
	taker = kthread_run(taker_fn, NULL, "taker");
	giver = kthread_run(giver_fn, NULL, "giver");
	get_task_struct(giver);
	return 0;
}

static void __exit traveller_exit(void)
{
	pr_info("traveller: giver returned %d\n", kthread_stop(giver));
	put_task_struct(giver);
	pr_info("traveller: taker returned %d\n", kthread_stop(taker));
}

module_init(traveller_init);
module_exit(traveller_exit);
MODULE_LICENSE("GPL");
