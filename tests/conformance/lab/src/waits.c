// Threads that wait for locks of each kind: what ps shows, who may be interrupted, who is let in.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/sched/signal.h>
#include <linux/semaphore.h>

static struct semaphore sem;
static DECLARE_RWSEM(rwsem);
static DEFINE_MUTEX(mutex);
static struct task_struct *threads[8];
static int count;

static int wait_fn(void *data)
{
	int kind = (long)data, ret = 0;

	allow_signal(SIGINT);
	switch (kind) {
	case 0:
		down(&sem);
		break;
	case 1:
		ret = down_interruptible(&sem);
		break;
	case 2:
		ret = down_timeout(&sem, HZ);
		break;
	case 3:
		down_read(&rwsem);
		break;
	case 4:
		down_write(&rwsem);
		break;
	case 5:
		ret = mutex_lock_interruptible(&mutex);
		break;
	case 6:
		mutex_lock(&mutex);
		break;
	}
	pr_info("waits: %s got %d\n", current->comm, ret);
	if (kind < 3 && !ret)
		up(&sem);
	if (kind == 3)
		up_read(&rwsem);
	if (kind == 4)
		up_write(&rwsem);
	if (kind >= 5 && !ret)
		mutex_unlock(&mutex);
	flush_signals(current);
	while (!kthread_should_stop())
		msleep_interruptible(200);
	return kind;
}

static int __init waits_init(void)
{
	long i;
	static const char *const names[] = { "down", "downint", "downtime", "read", "write", "mutexint", "mutex" };

	sema_init(&sem, 1);
	down(&sem);
	down_write(&rwsem);
	mutex_lock(&mutex);
	for (i = 0; i < 7; i++) {
		threads[i] = kthread_run(wait_fn, (void *)i, "w_%s", names[i]);
		msleep(20);
		count++;
	}
	pr_info("waits: locked %d %d, try %d %d\n", mutex_is_locked(&mutex), rwsem_is_locked(&rwsem),
		down_trylock(&sem), down_read_trylock(&rwsem));
	return 0;
}

static void __exit waits_exit(void)
{
	int i;

	up(&sem);
	up_write(&rwsem);
	mutex_unlock(&mutex);
	msleep(100);
	for (i = 0; i < count; i++)
		pr_info("waits: %d\n", kthread_stop(threads[i]));
}

module_init(waits_init);
module_exit(waits_exit);
MODULE_LICENSE("GPL");
