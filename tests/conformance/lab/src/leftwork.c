// exit forgets a delayed work, whose timer lies in memory that is gone.
#include <linux/init.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static void late_fn(struct work_struct *w)
{
	pr_info("leftwork: the work runs\n");
}
static DECLARE_DELAYED_WORK(late, late_fn);

static int __init leftwork_init(void)
{
	pr_info("leftwork: in three seconds\n");
	schedule_delayed_work(&late, 3 * HZ);
	return 0;
}

static void __exit leftwork_exit(void)
{
	pr_info("leftwork: exit\n");
}

module_init(leftwork_init);
module_exit(leftwork_exit);
MODULE_LICENSE("GPL");
