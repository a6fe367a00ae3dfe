"""/sys/module/NAME: what a module is, and its parameters to read and write (kernel/module/sysfs.c, kernel/params.c)."""

import hashlib
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.inode import Inode, Symlink
from kshell.kernel.fs.proc_modules import shown_address
from kshell.kernel.fs.pseudo import SYSFS_SIZE, Attribute, Entries, SysfsDirectory, table
from kshell.kernel.module.state import INIT_SIZE, Module, ModuleState, Parameter
from kshell.kernel.module.symtab import sections
from kshell.kernel.version import RELEASE
from kshell.uapi.errno import Errno
from kshell.uapi.modinfo import srcversion

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

UEVENT_ACTIONS = ("add", "remove", "change", "move", "online", "offline", "bind", "unbind")
UNLISTED = ("loaded",)
ADDRESS_SIZE = 19


def module_directory(kernel: "Kernel", module: Module) -> Inode:
    """The directory of one module."""
    shown: dict[str, Callable[[], object]] = {
        "coresize": lambda: module.size,
        "initsize": lambda: INIT_SIZE if module.state is ModuleState.COMING else 0,
        "initstate": lambda: module.state.value,
        "refcnt": lambda: module.refcnt,
        "taint": lambda: module.taints,
    }
    version = module.info_value("version")
    if version is not None:
        shown["srcversion"] = lambda: srcversion(module.source.encode())
        shown["version"] = lambda: version
    entries: dict[str, Callable[[], Inode]] = {name: _shown(show) for name, show in shown.items()}
    entries["uevent"] = lambda: uevent_file(kernel, module.name)
    entries["holders"] = lambda: _directory(kernel, _holders(module))
    entries["notes"] = lambda: _directory(kernel, _notes(module))
    entries["sections"] = lambda: _directory(kernel, _sections(kernel, module))
    if any(parameter.perm for parameter in module.parameters.values()):
        entries["parameters"] = lambda: _directory(kernel, _parameters(kernel, module))
    entries["loaded"] = lambda: Attribute(lambda: f"{module.opened}\n{module.args}\n", None, 0o444, size=SYSFS_SIZE)
    made = _directory(kernel, entries)
    made.links = 2 + sum(name in entries for name in ("holders", "notes", "sections", "parameters"))
    return made


def _directory(kernel: "Kernel", entries: Entries) -> SysfsDirectory:
    """A directory; what Linux has not is not listed."""
    return table(kernel, entries, SysfsDirectory, 0o755, UNLISTED)


def _shown(show: Callable[[], object]) -> Callable[[], Inode]:
    return lambda: Attribute(lambda: f"{show()}\n", None, 0o444, size=SYSFS_SIZE)


def _holders(module: Module) -> Entries:
    return {holder.name: _link_to(holder) for holder in module.holders}


def _link_to(module: Module) -> Callable[[], Inode]:
    return lambda: Symlink(f"../../{module.name}")


def uevent_file(kernel: "Kernel", name: str) -> Inode:
    """The file that a uevent of a module is asked for with."""
    return Attribute(None, lambda text: _uevent(kernel, name, text), 0o200, size=SYSFS_SIZE)


def _uevent(kernel: "Kernel", name: str, text: str) -> None:
    """Ask for a uevent to be sent again: nobody listens here (kobject_synth_uevent)."""
    if text.removesuffix("\n").partition(" ")[0] not in UEVENT_ACTIONS:
        kernel.log.emit(f"synth uevent: /module/{name}: unknown uevent action string\n", 4)
        raise KernelError(Errno.EINVAL)


def _parameters(kernel: "Kernel", module: Module) -> Entries:
    """The parameters whose permissions let somebody see them."""
    return {name: _parameter(parameter) for name, parameter in module.parameters.items() if parameter.perm}


def _parameter(parameter: Parameter) -> Callable[[], Inode]:
    def write(text: str) -> None:
        error = parameter.write(text)
        if error < 0:
            raise KernelError(-error)

    return lambda: Attribute(lambda: f"{parameter.read()}\n", write, parameter.perm, size=SYSFS_SIZE)


def _sections(kernel: "Kernel", module: Module) -> Entries:
    """Where the parts of the module are in memory, for root: what a debugger asks for."""
    return {name: _section(kernel, module.address + offset) for name, offset in sections(module).items()}


def _section(kernel: "Kernel", address: int) -> Callable[[], Inode]:
    return lambda: Attribute(lambda: f"0x{shown_address(kernel, address):016x}\n", None, 0o400, size=ADDRESS_SIZE)


def _notes(module: Module) -> Entries:
    """Notes of the linker: which build this is, and of which release (include/linux/build-salt.h)."""
    build = hashlib.sha1(module.source.encode()).digest()
    salt = RELEASE.encode() + b"\0"
    notes = {
        ".note.gnu.build-id": _note(b"GNU\0", 3, build),
        ".note.Linux": _note(b"Linux\0", 0x100, salt) + _note(b"Linux\0", 0x101, bytes(4)),
    }
    return {name: _read_only(data) for name, data in notes.items()}


def _note(owner: bytes, kind: int, data: bytes) -> bytes:
    head = struct.pack("<III", len(owner), len(data), kind)
    return head + b"".join(part.ljust(-(-len(part) // 4) * 4, b"\0") for part in (owner, data))


def _read_only(data: bytes) -> Callable[[], Inode]:
    return lambda: Attribute(lambda: data.decode("utf-8", "surrogateescape"), None, 0o444, size=len(data))
