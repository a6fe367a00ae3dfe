"""Module parameters of several types: module globals that insmod sets and /sys shows.

Try:  modinfo params.ko; insmod params.ko count=2 who=you loud=1 marks=7,8,9
Then: ls -l /sys/module/params/parameters; echo 5 > /sys/module/params/parameters/count; rmmod params
"""

from kshell.linux import (
    MODULE_LICENSE,
    MODULE_PARM_DESC,
    charp,
    module_exit,
    module_init,
    module_param,
    module_param_array,
    pr_info,
)

count = 1
who = "world"
loud = False
marks = [1, 2, 0, 0]
marks_n = 2  # how many of them are set

# name, type, permissions of the file in /sys/module/params/parameters
module_param("count", int, 0o644)
MODULE_PARM_DESC("count", "how many greetings")
module_param("who", charp, 0o444)
MODULE_PARM_DESC("who", "whom to greet")
module_param("loud", bool, 0o644)
MODULE_PARM_DESC("loud", "greet loudly")
module_param_array("marks", int, "marks_n", 0o444)
MODULE_PARM_DESC("marks", "up to four numbers")


def params_init():
    for i in range(count):
        pr_info("params: hello %s%s (%d)\n", who, "!!!" if loud else "", i)
    for i in range(marks_n):
        pr_info("params: marks[%d] = %d\n", i, marks[i])
    return 0


def params_exit():
    pr_info("params: exit, count=%d loud=%d\n", count, loud)


module_init(params_init)
module_exit(params_exit)
MODULE_LICENSE("GPL")
