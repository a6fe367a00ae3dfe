"""No MODULE_LICENSE: modpost refuses."""

from kshell.linux import module_init


def nolicense_init():
    return 0


module_init(nolicense_init)
