// SPDX-License-Identifier: GPL-2.0
/* two threads hand a flag to and fro over a wait queue; either can be told to end by a signal */
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/sched/signal.h>
#include <linux/wait.h>

static DECLARE_WAIT_QUEUE_HEAD(turns);
static struct task_struct *tick, *tock;
static int turn;

static int player(void *data)
{
	int me = data != NULL;
	int error, n = 0;

	allow_signal(SIGUSR1);
	while (!kthread_should_stop()) {
		error = wait_event_interruptible(turns, turn == me || kthread_should_stop());
		if (error) {
			pr_info("ticktock: %s: %d after %d turns\n", current->comm, error, n);
			flush_signals(current);
			continue;
		}
		if (kthread_should_stop())
			break;
		n++;
		if (n <= 3)
			pr_info("ticktock: %s %d\n", current->comm, n);
		msleep(500);
		turn = !me;
		wake_up(&turns);
	}
	pr_info("ticktock: %s ends\n", current->comm);
	return 0;
}

static int __init ticktock_init(void)
{
	tick = kthread_run(player, NULL, "tick");
	tock = kthread_run(player, &turn, "tock");
	return 0;
}

static void __exit ticktock_exit(void)
{
	pr_info("ticktock: tick gave %d\n", kthread_stop(tick));
	pr_info("ticktock: tock gave %d\n", kthread_stop(tock));
}

module_init(ticktock_init);
module_exit(ticktock_exit);
MODULE_LICENSE("GPL");
