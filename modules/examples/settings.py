"""Parameters of every kind: modinfo -p settings.ko lists them."""

from kshell.linux import *

MODULE_LICENSE("GPL")
MODULE_AUTHOR("kshell")
MODULE_DESCRIPTION("Parameters of every kind")
MODULE_VERSION("1.0")
MODULE_ALIAS("parameters")
MODULE_INFO("vermin", "none")

count = 1
most = 10
name = ""
marks = [0, 0, 0]
marks_n = 0
even = 0

module_param("count", int, 0o644)
MODULE_PARM_DESC("count", "how many")
module_param_named("limit", "most", int, 0o444)
module_param_string("name", "name", 16, 0o444)
module_param_array("marks", int, "marks_n", 0o444)


def set_even(text, kp):
    global even
    error, number = kstrtoint(text, 0)
    if error or number % 2:
        return -EINVAL
    even = number
    return 0


def get_even(kp):
    return param_get_int(kernel_param(kp.name, even)) + "\n"


module_param_cb("even", kernel_param_ops(set_even, get_even), "even", 0o644)


def truths():
    for text in ("y", "off", "maybe"):
        error, value = kstrtobool(text)
        pr_info("settings: %s: %d %s\n", text, error, param_get_bool(kernel_param("truth", value)))


@module_init
def settings_init():
    pr_info("settings: count=%d limit=%d name=%s marks=%d even=%d\n", count, most, name, marks_n, even)
    truths()
    return 0


@module_exit
def settings_exit():
    pass
