// Two threads that take turns with completions: one cranks, the other waits for it.
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/printk.h>

static struct {
	struct completion crank_comp;
	struct completion flywheel_comp;
} machine;

static int crank_thread(void *arg)
{
	pr_info("Turn the crank\n");
	complete_all(&machine.crank_comp);
	kthread_complete_and_exit(&machine.crank_comp, 0);
}

static int flywheel_thread(void *arg)
{
	wait_for_completion(&machine.crank_comp);
	pr_info("Flywheel spins up\n");
	complete_all(&machine.flywheel_comp);
	kthread_complete_and_exit(&machine.flywheel_comp, 0);
}

static int __init engine_init(void)
{
	struct task_struct *crank, *flywheel;

	pr_info("completions example\n");
	init_completion(&machine.crank_comp);
	init_completion(&machine.flywheel_comp);
	crank = kthread_create(crank_thread, NULL, "KThread Crank");
	if (IS_ERR(crank))
		goto err;
	flywheel = kthread_create(flywheel_thread, NULL, "KThread Flywheel");
	if (IS_ERR(flywheel))
		goto err;
	wake_up_process(flywheel);
	wake_up_process(crank);
	return 0;
err:
	return -1;
}

static void __exit engine_exit(void)
{
	wait_for_completion(&machine.crank_comp);
	wait_for_completion(&machine.flywheel_comp);
	pr_info("completions exit\n");
}

module_init(engine_init);
module_exit(engine_exit);
MODULE_DESCRIPTION("Completions example");
MODULE_LICENSE("GPL");
