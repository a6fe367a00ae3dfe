// init waits for a thread that never completes; another one fails after a thread was made.
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>

static int kind;
module_param(kind, int, 0);
static DECLARE_COMPLETION(ready);
static struct task_struct *thread;

static int hunginit_fn(void *data)
{
	pr_info("hunginit: thread\n");
	while (!kthread_should_stop())
		msleep_interruptible(1000);
	pr_info("hunginit: thread ends\n");
	return 0;
}

static int __init hunginit_init(void)
{
	int ret;

	thread = kthread_run(hunginit_fn, NULL, "hunginit");
	switch (kind) {
	case 0:
		wait_for_completion(&ready);
		break;
	case 1:
		ret = wait_for_completion_interruptible(&ready);
		pr_info("hunginit: waited, %d\n", ret);
		kthread_stop(thread);
		return ret;
	case 2:
		ret = wait_for_completion_killable(&ready);
		pr_info("hunginit: waited, %d\n", ret);
		kthread_stop(thread);
		return ret;
	case 3:
		pr_info("hunginit: left %lu\n", wait_for_completion_timeout(&ready, HZ));
		kthread_stop(thread);
		return -ETIMEDOUT;
	}
	return 0;
}

static void __exit hunginit_exit(void)
{
	kthread_stop(thread);
}

module_init(hunginit_init);
module_exit(hunginit_exit);
MODULE_LICENSE("GPL");
