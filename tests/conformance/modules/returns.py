"""What waiting, locking and counting functions return."""

from kshell.linux import (
    DECLARE_COMPLETION,
    DECLARE_WAIT_QUEUE_HEAD,
    DEFINE_MUTEX,
    DEFINE_SPINLOCK,
    EBUSY,
    ENOMEM,
    ERR_PTR,
    HZ,
    IS_ERR,
    IS_ERR_OR_NULL,
    MODULE_LICENSE,
    PTR_ERR,
    SIGKILL,
    THIS_MODULE,
    allow_signal,
    complete,
    complete_all,
    completion_done,
    current,
    fatal_signal_pending,
    flush_signals,
    get_task_struct,
    in_interrupt,
    jiffies,
    jiffies_to_msecs,
    kstrtobool,
    kstrtoint,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    module_put,
    module_refcount,
    msecs_to_jiffies,
    msleep,
    msleep_interruptible,
    mutex_is_locked,
    mutex_lock_interruptible,
    mutex_trylock,
    mutex_unlock,
    pr_cont,
    pr_info,
    put_task_struct,
    reinit_completion,
    schedule_timeout_uninterruptible,
    send_sig,
    signal_pending,
    spin_trylock,
    spin_unlock,
    time_after,
    time_before,
    try_module_get,
    try_wait_for_completion,
    wait_event_interruptible,
    wait_event_interruptible_timeout,
    wait_event_killable,
    wait_event_timeout,
    wait_for_completion_timeout,
    wake_up,
    wake_up_process,
)

mtx = DEFINE_MUTEX()
spn = DEFINE_SPINLOCK()
wq = DECLARE_WAIT_QUEUE_HEAD()
done = DECLARE_COMPLETION()
flag = False


def setter_fn(data):
    global flag
    msleep(300)
    flag = True
    wake_up(wq)
    msleep(300)
    complete(done)
    return 0


def killed_fn(data):
    allow_signal(SIGKILL)
    ret = wait_event_interruptible(wq, lambda: False)
    pr_info("returns: interruptible wait of a signalled thread %d, pending %d, fatal %d\n",
            ret, signal_pending(current()), fatal_signal_pending(current()))
    flush_signals(current())
    ret = wait_event_killable(wq, lambda: kthread_should_stop())
    pr_info("returns: killable wait of a stopped thread %d\n", ret)
    pr_info("returns: lock %d\n", mutex_lock_interruptible(mtx))
    mutex_unlock(mtx)
    return ret


def timed():
    left = wait_event_timeout(wq, lambda: flag, HZ // 10)
    pr_info("returns: wait_event_timeout too short %ld\n", left)
    left = wait_event_timeout(wq, lambda: flag, 10 * HZ)
    pr_info("returns: wait_event_timeout in time %d\n", left > 0 and left < 10 * HZ)
    left = wait_event_interruptible_timeout(wq, lambda: flag, HZ)
    pr_info("returns: wait_event_interruptible_timeout true at once %d\n", left == HZ)
    left = wait_for_completion_timeout(done, HZ // 10)
    pr_info("returns: wait_for_completion_timeout too short %ld\n", left)
    left = wait_for_completion_timeout(done, 10 * HZ)
    pr_info("returns: wait_for_completion_timeout in time %d\n", left > 0 and left < 10 * HZ)
    pr_info("returns: try_wait_for_completion %d\n", try_wait_for_completion(done))
    complete_all(done)
    pr_info("returns: after complete_all %d %d\n", try_wait_for_completion(done), completion_done(done))
    reinit_completion(done)
    pr_info("returns: after reinit %d\n", completion_done(done))


def locks():
    pr_info("returns: mutex_is_locked %d\n", mutex_is_locked(mtx))
    pr_info("returns: mutex_trylock %d\n", mutex_trylock(mtx))
    pr_info("returns: mutex_trylock again %d\n", mutex_trylock(mtx))
    pr_info("returns: mutex_is_locked %d\n", mutex_is_locked(mtx))
    mutex_unlock(mtx)
    pr_info("returns: mutex_lock_interruptible %d\n", mutex_lock_interruptible(mtx))
    mutex_unlock(mtx)
    pr_info("returns: spin_trylock %d\n", spin_trylock(spn))
    pr_info("returns: spin_trylock again %d\n", spin_trylock(spn))
    spin_unlock(spn)


def numbers():
    start = jiffies()
    pr_info("returns: HZ %d, 1000 ms %lu jiffies, 1 ms %lu, 10 jiffies %u ms\n",
            HZ, msecs_to_jiffies(1000), msecs_to_jiffies(1), jiffies_to_msecs(10))
    pr_info("returns: schedule_timeout %ld\n", schedule_timeout_uninterruptible(2))
    pr_info("returns: time_after %d, time_before %d\n", time_after(jiffies(), start), time_before(jiffies(), start))
    pr_info("returns: msleep_interruptible %lu\n", msleep_interruptible(20))
    err, value = kstrtoint("42\n", 10)
    pr_info("returns: kstrtoint %d", err)
    pr_cont(" gives %d\n", value)
    err, value = kstrtoint("0x1f", 0)
    pr_info("returns: kstrtoint %d", err)
    pr_cont(" gives %d\n", value)
    pr_info("returns: kstrtoint of text %d\n", kstrtoint("12ab", 10)[0])
    pr_info("returns: kstrtoint of much %d\n", kstrtoint("99999999999", 10)[0])
    err, yes = kstrtobool("yes")
    pr_info("returns: kstrtobool %d", err)
    pr_cont(" gives %d\n", yes)
    pr_info("returns: kstrtobool of text %d\n", kstrtobool("maybe")[0])
    pr_info("returns: IS_ERR %d %d %d, PTR_ERR %ld, IS_ERR_OR_NULL %d\n", IS_ERR(ERR_PTR(-ENOMEM)), IS_ERR(None),
            IS_ERR(current()), PTR_ERR(ERR_PTR(-EBUSY)), IS_ERR_OR_NULL(None))
    pr_info("returns: pending %d, comm %s, in_interrupt %lu\n",
            signal_pending(current()), current().comm, in_interrupt())
    value = module_refcount(THIS_MODULE())
    pr_info("returns: refcount %d, get %d", value, try_module_get(THIS_MODULE()))
    pr_cont(", refcount %d\n", module_refcount(THIS_MODULE()))
    module_put(THIS_MODULE())


def returns_init():
    numbers()
    kthread_run(setter_fn, None, "setter")
    timed()
    locks()
    t = kthread_run(killed_fn, None, "killed")
    get_task_struct(t)
    msleep(100)
    ret = send_sig(SIGKILL, t, 1)
    msleep(100)
    pr_info("returns: send_sig %d\n", ret)
    ret = wake_up_process(t)
    msleep(100)
    pr_info("returns: wake_up_process of a sleeper %d\n", ret)
    pr_info("returns: wake_up_process of itself %d\n", wake_up_process(current()))
    ret = kthread_stop(t)
    pr_info("returns: kthread_stop %d\n", ret)
    put_task_struct(t)
    return 0


def returns_exit():
    pr_info("returns: exit, refcount %d\n", module_refcount(THIS_MODULE()))


module_init(returns_init)
module_exit(returns_exit)
MODULE_LICENSE("GPL")
