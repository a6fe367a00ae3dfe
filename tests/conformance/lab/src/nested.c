// A fault below several functions: which of them a trace names.
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>

static int *nowhere;
static int depth = 3;
module_param(depth, int, 0);

static int last(int n)
{
	pr_info("nested: last %d\n", n);
	return nowhere[n] + 1;
}

static int middle(int n)
{
	int a = last(n);

	pr_info("nested: middle %d\n", a);
	return a * 2;
}

static noinline int kept(int n)
{
	int a = middle(n);

	pr_info("nested: kept %d\n", a);
	return a;
}

static noinline int fall(int n)
{
	if (n > 0) {
		int a = fall(n - 1);

		pr_info("nested: fall %d\n", a);
		return a;
	}
	return kept(n);
}

static int __init nested_init(void)
{
	int a = fall(depth);

	pr_info("nested: %d\n", a);
	return 0;
}

static void __exit nested_exit(void)
{
}

module_init(nested_init);
module_exit(nested_exit);
MODULE_LICENSE("GPL");
