// A thread that tells signals apart.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched/signal.h>

static struct task_struct *thread;

static int sigs_fn(void *data)
{
	int n = 0;

	allow_signal(SIGTERM);
	allow_signal(SIGUSR1);
	allow_signal(SIGHUP);
	while (!kthread_should_stop()) {
		long left = schedule_timeout_interruptible(3 * HZ);

		if (signal_pending(current)) {
			int sig = kernel_dequeue_signal();

			pr_info("sigs: signal %d, slept on %d\n", sig, left > 0);
			n++;
			if (sig == SIGTERM)
				break;
			if (sig == SIGHUP) {
				disallow_signal(SIGUSR1);
				pr_info("sigs: no more SIGUSR1\n");
			}
		}
	}
	pr_info("sigs: leaving after %d\n", n);
	while (!kthread_should_stop()) {
		flush_signals(current);
		msleep_interruptible(100);
	}
	return n;
}

static int __init sigs_init(void)
{
	thread = kthread_run(sigs_fn, NULL, "sigs");
	return 0;
}

static void __exit sigs_exit(void)
{
	pr_info("sigs: %d\n", kthread_stop(thread));
}

module_init(sigs_init);
module_exit(sigs_exit);
MODULE_LICENSE("GPL");
