"""Two threads that take turns with completions: one cranks, the other waits for it."""

from kshell.linux import (
    IS_ERR,
    MODULE_DESCRIPTION,
    MODULE_LICENSE,
    NULL,
    complete_all,
    completion,
    init_completion,
    kthread_complete_and_exit,
    kthread_create,
    module_exit,
    module_init,
    pr_info,
    wait_for_completion,
    wake_up_process,
)


class Machine:
    crank_comp = completion()
    flywheel_comp = completion()


machine = Machine()


def crank_thread(arg):
    pr_info("Turn the crank\n")
    complete_all(machine.crank_comp)
    kthread_complete_and_exit(machine.crank_comp, 0)


def flywheel_thread(arg):
    wait_for_completion(machine.crank_comp)
    pr_info("Flywheel spins up\n")
    complete_all(machine.flywheel_comp)
    kthread_complete_and_exit(machine.flywheel_comp, 0)


def engine_init():
    pr_info("completions example\n")
    init_completion(machine.crank_comp)
    init_completion(machine.flywheel_comp)
    crank = kthread_create(crank_thread, NULL, "KThread Crank")
    if IS_ERR(crank):
        return -1
    flywheel = kthread_create(flywheel_thread, NULL, "KThread Flywheel")
    if IS_ERR(flywheel):
        return -1
    wake_up_process(flywheel)
    wake_up_process(crank)
    return 0


def engine_exit():
    wait_for_completion(machine.crank_comp)
    wait_for_completion(machine.flywheel_comp)
    pr_info("completions exit\n")


module_init(engine_init)
module_exit(engine_exit)
MODULE_DESCRIPTION("Completions example")
MODULE_LICENSE("GPL")
