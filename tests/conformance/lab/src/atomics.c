// Sleeping where it is forbidden, one way for each kind.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

static int kind = 1;
module_param(kind, int, 0444);
static DEFINE_SPINLOCK(lock);
static DEFINE_MUTEX(mutex);
static struct timer_list tick;

static void on_tick(struct timer_list *t)
{
	pr_info("atomics: timer\n");
	mutex_lock(&mutex);
	pr_info("atomics: timer has the mutex\n");
	mutex_unlock(&mutex);
}

static int __init atomics_init(void)
{
	unsigned long flags;

	switch (kind) {
	case 1:
		preempt_disable();
		msleep(10);
		preempt_enable();
		break;
	case 2:
		spin_lock_irqsave(&lock, flags);
		mutex_lock(&mutex);
		mutex_unlock(&mutex);
		spin_unlock_irqrestore(&lock, flags);
		break;
	case 3:
		spin_lock(&lock);
		schedule();
		spin_unlock(&lock);
		break;
	case 4:
		timer_setup(&tick, on_tick, 0);
		mod_timer(&tick, jiffies + HZ / 2);
		break;
	case 5:
		rcu_read_lock();
		msleep(10);
		rcu_read_unlock();
		break;
	case 6:
		spin_lock_bh(&lock);
		cond_resched();
		spin_unlock_bh(&lock);
		break;
	}
	pr_info("atomics: kind %d is over, preempt_count %d, in_atomic %d\n", kind, preempt_count(), in_atomic());
	return 0;
}

static void __exit atomics_exit(void)
{
	if (kind == 4)
		del_timer_sync(&tick);
	pr_info("atomics: exit\n");
}

module_init(atomics_init);
module_exit(atomics_exit);
MODULE_LICENSE("GPL");
