// A work item's function follows a bad pointer; another is queued behind it.
#include <linux/init.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static int *volatile nowhere;
static int rounds;

static void bad_fn(struct work_struct *w)
{
	pr_info("workfault: bad work in %s\n", current->comm);
	*(volatile int *)nowhere = 1;
}

static void good_fn(struct work_struct *w)
{
	pr_info("workfault: good work %d\n", ++rounds);
}

static DECLARE_WORK(bad, bad_fn);
static DECLARE_WORK(good, good_fn);

static int __init workfault_init(void)
{
	schedule_work(&bad);
	schedule_work(&good);
	return 0;
}

static void __exit workfault_exit(void)
{
	pr_info("workfault: exit, good work queued %d\n", schedule_work(&good));
	pr_info("workfault: flushed %d\n", flush_work(&good));
}

module_init(workfault_init);
module_exit(workfault_exit);
MODULE_LICENSE("GPL");
