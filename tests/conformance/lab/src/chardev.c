// A device: what is written to it can be read from it; readers wait; only one may have it open.
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

static char text[64];
static size_t length;
static atomic_t available = ATOMIC_INIT(1);
static DECLARE_WAIT_QUEUE_HEAD(readers);

static int chardev_open(struct inode *inode, struct file *file)
{
	if ((file->f_mode & FMODE_READ) && !atomic_dec_and_test(&available)) {
		atomic_inc(&available);
		return -EBUSY;
	}
	return 0;
}

static int chardev_release(struct inode *inode, struct file *file)
{
	if (file->f_mode & FMODE_READ)
		atomic_inc(&available);
	pr_info("chardev: closed by %s\n", current->comm);
	return 0;
}

static ssize_t chardev_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	if (!length && (file->f_flags & O_NONBLOCK))
		return -EAGAIN;
	if (wait_event_interruptible(readers, length))
		return -ERESTARTSYS;
	count = min(count, length);
	if (copy_to_user(buf, text, count))
		return -EFAULT;
	length = 0;
	return count;
}

static ssize_t chardev_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	if (count > sizeof(text))
		return -ENOSPC;
	if (copy_from_user(text, buf, count))
		return -EFAULT;
	length = count;
	wake_up_interruptible(&readers);
	return count;
}

static const struct file_operations chardev_fops = {
	.owner = THIS_MODULE,
	.open = chardev_open,
	.release = chardev_release,
	.read = chardev_read,
	.write = chardev_write,
};

static struct miscdevice chardev = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "chardev",
	.fops = &chardev_fops,
	.mode = 0666,
};

static int __init chardev_init(void)
{
	int ret = misc_register(&chardev);

	pr_info("chardev: register %d\n", ret);
	return ret;
}

static void __exit chardev_exit(void)
{
	misc_deregister(&chardev);
	pr_info("chardev: exit\n");
}

module_init(chardev_init);
module_exit(chardev_exit);
MODULE_LICENSE("GPL");
