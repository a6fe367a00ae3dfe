// What waiting, locking and counting functions return.
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

static DEFINE_MUTEX(mtx);
static DEFINE_SPINLOCK(spn);
static DECLARE_WAIT_QUEUE_HEAD(wq);
static DECLARE_COMPLETION(done);
static bool flag;

static int setter_fn(void *data)
{
	msleep(300);
	flag = true;
	wake_up(&wq);
	msleep(300);
	complete(&done);
	return 0;
}

static int killed_fn(void *data)
{
	int ret;

	allow_signal(SIGKILL);
	ret = wait_event_interruptible(wq, false);
	pr_info("returns: interruptible wait of a signalled thread %d, pending %d, fatal %d\n",
		ret, signal_pending(current), fatal_signal_pending(current));
	flush_signals(current);
	ret = wait_event_killable(wq, kthread_should_stop());
	pr_info("returns: killable wait of a stopped thread %d\n", ret);
	pr_info("returns: lock %d\n", mutex_lock_interruptible(&mtx));
	mutex_unlock(&mtx);
	return ret;
}

static void timed(void)
{
	long left = wait_event_timeout(wq, flag, HZ / 10);

	pr_info("returns: wait_event_timeout too short %ld\n", left);
	left = wait_event_timeout(wq, flag, 10 * HZ);
	pr_info("returns: wait_event_timeout in time %d\n", left > 0 && left < 10 * HZ);
	left = wait_event_interruptible_timeout(wq, flag, HZ);
	pr_info("returns: wait_event_interruptible_timeout true at once %d\n", left == HZ);
	left = wait_for_completion_timeout(&done, HZ / 10);
	pr_info("returns: wait_for_completion_timeout too short %ld\n", left);
	left = wait_for_completion_timeout(&done, 10 * HZ);
	pr_info("returns: wait_for_completion_timeout in time %d\n", left > 0 && left < 10 * HZ);
	pr_info("returns: try_wait_for_completion %d\n", try_wait_for_completion(&done));
	complete_all(&done);
	pr_info("returns: after complete_all %d %d\n", try_wait_for_completion(&done), completion_done(&done));
	reinit_completion(&done);
	pr_info("returns: after reinit %d\n", completion_done(&done));
}

static void locks(void)
{
	pr_info("returns: mutex_is_locked %d\n", mutex_is_locked(&mtx));
	pr_info("returns: mutex_trylock %d\n", mutex_trylock(&mtx));
	pr_info("returns: mutex_trylock again %d\n", mutex_trylock(&mtx));
	pr_info("returns: mutex_is_locked %d\n", mutex_is_locked(&mtx));
	mutex_unlock(&mtx);
	pr_info("returns: mutex_lock_interruptible %d\n", mutex_lock_interruptible(&mtx));
	mutex_unlock(&mtx);
	pr_info("returns: spin_trylock %d\n", spin_trylock(&spn));
	pr_info("returns: spin_trylock again %d\n", spin_trylock(&spn));
	spin_unlock(&spn);
}

static void numbers(void)
{
	unsigned long start = jiffies;
	int value = -1;
	bool yes = false;

	pr_info("returns: HZ %d, 1000 ms %lu jiffies, 1 ms %lu, 10 jiffies %u ms\n",
		HZ, msecs_to_jiffies(1000), msecs_to_jiffies(1), jiffies_to_msecs(10));
	pr_info("returns: schedule_timeout %ld\n", schedule_timeout_uninterruptible(2));
	pr_info("returns: time_after %d, time_before %d\n", time_after(jiffies, start), time_before(jiffies, start));
	pr_info("returns: msleep_interruptible %lu\n", msleep_interruptible(20));
	pr_info("returns: kstrtoint %d", kstrtoint("42\n", 10, &value));
	pr_cont(" gives %d\n", value);
	pr_info("returns: kstrtoint %d", kstrtoint("0x1f", 0, &value));
	pr_cont(" gives %d\n", value);
	pr_info("returns: kstrtoint of text %d\n", kstrtoint("12ab", 10, &value));
	pr_info("returns: kstrtoint of much %d\n", kstrtoint("99999999999", 10, &value));
	pr_info("returns: kstrtobool %d", kstrtobool("yes", &yes));
	pr_cont(" gives %d\n", yes);
	pr_info("returns: kstrtobool of text %d\n", kstrtobool("maybe", &yes));
	pr_info("returns: IS_ERR %d %d %d, PTR_ERR %ld, IS_ERR_OR_NULL %d\n", IS_ERR(ERR_PTR(-ENOMEM)), IS_ERR(NULL),
		IS_ERR(current), PTR_ERR(ERR_PTR(-EBUSY)), IS_ERR_OR_NULL(NULL));
	pr_info("returns: pending %d, comm %s, in_interrupt %lu\n", signal_pending(current), current->comm, in_interrupt());
	value = module_refcount(THIS_MODULE);
	pr_info("returns: refcount %d, get %d", value, try_module_get(THIS_MODULE));
	pr_cont(", refcount %d\n", module_refcount(THIS_MODULE));
	module_put(THIS_MODULE);
}

static int __init returns_init(void)
{
	struct task_struct *t;
	int ret;

	numbers();
	kthread_run(setter_fn, NULL, "setter");
	timed();
	locks();
	t = kthread_run(killed_fn, NULL, "killed");
	get_task_struct(t);
	msleep(100);
	ret = send_sig(SIGKILL, t, 1);
	msleep(100);
	pr_info("returns: send_sig %d\n", ret);
	ret = wake_up_process(t);
	msleep(100);
	pr_info("returns: wake_up_process of a sleeper %d\n", ret);
	pr_info("returns: wake_up_process of itself %d\n", wake_up_process(current));
	ret = kthread_stop(t);
	pr_info("returns: kthread_stop %d\n", ret);
	put_task_struct(t);
	return 0;
}

static void __exit returns_exit(void)
{
	pr_info("returns: exit, refcount %d\n", module_refcount(THIS_MODULE));
}

module_init(returns_init);
module_exit(returns_exit);
MODULE_LICENSE("GPL");
