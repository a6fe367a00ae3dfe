"""Two threads add to one counter: lock=0 without a lock, 1 mutex, 2 spinlock."""

from kshell.linux import (
    DEFINE_MUTEX,
    DEFINE_SPINLOCK,
    MODULE_LICENSE,
    complete,
    completion,
    init_completion,
    kthread_run,
    module_exit,
    module_init,
    module_param,
    mutex_lock,
    mutex_unlock,
    pr_info,
    spin_lock,
    spin_unlock,
    wait_for_completion,
)

lock = 0
module_param("lock", int, 0o444)
rounds = 1000000
module_param("rounds", int, 0o444)

counter = 0
mtx = DEFINE_MUTEX()
spn = DEFINE_SPINLOCK()
done = [completion(), completion()]


def race_fn(data):
    global counter
    me = data
    for _ in range(rounds):
        if lock == 1:
            mutex_lock(mtx)
        if lock == 2:
            spin_lock(spn)
        counter += 1
        if lock == 2:
            spin_unlock(spn)
        if lock == 1:
            mutex_unlock(mtx)
    pr_info("race: thread %ld done\n", me)
    complete(done[me])
    return 0


def race_init():
    for i in range(2):
        init_completion(done[i])
        kthread_run(race_fn, i, "race/%ld", i)
    for i in range(2):
        wait_for_completion(done[i])
    pr_info("race: lock=%d, expected %d, counter %ld (%s)\n", lock, 2 * rounds, counter,
            "right" if counter == 2 * rounds else "wrong")
    return 0


def race_exit():
    pass


module_init(race_init)
module_exit(race_exit)
MODULE_LICENSE("GPL")
