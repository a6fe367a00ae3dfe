// A parameter of each type.
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

static unsigned char a_byte = 1;
module_param(a_byte, byte, 0644);
MODULE_PARM_DESC(a_byte, "eight bits");
static short a_short = 2;
module_param(a_short, short, 0644);
static unsigned short a_ushort = 3;
module_param(a_ushort, ushort, 0644);
static int an_int = 4;
module_param(an_int, int, 0644);
static unsigned int a_uint = 5;
module_param(a_uint, uint, 0644);
static long a_long = 6;
module_param(a_long, long, 0644);
static unsigned long a_ulong = 7;
module_param(a_ulong, ulong, 0644);
static unsigned long long a_ullong = 8;
module_param(a_ullong, ullong, 0644);
static unsigned int a_hex = 9;
module_param(a_hex, hexint, 0644);
static bool a_bool;
module_param(a_bool, bool, 0644);
static bool an_inv;
module_param(an_inv, invbool, 0644);
static int a_bint;
module_param(a_bint, bint, 0644);
static char *a_charp = "none";
module_param(a_charp, charp, 0644);
static char a_string[8] = "short";
module_param_string(a_string, a_string, sizeof(a_string), 0644);
static int many[3] = { 1, 2, 3 };
static int many_count = 3;
module_param_array(many, int, &many_count, 0644);
static int hidden = 10;
module_param_named(other_name, hidden, int, 0444);

static void show(const char *when)
{
	pr_info("alltypes: %s: %u %d %u %d %u %ld %lu %llu %x\n", when, a_byte, a_short, a_ushort, an_int, a_uint,
		a_long, a_ulong, a_ullong, a_hex);
	pr_info("alltypes: %s: %d %d %d %s %s %d:%d,%d,%d %d\n", when, a_bool, an_inv, a_bint, a_charp, a_string,
		many_count, many[0], many[1], many[2], hidden);
}

static int __init alltypes_init(void)
{
	show("init");
	return 0;
}

static void __exit alltypes_exit(void)
{
	show("exit");
}

module_init(alltypes_init);
module_exit(alltypes_exit);
MODULE_LICENSE("GPL");
