"""Several sleeping items on the system's queues and on queues of one's own: which worker runs what."""

from kshell.linux import (
    ATOMIC_INIT,
    ENOMEM,
    INIT_WORK,
    MODULE_LICENSE,
    alloc_ordered_workqueue,
    atomic_dec,
    atomic_inc_return,
    atomic_read,
    cancel_work_sync,
    destroy_workqueue,
    flush_work,
    module_exit,
    module_init,
    msleep,
    pr_info,
    queue_work,
    schedule_work,
    work_pending,
    work_struct,
)


class job(work_struct):
    def __init__(self):
        super().__init__(job_fn)
        self.id = 0
        self.ms = 0


def job_fn(job):
    pr_info("pools: job %d begins, %d inside\n", job.id, atomic_inc_return(inside))
    msleep(job.ms)
    pr_info("pools: job %d ends, %d inside\n", job.id, atomic_read(inside))
    atomic_dec(inside)


jobs = [job(), job(), job(), job()]
ordered = [job(), job(), job()]
line = None
inside = ATOMIC_INIT(0)


def pools_init():
    global line
    line = alloc_ordered_workqueue("pools_line", 0)
    if not line:
        return -ENOMEM
    for i in range(4):
        INIT_WORK(jobs[i], job_fn)
        jobs[i].id = i
        jobs[i].ms = 1000 + 300 * i
        schedule_work(jobs[i])
    for i in range(3):
        INIT_WORK(ordered[i], job_fn)
        ordered[i].id = 10 + i
        ordered[i].ms = 700
    pending = work_pending(jobs[3])  # C works its arguments out from the last to the first
    pr_info("pools: queued, again %d, pending %d\n", schedule_work(jobs[0]), pending)
    return 0


def pools_exit():
    for i in range(3):
        queue_work(line, ordered[i])
    flushed = flush_work(ordered[1])
    pr_info("pools: cancelled %d, flushed %d\n", cancel_work_sync(ordered[2]), flushed)
    destroy_workqueue(line)
    for i in range(4):
        cancel_work_sync(jobs[i])
    pr_info("pools: exit\n")


module_init(pools_init)
module_exit(pools_exit)
MODULE_LICENSE("GPL")
