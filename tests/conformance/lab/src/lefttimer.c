// exit forgets a timer, which lies in memory that is gone.
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/timer.h>

static struct timer_list late;

static void late_fn(struct timer_list *t)
{
	pr_info("lefttimer: the timer runs\n");
	mod_timer(t, jiffies + 2 * HZ);
}

static int __init lefttimer_init(void)
{
	pr_info("lefttimer: each two seconds\n");
	timer_setup(&late, late_fn, 0);
	mod_timer(&late, jiffies + 2 * HZ);
	return 0;
}

static void __exit lefttimer_exit(void)
{
	pr_info("lefttimer: exit\n");
}

module_init(lefttimer_init);
module_exit(lefttimer_exit);
MODULE_LICENSE("GPL");
