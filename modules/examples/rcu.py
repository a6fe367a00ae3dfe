"""RCU: readers take no lock; a writer frees what it took away when no reader can see it any more."""

from kshell.linux import *

MODULE_LICENSE("GPL")


class route:
    def __init__(self, port):
        self.port = port
        self.list = list_head(self)
        self.rcu = rcu_head(self)


routes = LIST_HEAD()
lock = DEFINE_SPINLOCK()  # one writer at a time
gateway = route(80)


def show():
    pr_info("rcu:")
    rcu_read_lock()  # no sleeping from here on
    for item in list_for_each_entry_rcu(routes):
        pr_cont(" %d", item.port)
    rcu_read_unlock()
    pr_cont("\n")


def add(item):
    spin_lock(lock)
    list_add_tail_rcu(item.list, routes)
    spin_unlock(lock)


def add_first(item):
    spin_lock(lock)
    list_add_rcu(item.list, routes)
    spin_unlock(lock)


def free(head):
    pr_info("rcu: %d is freed\n", head.owner.port)


def take_away(item):
    spin_lock(lock)
    list_del_rcu(item.list)
    spin_unlock(lock)
    call_rcu(item.rcu, free)


def gateway_port():
    rcu_read_lock()
    port = rcu_dereference(gateway).port
    rcu_read_unlock()
    return port


def replace_gateway(new):
    global gateway
    old, gateway = gateway, new
    synchronize_rcu()  # whoever still reads old is through now
    pr_info("rcu: the gateway was %d, is %d\n", old.port, gateway_port())


@module_init
def rcu_init():
    first = route(22)
    add(first)
    add(route(443))
    add_first(route(21))
    show()
    take_away(first)
    show()
    replace_gateway(route(8080))
    return 0


@module_exit
def rcu_exit():
    rcu_barrier()  # free() is called for the last time before its code goes
