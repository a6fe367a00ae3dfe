"""Uses twoparts_call(); its name has a dash."""

from kshell.linux import (
    MODULE_ALIAS,
    MODULE_AUTHOR,
    MODULE_LICENSE,
    MODULE_PARM_DESC,
    THIS_MODULE,
    extern,
    module_exit,
    module_init,
    module_param,
    pr_info,
)

twoparts_call = extern("twoparts_call")

dash_value = 1
module_param("dash_value", int, 0o644)
MODULE_PARM_DESC("dash_value", "what is doubled")


def user_init():
    pr_info("%s: got %d\n", THIS_MODULE().name, twoparts_call(dash_value))
    return 0


def user_exit():
    pr_info("%s: got %d\n", "twoparts_user", twoparts_call(dash_value))


module_init(user_init)
module_exit(user_exit)
MODULE_LICENSE("GPL")
MODULE_AUTHOR("Nobody")
MODULE_ALIAS("part-two")
