"""<linux/errno.h>: error numbers, as C has them; a function returns them negative."""

from kshell.uapi.errno import EWOULDBLOCK as EWOULDBLOCK
from kshell.uapi.errno import Errno

globals().update({name: int(member) for name, member in Errno.__members__.items()})
NAMES = ("EWOULDBLOCK", *Errno.__members__)
