"""Parameters of several types."""

from kshell.linux import (
    MODULE_ALIAS,
    MODULE_AUTHOR,
    MODULE_DESCRIPTION,
    MODULE_LICENSE,
    MODULE_PARM_DESC,
    MODULE_VERSION,
    charp,
    module_exit,
    module_init,
    module_param,
    module_param_array,
    pr_info,
    short,
    uint,
)

count = 3
who = "world"
loud = False
list = [1, 2, 0, 0]
list_n = 2
secret = 7
small = -1

module_param("count", int, 0o644)
MODULE_PARM_DESC("count", "how many greetings")
module_param("who", charp, 0o444)
MODULE_PARM_DESC("who", "whom to greet")
module_param("loud", bool, 0o644)
MODULE_PARM_DESC("loud", "greet loudly")
module_param_array("list", int, "list_n", 0o444)
MODULE_PARM_DESC("list", "up to four numbers")
module_param("secret", uint, 0)
module_param("small", short, 0o600)


def options_init():
    for i in range(count):
        pr_info("options: hello %s%s (%d)\n", who, "!!!" if loud else "", i)
    for i in range(list_n):
        pr_info("options: list[%d] = %d\n", i, list[i])
    pr_info("options: secret=%u small=%d\n", secret, small)
    return 0


def options_exit():
    pr_info("options: exit, count=%d loud=%d\n", count, loud)


module_init(options_init)
module_exit(options_exit)
MODULE_LICENSE("GPL v2")
MODULE_AUTHOR("Lab One")
MODULE_AUTHOR("Lab Two <two@example.org>")
MODULE_DESCRIPTION("Module parameters")
MODULE_VERSION("0.3")
MODULE_ALIAS("choices")
