"""<linux/moduleparam.h>: parameters."""

from collections.abc import Callable
from typing import Any, NamedTuple

from kshell.kernel.current import this
from kshell.kernel.errors import KernelError
from kshell.kernel.module import params
from kshell.kernel.module.params import ParamType
from kshell.kernel.module.state import Parameter
from kshell.kernel.printk.format import c_string
from kshell.linux.module import caller
from kshell.uapi.errno import Errno

byte = params.TYPES["byte"]
short = params.TYPES["short"]
ushort = params.TYPES["ushort"]
uint = params.TYPES["uint"]
long = params.TYPES["long"]
ulong = params.TYPES["ulong"]
ullong = params.TYPES["ullong"]
hexint = params.TYPES["hexint"]
charp = params.TYPES["charp"]
bint = params.TYPES["bint"]
invbool = params.TYPES["invbool"]


class kernel_param_ops(NamedTuple):
    """struct kernel_param_ops - how a parameter of one's own is written and read."""

    set: Callable[[str, Any], int] | None = None
    get: Callable[[Any], str] | None = None


class kernel_param(NamedTuple):
    """struct kernel_param - which parameter is meant; ``arg`` is its value."""

    name: str
    arg: Any


def module_param(name: str, kind: ParamType | type | str, perm: int) -> None:
    """module_param - a parameter kept in the global of this name, of type int, bool, charp, uint...

    ``perm`` is its file's mode under /sys/module/NAME/parameters, 0 for no file.
    """
    module = caller()
    module.parameters[name] = params.simple(module.namespace, name, params.param_type(kind), perm)


def module_param_named(name: str, variable: str, kind: ParamType | type | str, perm: int) -> None:
    """module_param_named - a parameter kept in a global of another name."""
    module = caller()
    parameter = params.simple(module.namespace, variable, params.param_type(kind), perm)
    parameter.name = name
    module.parameters[name] = parameter


def module_param_string(name: str, variable: str, size: int, perm: int) -> None:
    """module_param_string - a parameter copied into the global string of this name, of ``size`` bytes at most."""
    module = caller()
    module.parameters[name] = params.string(this.kernel.log, module.namespace, variable, name, size, perm)


def module_param_array(name: str, kind: ParamType | type | str, count: str | None, perm: int) -> None:
    """module_param_array - several values in the global list of this name; how many, in the global ``count``."""
    module = caller()
    kind_ = params.param_type(kind)
    module.parameters[name] = params.array(this.kernel.log, module.namespace, name, kind_, count, perm)


def module_param_cb(name: str, ops: kernel_param_ops, variable: str | None, perm: int) -> None:
    """module_param_cb - a parameter whose own functions are called when it is written and read."""
    module = caller()

    def param() -> kernel_param:
        return kernel_param(name, module.namespace[variable] if variable is not None else None)

    def write(text: str | None) -> int:
        if ops.set is None:
            return -Errno.EPERM
        result = this.kernel.traps.call(ops.set, text, param())
        return result if isinstance(result, int) else 0

    def read() -> str:
        if ops.get is None:
            raise KernelError(Errno.EPERM)
        return str(this.kernel.traps.call(ops.get, param()))

    module.parameters[name] = Parameter(name, perm, read, write)


def param_get_bool(kp: kernel_param) -> str:
    """param_get_bool - Y or N."""
    return "Y" if kp.arg else "N"


def param_get_int(kp: kernel_param) -> str:
    """param_get_int - the number."""
    return str(kp.arg)


def MODULE_PARM_DESC(name: str, description: str) -> None:
    """MODULE_PARM_DESC - what a parameter is for, for modinfo."""
    caller().descriptions[name] = description


def kstrtobool(text: str) -> tuple[int, bool]:
    """kstrtobool - y, n, 1, 0, on or off as a truth value: (0, value), or (-EINVAL, False)."""
    return params.kstrtobool(text)


def kstrtoint(text: str | bytes | bytearray, base: int) -> tuple[int, int]:
    """kstrtoint - a text as a number: (0, number), (-EINVAL, 0) or (-ERANGE, 0). Base 0 takes 0x and 0 prefixes."""
    error, value = params.kstrtoll(text if isinstance(text, str) else c_string(text), base)
    if not error and not -(1 << 31) <= value < 1 << 31:
        return -34, 0
    return error, value
