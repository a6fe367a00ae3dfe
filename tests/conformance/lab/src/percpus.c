// A thread for each CPU, bound to it; parked and unparked; they count until stopped.
#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/smp.h>

static struct task_struct *threads[8];
static int rounds[8];

static int percpus_fn(void *data)
{
	int cpu = (long)data;

	pr_info("percpus: %s on cpu %d, right %d\n", current->comm, cpu, smp_processor_id() == cpu);
	while (!kthread_should_stop()) {
		if (kthread_should_park()) {
			pr_info("percpus: %d parks\n", cpu);
			kthread_parkme();
			pr_info("percpus: %d goes on\n", cpu);
		}
		rounds[cpu]++;
		schedule_timeout_interruptible(HZ);
	}
	return 100 + cpu;
}

static int __init percpus_init(void)
{
	int cpu;

	pr_info("percpus: %d online, %d possible\n", num_online_cpus(), num_possible_cpus());
	for_each_online_cpu(cpu) {
		threads[cpu] = kthread_create_on_cpu(percpus_fn, (void *)(long)cpu, cpu, "percpus/%u");
		if (IS_ERR(threads[cpu]))
			return PTR_ERR(threads[cpu]);
	}
	pr_info("percpus: made\n");
	for_each_online_cpu(cpu) {
		wake_up_process(threads[cpu]);
		msleep(100);
	}
	return 0;
}

static void __exit percpus_exit(void)
{
	int cpu;

	for_each_online_cpu(cpu) {
		pr_info("percpus: park %d\n", kthread_park(threads[cpu]));
		msleep(50);
	}
	kthread_unpark(threads[0]);
	msleep(50);
	for_each_online_cpu(cpu)
		pr_info("percpus: %d returned %d\n", cpu, kthread_stop(threads[cpu]));
}

module_init(percpus_init);
module_exit(percpus_exit);
MODULE_LICENSE("GPL");
