// A thread that makes one kind of fault.
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/sched/task.h>

static int kind;
module_param(kind, int, 0444);

static int *volatile nowhere;
static void (*volatile nothing)(void);
static struct task_struct *volatile none;

static __attribute__((noipa)) int deep(int n)
{
	volatile char room[512];

	room[0] = n;
	return deep(n + 1) + room[0];
}

static __attribute__((optimize("no-reorder-blocks-and-partition"))) int faults_fn(void *data)
{
	switch (kind) {
	case 1:
		*(volatile int *)nowhere = 1;
		break;
	case 2:
		nothing();
		break;
	case 3:
		kthread_stop(none);
		break;
	case 4:
		kthread_stop(ERR_PTR(-ENOMEM));
		break;
	case 5:
		wake_up_process(none);
		break;
	case 6:
		*(volatile int *)0xdead000000000100 = 1;
		break;
	case 7:
		*(volatile int *)0xffffc0de12345678 = 1;
		break;
	case 8:
		deep(1);
		break;
	}
	pr_info("faults: still here\n");
	return 0;
}

static int __init faults_init(void)
{
	pr_info("faults: kind %d\n", kind);
	return PTR_ERR_OR_ZERO(kthread_run(faults_fn, NULL, "faults_thr"));
}

static void __exit faults_exit(void)
{
	pr_info("faults: exit\n");
}

module_init(faults_init);
module_exit(faults_exit);
MODULE_LICENSE("GPL");
