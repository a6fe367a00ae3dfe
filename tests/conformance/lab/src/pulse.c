// A timer wakes a thread, which works as often as a parameter says.
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <linux/wait.h>

MODULE_LICENSE("GPL");
MODULE_AUTHOR("A Student <student@example.org>");
MODULE_DESCRIPTION("A timer that wakes a thread");
MODULE_VERSION("1.2");

static int interval = 1000;
module_param(interval, int, 0644);
MODULE_PARM_DESC(interval, "milliseconds between two pulses");
static char *label = "pulse";
module_param(label, charp, 0444);
static bool quiet;
module_param(quiet, bool, 0600);

static struct task_struct *thread;
static struct timer_list timer;
static DECLARE_WAIT_QUEUE_HEAD(queue);
static int pulses, seen;

static void fire(struct timer_list *t)
{
	pulses++;
	wake_up_interruptible(&queue);
	mod_timer(&timer, jiffies + msecs_to_jiffies(interval));
}

static int work(void *data)
{
	pr_info("%s: thread pid %d starts\n", label, current->pid);
	while (!kthread_should_stop()) {
		wait_event_interruptible(queue, pulses > seen || kthread_should_stop());
		if (pulses > seen) {
			seen = pulses;
			if (!quiet)
				pr_info("%s: %d\n", label, seen);
		}
	}
	pr_info("%s: thread stops after %d\n", label, seen);
	return seen;
}

static int __init pulse_init(void)
{
	if (interval < 10) {
		pr_err("%s: interval %d is too short\n", label, interval);
		return -ERANGE;
	}
	thread = kthread_create(work, NULL, "pulse_%s", label);
	if (IS_ERR(thread))
		return PTR_ERR(thread);
	wake_up_process(thread);
	timer_setup(&timer, fire, 0);
	fire(&timer);
	return 0;
}

static void __exit pulse_exit(void)
{
	del_timer_sync(&timer);
	kthread_stop(thread);
}

module_init(pulse_init);
module_exit(pulse_exit);
