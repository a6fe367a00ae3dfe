// A character device of the old kind: a number, a class, a node in /dev.
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/uaccess.h>

static dev_t number;
static struct cdev cdev;
static struct class *class;
static char text[32] = "nothing yet\n";
static int opens;

static int classic_open(struct inode *inode, struct file *file)
{
	opens++;
	pr_info("classic: open number %d of minor %d\n", opens, iminor(inode));
	return 0;
}

static ssize_t classic_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	return simple_read_from_buffer(buf, count, ppos, text, strlen(text));
}

static ssize_t classic_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	size_t n = min(count, sizeof(text) - 1);

	if (copy_from_user(text, buf, n))
		return -EFAULT;
	text[n] = 0;
	pr_info("classic: %zu bytes at %lld\n", n, *ppos);
	return n;
}

static const struct file_operations classic_fops = {
	.owner = THIS_MODULE,
	.open = classic_open,
	.read = classic_read,
	.write = classic_write,
};

static int __init classic_init(void)
{
	int ret = alloc_chrdev_region(&number, 0, 2, "classic");
	int i;

	if (ret)
		return ret;
	cdev_init(&cdev, &classic_fops);
	ret = cdev_add(&cdev, number, 2);
	if (ret) {
		unregister_chrdev_region(number, 2);
		return ret;
	}
	class = class_create(THIS_MODULE, "classic");
	if (IS_ERR(class)) {
		cdev_del(&cdev);
		unregister_chrdev_region(number, 2);
		return PTR_ERR(class);
	}
	for (i = 0; i < 2; i++)
		device_create(class, NULL, MKDEV(MAJOR(number), i), NULL, "classic%d", i);
	pr_info("classic: major %d minor %d\n", MAJOR(number), MINOR(number));
	return 0;
}

static void __exit classic_exit(void)
{
	int i;

	for (i = 0; i < 2; i++)
		device_destroy(class, MKDEV(MAJOR(number), i));
	class_destroy(class);
	cdev_del(&cdev);
	unregister_chrdev_region(number, 2);
	pr_info("classic: gone\n");
}

module_init(classic_init);
module_exit(classic_exit);
MODULE_LICENSE("GPL");
