// Parking a thread, binding one to a CPU.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

static struct task_struct *parker, *bound;

static int set_parked(const char *val, const struct kernel_param *kp)
{
	bool want;
	int err = kstrtobool(val, &want);

	if (err)
		return err;
	if (!parker)
		return -ENODEV;
	if (want)
		pr_info("parker: kthread_park %d\n", kthread_park(parker));
	else
		kthread_unpark(parker);
	return 0;
}

static const struct kernel_param_ops parked_ops = { .set = set_parked };
module_param_cb(parked, &parked_ops, NULL, 0200);

static int parker_fn(void *data)
{
	int n = 0;

	while (!kthread_should_stop()) {
		if (kthread_should_park()) {
			pr_info("parker: parks\n");
			kthread_parkme();
			pr_info("parker: goes on\n");
		}
		n++;
		msleep_interruptible(1000);
	}
	return n > 0;
}

static int bound_fn(void *data)
{
	while (!kthread_should_stop()) {
		pr_info("parker: bound to cpu %d\n", smp_processor_id());
		msleep_interruptible(60000);
	}
	return 0;
}

static int __init parker_init(void)
{
	parker = kthread_run(parker_fn, NULL, "parker");
	bound = kthread_create(bound_fn, NULL, "bound/%d", 1);
	kthread_bind(bound, 1);
	wake_up_process(bound);
	return 0;
}

static void __exit parker_exit(void)
{
	pr_info("parker: bound returned %d\n", kthread_stop(bound));
	pr_info("parker: parker returned %d\n", kthread_stop(parker));
}

module_init(parker_init);
module_exit(parker_exit);
MODULE_LICENSE("GPL");
