"""No init and no exit function at all."""

from kshell.linux import MODULE_DESCRIPTION, MODULE_LICENSE

MODULE_LICENSE("GPL")
MODULE_DESCRIPTION("Nothing inside")
