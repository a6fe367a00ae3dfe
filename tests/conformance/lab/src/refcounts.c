// Misuse of a reference counter, one kind a load.
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/refcount.h>

static int kind;
module_param(kind, int, 0444);

static refcount_t count = REFCOUNT_INIT(1);

static int __init refcounts_init(void)
{
	pr_info("refcounts: kind %d, count %u\n", kind, refcount_read(&count));
	if (kind == 1) {
		pr_info("refcounts: last put %d\n", refcount_dec_and_test(&count));
		refcount_inc(&count);
	}
	if (kind == 2) {
		pr_info("refcounts: last put %d\n", refcount_dec_and_test(&count));
		pr_info("refcounts: one more put %d\n", refcount_dec_and_test(&count));
	}
	if (kind == 3)
		refcount_dec(&count);
	if (kind == 4) {
		pr_info("refcounts: last put %d\n", refcount_dec_and_test(&count));
		pr_info("refcounts: inc not zero %d\n", refcount_inc_not_zero(&count));
	}
	pr_info("refcounts: count %u\n", refcount_read(&count));
	return 0;
}

static void __exit refcounts_exit(void)
{
}

module_init(refcounts_init);
module_exit(refcounts_exit);
MODULE_LICENSE("GPL");
