// What runs in interrupts: a tasklet, high resolution timers, a timer.
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/preempt.h>

static struct hrtimer beat;
static int beats, runs;

static void tasklet_fn(struct tasklet_struct *t)
{
	pr_info("softs: tasklet %d, in_interrupt %d, in_task %d\n", ++runs, !!in_interrupt(), !!in_task());
}
static DECLARE_TASKLET(soft, tasklet_fn);

static enum hrtimer_restart beat_fn(struct hrtimer *t)
{
	pr_info("softs: beat %d, in_interrupt %d\n", ++beats, !!in_interrupt());
	if (beats == 3)
		return HRTIMER_NORESTART;
	hrtimer_forward_now(t, ms_to_ktime(250));
	return HRTIMER_RESTART;
}

static int __init softs_init(void)
{
	ktime_t start = ktime_get();

	hrtimer_init(&beat, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	beat.function = beat_fn;
	hrtimer_start(&beat, ms_to_ktime(250), HRTIMER_MODE_REL);
	pr_info("softs: active %d\n", hrtimer_active(&beat));
	tasklet_schedule(&soft);
	tasklet_schedule(&soft);
	usleep_range(2000, 3000);
	pr_info("softs: slept enough %d\n", ktime_us_delta(ktime_get(), start) >= 2000);
	tasklet_disable(&soft);
	tasklet_schedule(&soft);
	msleep(20);
	pr_info("softs: disabled, runs %d\n", runs);
	tasklet_enable(&soft);
	msleep(20);
	pr_info("softs: enabled, runs %d\n", runs);
	return 0;
}

static void __exit softs_exit(void)
{
	pr_info("softs: cancel %d, active %d\n", hrtimer_cancel(&beat), hrtimer_active(&beat));
	tasklet_kill(&soft);
	pr_info("softs: exit after %d beats\n", beats);
}

module_init(softs_init);
module_exit(softs_exit);
MODULE_LICENSE("GPL");
