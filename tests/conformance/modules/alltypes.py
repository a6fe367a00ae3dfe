"""A parameter of each type."""

from kshell.linux import (
    MODULE_LICENSE,
    MODULE_PARM_DESC,
    bint,
    byte,
    charp,
    hexint,
    invbool,
    long,
    module_exit,
    module_init,
    module_param,
    module_param_array,
    module_param_named,
    module_param_string,
    pr_info,
    short,
    uint,
    ullong,
    ulong,
    ushort,
)

a_byte = 1
module_param("a_byte", byte, 0o644)
MODULE_PARM_DESC("a_byte", "eight bits")
a_short = 2
module_param("a_short", short, 0o644)
a_ushort = 3
module_param("a_ushort", ushort, 0o644)
an_int = 4
module_param("an_int", int, 0o644)
a_uint = 5
module_param("a_uint", uint, 0o644)
a_long = 6
module_param("a_long", long, 0o644)
a_ulong = 7
module_param("a_ulong", ulong, 0o644)
a_ullong = 8
module_param("a_ullong", ullong, 0o644)
a_hex = 9
module_param("a_hex", hexint, 0o644)
a_bool = False
module_param("a_bool", bool, 0o644)
an_inv = False
module_param("an_inv", invbool, 0o644)
a_bint = 0
module_param("a_bint", bint, 0o644)
a_charp = "none"
module_param("a_charp", charp, 0o644)
a_string = "short"
module_param_string("a_string", "a_string", 8, 0o644)
many = [1, 2, 3]
many_count = 3
module_param_array("many", int, "many_count", 0o644)
hidden = 10
module_param_named("other_name", "hidden", int, 0o444)


def show(when):
    pr_info("alltypes: %s: %u %d %u %d %u %ld %lu %llu %x\n", when, a_byte, a_short, a_ushort, an_int, a_uint,
            a_long, a_ulong, a_ullong, a_hex)
    pr_info("alltypes: %s: %d %d %d %s %s %d:%d,%d,%d %d\n", when, a_bool, an_inv, a_bint, a_charp, a_string,
            many_count, many[0], many[1], many[2], hidden)


def alltypes_init():
    show("init")
    return 0


def alltypes_exit():
    show("exit")


module_init(alltypes_init)
module_exit(alltypes_exit)
MODULE_LICENSE("GPL")
