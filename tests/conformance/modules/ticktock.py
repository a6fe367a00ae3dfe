"""Two threads hand a flag to and fro over a wait queue; either can be told to end by a signal."""

from kshell.linux import (
    DECLARE_WAIT_QUEUE_HEAD,
    MODULE_LICENSE,
    SIGUSR1,
    allow_signal,
    current,
    flush_signals,
    kthread_run,
    kthread_should_stop,
    kthread_stop,
    module_exit,
    module_init,
    msleep,
    pr_info,
    wait_event_interruptible,
    wake_up,
)

turns = DECLARE_WAIT_QUEUE_HEAD()
tick = None
tock = None
turn = 0


def player(me):
    global turn
    n = 0

    def my_turn():
        return turn == me or kthread_should_stop()

    allow_signal(SIGUSR1)
    while not kthread_should_stop():
        error = wait_event_interruptible(turns, my_turn)
        if error:
            pr_info("ticktock: %s: %d after %d turns\n", current().comm, error, n)
            flush_signals(current())
            continue
        if kthread_should_stop():
            break
        n += 1
        if n <= 3:
            pr_info("ticktock: %s %d\n", current().comm, n)
        msleep(500)
        turn = 1 - me
        wake_up(turns)
    pr_info("ticktock: %s ends\n", current().comm)
    return 0


def ticktock_init():
    global tick, tock
    tick = kthread_run(player, 0, "tick")
    tock = kthread_run(player, 1, "tock")
    return 0


def ticktock_exit():
    pr_info("ticktock: tick gave %d\n", kthread_stop(tick))
    pr_info("ticktock: tock gave %d\n", kthread_stop(tock))


module_init(ticktock_init)
module_exit(ticktock_exit)
MODULE_LICENSE("GPL")
