// Several sleeping items on the system's queues and on queues of one's own: which worker runs what.
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct job {
	struct work_struct work;
	int id;
	int ms;
};

static struct job jobs[4], ordered[3];
static struct workqueue_struct *line;
static atomic_t inside = ATOMIC_INIT(0);

static void job_fn(struct work_struct *w)
{
	struct job *job = container_of(w, struct job, work);

	pr_info("pools: job %d begins, %d inside\n", job->id, atomic_inc_return(&inside));
	msleep(job->ms);
	pr_info("pools: job %d ends, %d inside\n", job->id, atomic_read(&inside));
	atomic_dec(&inside);
}

static int __init pools_init(void)
{
	int i;

	line = alloc_ordered_workqueue("pools_line", 0);
	if (!line)
		return -ENOMEM;
	for (i = 0; i < 4; i++) {
		INIT_WORK(&jobs[i].work, job_fn);
		jobs[i].id = i;
		jobs[i].ms = 1000 + 300 * i;
		schedule_work(&jobs[i].work);
	}
	for (i = 0; i < 3; i++) {
		INIT_WORK(&ordered[i].work, job_fn);
		ordered[i].id = 10 + i;
		ordered[i].ms = 700;
	}
	pr_info("pools: queued, again %d, pending %d\n", schedule_work(&jobs[0].work), work_pending(&jobs[3].work));
	return 0;
}

static void __exit pools_exit(void)
{
	int i;

	for (i = 0; i < 3; i++)
		queue_work(line, &ordered[i].work);
	pr_info("pools: cancelled %d, flushed %d\n", cancel_work_sync(&ordered[2].work), flush_work(&ordered[1].work));
	destroy_workqueue(line);
	for (i = 0; i < 4; i++)
		cancel_work_sync(&jobs[i].work);
	pr_info("pools: exit\n");
}

module_init(pools_init);
module_exit(pools_exit);
MODULE_LICENSE("GPL");
