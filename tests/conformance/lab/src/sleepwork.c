// exit does not wait for a work that sleeps: the kworker comes back to a function that is gone.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/workqueue.h>

static void slow_fn(struct work_struct *w)
{
	pr_info("sleepwork: the work sleeps\n");
	ssleep(3);
	pr_info("sleepwork: the work ends\n");
}
static DECLARE_WORK(slow, slow_fn);

static int __init sleepwork_init(void)
{
	schedule_work(&slow);
	return 0;
}

static void __exit sleepwork_exit(void)
{
	pr_info("sleepwork: exit\n");
}

module_init(sleepwork_init);
module_exit(sleepwork_exit);
MODULE_LICENSE("GPL");
