// A thread of one's own for work items: kthread_worker.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>

static struct kthread_worker *worker;
static struct kthread_work first, second;
static struct kthread_delayed_work late;

static void work_fn(struct kthread_work *work)
{
	pr_info("workers: %s in %s begins\n", work == &first ? "first" : "second", current->comm);
	msleep(500);
	pr_info("workers: %s ends\n", work == &first ? "first" : "second");
}

static void late_fn(struct kthread_work *work)
{
	pr_info("workers: late in %s\n", current->comm);
}

static int __init workers_init(void)
{
	worker = kthread_create_worker(0, "workers/%d", 7);
	if (IS_ERR(worker))
		return PTR_ERR(worker);
	kthread_init_work(&first, work_fn);
	kthread_init_work(&second, work_fn);
	kthread_init_delayed_work(&late, late_fn);
	pr_info("workers: queued %d %d, again %d\n", kthread_queue_work(worker, &first),
		kthread_queue_work(worker, &second), kthread_queue_work(worker, &second));
	kthread_queue_delayed_work(worker, &late, 2 * HZ);
	kthread_flush_work(&first);
	pr_info("workers: flushed\n");
	return 0;
}

static void __exit workers_exit(void)
{
	pr_info("workers: again %d, cancelled %d\n", kthread_queue_work(worker, &first),
		kthread_cancel_delayed_work_sync(&late));
	kthread_flush_worker(worker);
	kthread_queue_work(worker, &second);
	kthread_destroy_worker(worker);
	pr_info("workers: exit\n");
}

module_init(workers_init);
module_exit(workers_exit);
MODULE_LICENSE("GPL");
