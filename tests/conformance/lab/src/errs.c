// What goes wrong in a thread or a worker, one kind after the other.
#include <linux/bug.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/workqueue.h>

struct node {
	int value;
	struct node *next;
};

static int kind;
module_param(kind, int, 0);
static struct node first = { 1, NULL };
static int zero;
static struct task_struct *thread;

static int sum(struct node *n)
{
	int total = 0;

	while (total < 100) {
		total += n->value;
		n = n->next;
	}
	return total;
}

static int errs_fn(void *data)
{
	pr_info("errs: kind %d\n", kind);
	switch (kind) {
	case 1:
		pr_info("errs: %d\n", sum(&first));
		break;
	case 2:
		pr_info("errs: %d\n", 7 / zero);
		break;
	case 3:
		pr_info("errs: %d\n", ((struct node *)ERR_PTR(-ENOMEM))->value);
		break;
	case 4:
		BUG();
	case 5:
		kthread_stop(NULL);
		break;
	case 6:
		wake_up_process(ERR_PTR(-ENOMEM));
		break;
	}
	pr_info("errs: not reached\n");
	return 0;
}

static void errs_work(struct work_struct *w)
{
	pr_info("errs: work\n");
	BUG_ON(kind == 7);
}
static DECLARE_WORK(work, errs_work);

static int __init errs_init(void)
{
	if (kind == 7) {
		schedule_work(&work);
		return 0;
	}
	thread = kthread_run(errs_fn, NULL, "errs/%d", kind);
	msleep(100);
	return -ECANCELED;
}

static void __exit errs_exit(void)
{
	pr_info("errs: exit\n");
}

module_init(errs_init);
module_exit(errs_exit);
MODULE_LICENSE("GPL");
