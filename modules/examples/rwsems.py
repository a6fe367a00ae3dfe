"""Reader-writer semaphores: many may read at a time, or one may write; the others sleep."""

from kshell.linux import *

MODULE_LICENSE("GPL")

sem = DECLARE_RWSEM()
prices = {"tea": 2}


def price(name):
    down_read(sem)
    found = prices[name]
    up_read(sem)
    return found


def raise_price(name):
    down_write(sem)
    prices[name] += 1
    downgrade_write(sem)  # other readers may come in, writers not yet
    pr_info("rwsems: %s is now %d\n", name, prices[name])
    up_read(sem)


def price_unless_interrupted(name):
    if down_read_interruptible(sem):
        return -EINTR
    found = prices[name]
    up_read(sem)
    return found


def price_unless_killed(name):
    if down_read_killable(sem):
        return -EINTR
    found = prices[name]
    up_read(sem)
    return found


def sell_out_unless_killed(name):
    if down_write_killable(sem):
        return -EINTR
    del prices[name]
    up_write(sem)
    return 0


def look():
    other = rw_semaphore()
    init_rwsem(other)
    if down_read_trylock(other):
        pr_info("rwsems: a reader is inside: %d\n", rwsem_is_locked(other))
        pr_info("rwsems: may another come in? %d, a writer? %d\n", down_read_trylock(other), down_write_trylock(other))
        up_read(other)
        up_read(other)


@module_init
def rwsems_init():
    pr_info("rwsems: tea is %d\n", price("tea"))
    raise_price("tea")
    look()
    pr_info("rwsems: %d %d\n", price_unless_interrupted("tea"), price_unless_killed("tea"))
    return sell_out_unless_killed("tea")


@module_exit
def rwsems_exit():
    pass
