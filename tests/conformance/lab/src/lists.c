// A list, and what happens to entries that are taken off twice.
#include <linux/init.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

static int kind;
module_param(kind, int, 0444);

struct item {
	int value;
	struct list_head list;
};

static LIST_HEAD(items);
static struct item one = { .value = 1 }, two = { .value = 2 }, three = { .value = 3 };

static void show(const char *what)
{
	struct item *item;

	pr_info("lists: %s, empty %d\n", what, list_empty(&items));
	list_for_each_entry(item, &items, list)
		pr_info("lists: item %d\n", item->value);
}

static int __init lists_init(void)
{
	list_add(&one.list, &items);
	list_add(&two.list, &items);
	list_add_tail(&three.list, &items);
	show("three");
	list_del(&two.list);
	show("without two");
	list_move(&three.list, &items);
	show("three in front");
	if (kind == 1)
		list_del(&two.list);
	if (kind == 2)
		pr_info("lists: next value %d\n", list_entry(two.list.next, struct item, list)->value);
	if (kind == 3)
		list_add(&one.list, &items);
	list_del_init(&one.list);
	list_del_init(&three.list);
	show("none");
	return 0;
}

static void __exit lists_exit(void)
{
	pr_info("lists: exit\n");
}

module_init(lists_init);
module_exit(lists_exit);
MODULE_LICENSE("GPL");
