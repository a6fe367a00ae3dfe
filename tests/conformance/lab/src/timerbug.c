// A timer's function finds something impossible.
#include <linux/bug.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/timer.h>

static struct timer_list tick;
static int count;

static void on_tick(struct timer_list *t)
{
	pr_info("timerbug: tick %d\n", ++count);
	BUG_ON(count == 2);
	mod_timer(&tick, jiffies + HZ / 2);
}

static int __init timerbug_init(void)
{
	timer_setup(&tick, on_tick, 0);
	mod_timer(&tick, jiffies + HZ / 2);
	return 0;
}

static void __exit timerbug_exit(void)
{
	del_timer_sync(&tick);
}

module_init(timerbug_init);
module_exit(timerbug_exit);
MODULE_LICENSE("GPL");
