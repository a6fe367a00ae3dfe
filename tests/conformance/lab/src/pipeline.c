// A producer and two consumers: a list under a spinlock, a wait queue, a semaphore.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/semaphore.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct item {
	struct list_head list;
	int number;
};

static int limit = 6;
module_param(limit, int, 0644);
static LIST_HEAD(items);
static DEFINE_SPINLOCK(lock);
static DECLARE_WAIT_QUEUE_HEAD(wq);
static struct semaphore room;
static struct task_struct *producer, *consumers[2];
static int eaten[2];

static struct item *take(void)
{
	struct item *item;

	spin_lock(&lock);
	item = list_first_entry_or_null(&items, struct item, list);
	if (item)
		list_del(&item->list);
	spin_unlock(&lock);
	return item;
}

static int producer_fn(void *data)
{
	int n = 0;

	while (!kthread_should_stop() && n < limit) {
		struct item *item;

		if (down_interruptible(&room)) {
			pr_info("pipeline: producer interrupted\n");
			break;
		}
		item = kmalloc(sizeof(*item), GFP_KERNEL);
		if (!item)
			return -ENOMEM;
		item->number = ++n;
		spin_lock(&lock);
		list_add_tail(&item->list, &items);
		spin_unlock(&lock);
		pr_info("pipeline: made %d\n", n);
		wake_up_interruptible(&wq);
		msleep(200);
	}
	pr_info("pipeline: producer is done\n");
	while (!kthread_should_stop()) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (!kthread_should_stop())
			schedule();
		__set_current_state(TASK_RUNNING);
	}
	return n;
}

static int consumer_fn(void *data)
{
	long me = (long)data;

	while (!kthread_should_stop()) {
		struct item *item;

		if (wait_event_interruptible_exclusive(wq, !list_empty(&items) || kthread_should_stop()))
			pr_info("pipeline: consumer %ld was signalled\n", me);
		item = take();
		if (!item)
			continue;
		pr_info("pipeline: consumer %ld takes %d\n", me, item->number);
		kfree(item);
		up(&room);
		eaten[me]++;
		msleep(500);
	}
	return eaten[me];
}

static int __init pipeline_init(void)
{
	long i;

	sema_init(&room, 2);
	for (i = 0; i < 2; i++) {
		consumers[i] = kthread_run(consumer_fn, (void *)i, "consumer/%ld", i);
		msleep(20);
	}
	producer = kthread_run(producer_fn, NULL, "producer");
	return 0;
}

static void __exit pipeline_exit(void)
{
	int i;

	pr_info("pipeline: producer returned %d\n", kthread_stop(producer));
	for (i = 0; i < 2; i++)
		pr_info("pipeline: consumer %d returned %d\n", i, kthread_stop(consumers[i]));
	pr_info("pipeline: empty %d, room %d\n", list_empty(&items), !down_trylock(&room));
}

module_init(pipeline_init);
module_exit(pipeline_exit);
MODULE_LICENSE("GPL");
MODULE_PARM_DESC(limit, "how many items to make");
