// A timer's function follows a bad pointer.
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/timer.h>

static struct timer_list late;
static int *volatile nowhere;

static void late_fn(struct timer_list *t)
{
	pr_info("timerfault: the timer runs, in_interrupt %d\n", in_interrupt() > 0);
	*(volatile int *)nowhere = 1;
}

static int __init timerfault_init(void)
{
	pr_info("timerfault: in a second\n");
	timer_setup(&late, late_fn, 0);
	mod_timer(&late, jiffies + HZ);
	return 0;
}

static void __exit timerfault_exit(void)
{
}

module_init(timerfault_init);
module_exit(timerfault_exit);
MODULE_LICENSE("GPL");
