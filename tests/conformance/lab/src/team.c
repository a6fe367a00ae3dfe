// Several threads at once, each held by get_task_struct(); SIGTERM ends one, kthread_stop() the rest.
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>

static int size = 3;
module_param(size, int, 0444);
MODULE_PARM_DESC(size, "number of threads, up to 5");

static struct task_struct *team[5];

static int team_fn(void *data)
{
	long me = (long)data;
	int rounds = 0;

	allow_signal(SIGTERM);
	while (!kthread_should_stop()) {
		rounds++;
		schedule_timeout_interruptible(60 * HZ);
		if (kthread_should_stop())
			break;
		if (signal_pending(current)) {
			pr_info("team: member %ld (%s, pid %d) leaves\n", me, current->comm, current->pid);
			return -EINTR;
		}
	}
	return 100 * me + rounds;
}

static int __init team_init(void)
{
	long i;

	for (i = 0; i < size; i++) {
		team[i] = kthread_run(team_fn, (void *)i, "team/%ld", i);
		if (IS_ERR(team[i]))
			return PTR_ERR(team[i]);
		get_task_struct(team[i]);
	}
	pr_info("team: %d members\n", size);
	return 0;
}

static void __exit team_exit(void)
{
	int i;

	for (i = size - 1; i >= 0; i--) {
		pr_info("team: member %d returned %d\n", i, kthread_stop(team[i]));
		put_task_struct(team[i]);
	}
}

module_init(team_init);
module_exit(team_exit);
MODULE_LICENSE("GPL");
