"""Semaphores: so many tasks at a time, the others sleep until one of those goes out."""

from kshell.linux import *

MODULE_LICENSE("GPL")

seats = semaphore()
oven = DEFINE_SEMAPHORE()  # lets one in
sitting = 0
most = 0


def guest(unused):
    global sitting, most
    down(seats)
    sitting += 1
    most = max(most, sitting)
    msleep(100)
    sitting -= 1
    up(seats)
    return 0


def two_seats_for_five():
    sema_init(seats, 2)
    for number in range(5):
        kthread_run(guest, None, "guest/%d", number)
    ssleep(1)
    pr_info("semaphores: five came, at most %d sat\n", most)


def look():
    if not down_trylock(oven):  # 0 when it lets in, unlike mutex_trylock()
        pr_info("semaphores: the oven is mine\n")
    if down_timeout(oven, HZ // 10) == -ETIME:
        pr_info("semaphores: it is not free within 100 ms\n")
    up(oven)


def bake_unless_interrupted():
    if down_interruptible(oven):
        return -ERESTARTSYS
    up(oven)
    return 0


def bake_unless_killed():
    if down_killable(oven):
        return -EINTR
    up(oven)
    return 0


@module_init
def semaphores_init():
    two_seats_for_five()
    look()
    return bake_unless_interrupted() or bake_unless_killed()


@module_exit
def semaphores_exit():
    pass
