// A file in /proc: read as a sequence, written to as a command; a folder of one's own.
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/uaccess.h>

static struct proc_dir_entry *dir;
static int value = 42;

static int value_show(struct seq_file *m, void *v)
{
	seq_printf(m, "value %d\n", value);
	seq_puts(m, "by ");
	seq_putc(m, 'k');
	seq_putc(m, '\n');
	return 0;
}

static int value_open(struct inode *inode, struct file *file)
{
	pr_info("procfile: open by %s\n", current->comm);
	return single_open(file, value_show, NULL);
}

static ssize_t value_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	char text[16];
	int new;

	if (count >= sizeof(text))
		return -EINVAL;
	if (copy_from_user(text, buf, count))
		return -EFAULT;
	text[count] = 0;
	if (kstrtoint(text, 10, &new))
		return -EINVAL;
	pr_info("procfile: %d becomes %d\n", value, new);
	value = new;
	return count;
}

static const struct proc_ops value_ops = {
	.proc_open = value_open,
	.proc_read = seq_read,
	.proc_lseek = seq_lseek,
	.proc_release = single_release,
	.proc_write = value_write,
};

static int hello_show(struct seq_file *m, void *v)
{
	seq_puts(m, "hello\n");
	return 0;
}

static int __init procfile_init(void)
{
	dir = proc_mkdir("procfile", NULL);
	if (!dir)
		return -ENOMEM;
	if (!proc_create("value", 0644, dir, &value_ops) || !proc_create_single("hello", 0, dir, hello_show)) {
		proc_remove(dir);
		return -ENOMEM;
	}
	return 0;
}

static void __exit procfile_exit(void)
{
	proc_remove(dir);
	pr_info("procfile: removed\n");
}

module_init(procfile_init);
module_exit(procfile_exit);
MODULE_LICENSE("GPL");
