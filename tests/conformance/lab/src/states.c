// Nine threads, each asleep in another way; exit stops them one by one.
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/wait.h>

static DECLARE_WAIT_QUEUE_HEAD(wq);
static DECLARE_COMPLETION(done);

static int msleep_fn(void *data)
{
	while (!kthread_should_stop())
		msleep(1000);
	return 1;
}

static int timeout_s_fn(void *data)
{
	allow_signal(SIGKILL);
	while (!kthread_should_stop()) {
		schedule_timeout_interruptible(100 * HZ);
		if (signal_pending(current))
			flush_signals(current);
	}
	return 2;
}

static int timeout_d_fn(void *data)
{
	allow_signal(SIGKILL);
	while (!kthread_should_stop())
		schedule_timeout_uninterruptible(100 * HZ);
	return 3;
}

static int killable_fn(void *data)
{
	allow_signal(SIGKILL);
	while (!kthread_should_stop())
		schedule_timeout_killable(100 * HZ);
	return 4;
}

static int idle_fn(void *data)
{
	while (!kthread_should_stop())
		schedule_timeout_idle(100 * HZ);
	return 5;
}

static int event_fn(void *data)
{
	wait_event(wq, kthread_should_stop());
	return 6;
}

static int event_s_fn(void *data)
{
	allow_signal(SIGKILL);
	while (!kthread_should_stop()) {
		int ret = wait_event_interruptible(wq, kthread_should_stop());

		pr_info("states: event_s got %d\n", ret);
		flush_signals(current);
	}
	return 7;
}

static int completion_fn(void *data)
{
	wait_for_completion(&done);
	pr_info("states: completion done\n");
	while (!kthread_should_stop())
		schedule_timeout_interruptible(HZ);
	return 8;
}

static int parked_fn(void *data)
{
	while (!kthread_should_stop()) {
		if (kthread_should_park()) {
			pr_info("states: parking\n");
			kthread_parkme();
			pr_info("states: no longer parked, stop %d\n", kthread_should_stop());
		} else {
			schedule_timeout_interruptible(HZ);
		}
	}
	return 9;
}

static const struct {
	int (*fn)(void *data);
	const char *name;
} kinds[] = {
	{ msleep_fn, "st_msleep" }, { timeout_s_fn, "st_timeout_s" }, { timeout_d_fn, "st_timeout_d" },
	{ killable_fn, "st_killable" }, { idle_fn, "st_idle" }, { event_fn, "st_event" },
	{ event_s_fn, "st_event_s" }, { completion_fn, "st_completion" }, { parked_fn, "st_parked" },
};
static struct task_struct *threads[9];

static int __init states_init(void)
{
	int i;

	for (i = 0; i < 9; i++)
		threads[i] = kthread_run(kinds[i].fn, NULL, "%s", kinds[i].name);
	msleep(100);
	pr_info("states: park returned %d\n", kthread_park(threads[8]));
	return 0;
}

static void __exit states_exit(void)
{
	int i;

	complete(&done);
	for (i = 0; i < 9; i++)
		pr_info("states: %s returned %d\n", kinds[i].name, kthread_stop(threads[i]));
}

module_init(states_init);
module_exit(states_exit);
MODULE_LICENSE("GPL");
