// A counter behind a mutex that two threads and the shell's reads want; one of them forgets to give it back.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/sched/task.h>
#include <linux/seq_file.h>

static int forget;
module_param(forget, int, 0644);
static DEFINE_MUTEX(lock);
static long counter;
static struct task_struct *threads[2];

static int guard_fn(void *data)
{
	while (!kthread_should_stop()) {
		mutex_lock(&lock);
		counter++;
		if (counter == forget) {
			pr_warn("guard: %s forgets\n", current->comm);
			return -1;
		}
		mutex_unlock(&lock);
		msleep_interruptible(300);
	}
	return 0;
}

static int guard_show(struct seq_file *m, void *v)
{
	if (mutex_lock_interruptible(&lock))
		return -ERESTARTSYS;
	seq_printf(m, "counting %d\n", counter > 0);
	mutex_unlock(&lock);
	return 0;
}

static int __init guard_init(void)
{
	int i;

	if (!proc_create_single("guard", 0444, NULL, guard_show))
		return -ENOMEM;
	for (i = 0; i < 2; i++) {
		threads[i] = kthread_run(guard_fn, NULL, "guard/%d", i);
		get_task_struct(threads[i]);
		msleep(100);
	}
	return 0;
}

static void __exit guard_exit(void)
{
	int i;

	remove_proc_entry("guard", NULL);
	for (i = 0; i < 2; i++) {
		pr_info("guard: %d returned %d\n", i, kthread_stop(threads[i]));
		put_task_struct(threads[i]);
	}
	pr_info("guard: exit\n");
}

module_init(guard_init);
module_exit(guard_exit);
MODULE_LICENSE("GPL");
