// Waiters on a queue and on a completion: who is woken, in which order.
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/wait.h>

static DECLARE_WAIT_QUEUE_HEAD(wq);
static DECLARE_COMPLETION(done);
static int go;
static struct task_struct *waiters[3], *finishers[3];

static int waiter_fn(void *data)
{
	long me = (long)data;

	wait_event_interruptible(wq, go >= 1 || kthread_should_stop());
	pr_info("queues: waiter %ld is through, go %d\n", me, go);
	while (!kthread_should_stop())
		msleep_interruptible(50);
	return me;
}

static int finisher_fn(void *data)
{
	long me = (long)data;

	wait_for_completion(&done);
	pr_info("queues: finisher %ld is through\n", me);
	while (!kthread_should_stop())
		msleep_interruptible(50);
	return 10 + me;
}

static int __init queues_init(void)
{
	long i;

	for (i = 0; i < 3; i++) {
		waiters[i] = kthread_run(waiter_fn, (void *)i, "waiter/%ld", i);
		msleep(20);
	}
	for (i = 0; i < 3; i++) {
		finishers[i] = kthread_run(finisher_fn, (void *)i, "finisher/%ld", i);
		msleep(20);
	}
	wake_up(&wq);
	pr_info("queues: woken for nothing\n");
	msleep(50);
	go = 1;
	wake_up(&wq);
	msleep(50);
	complete(&done);
	msleep(50);
	pr_info("queues: completed once, done %d\n", completion_done(&done));
	complete_all(&done);
	msleep(50);
	pr_info("queues: completed for all, done %d, try %d\n", completion_done(&done), try_wait_for_completion(&done));
	reinit_completion(&done);
	pr_info("queues: begun again, done %d, try %d\n", completion_done(&done), try_wait_for_completion(&done));
	return 0;
}

static void __exit queues_exit(void)
{
	int i;

	for (i = 0; i < 3; i++)
		pr_info("queues: waiter returned %d, finisher %d\n", kthread_stop(waiters[i]), kthread_stop(finishers[i]));
}

module_init(queues_init);
module_exit(queues_exit);
MODULE_LICENSE("GPL");
