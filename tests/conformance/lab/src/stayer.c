// SPDX-License-Identifier: GPL-2.0
/* no exit function: once in, it stays; and an init that refuses by a parameter */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/printk.h>

static int refuse;
module_param(refuse, int, 0444);
MODULE_PARM_DESC(refuse, "the error to return from init");

static int __init stayer_init(void)
{
	pr_info("stayer: init, refuse=%d\n", refuse);
	if (refuse)
		return -refuse;
	pr_notice("stayer: in for good\n");
	return 0;
}

module_init(stayer_init);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Cannot be removed");
