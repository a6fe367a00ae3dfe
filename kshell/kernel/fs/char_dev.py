"""Character devices of modules: their numbers, their nodes in /dev, their classes (fs/char_dev.c, drivers/base)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from kshell.kernel.errors import KernelError
from kshell.kernel.fs.driver import DriverFile, Operations
from kshell.kernel.fs.file import File
from kshell.kernel.fs.inode import Device, Directory, Inode
from kshell.kernel.fs.pseudo import SYSFS_SIZE, Attribute, Entries, ProcLink, SysfsDirectory, table
from kshell.uapi.errno import Errno

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel

MISC_MAJOR = 10
FIRST_DYNAMIC_MINOR = 124  # 125 to 127 are taken at boot
DYNAMIC_MAJORS = (*range(246, 233, -1), *range(511, 383, -1))  # 247 to 254 are taken at boot
MINORS = 1 << 20


class Region(NamedTuple):
    """Numbers that a driver has reserved: shown in /proc/devices."""

    major: int
    minor: int
    number: int
    name: str


class ClassDevice(NamedTuple):
    """A device in /sys/class, with its node in /dev."""

    name: str
    rdev: tuple[int, int]


class CharDevices:
    """What a machine's modules have registered."""

    def __init__(self, kernel: "Kernel") -> None:
        self._kernel = kernel
        self.regions: list[Region] = []
        self.misc: list[ClassDevice] = []
        self.classes: dict[str, list[ClassDevice]] = {}
        self.built_in: dict[tuple[int, int], Device] = {}
        self._drivers: list[tuple[Region, Operations]] = []

    def reserve(self, major: int, minor: int, count: int, name: str) -> int:
        """Reserve numbers, of the next free major for 0: the major; KernelError(EBUSY)."""
        if not major:
            taken = {region.major for region in self.regions}
            major = next((number for number in DYNAMIC_MAJORS if number not in taken), 0)
        wanted = Region(major, minor, count, name)
        if not major or any(_overlap(wanted, region) for region in self.regions):
            raise KernelError(Errno.EBUSY)
        self.regions.append(wanted)
        return major

    def free(self, major: int, minor: int, count: int) -> None:
        """Give reserved numbers back."""
        self.regions = [region for region in self.regions if region[:3] != (major, minor, count)]

    def free_driver(self, major: int) -> None:
        """Give back all numbers of a major, with what drives them."""
        self.regions = [region for region in self.regions if region.major != major]
        self._drivers = [(region, driver) for region, driver in self._drivers if region.major != major]

    def add(self, major: int, minor: int, count: int, operations: Operations) -> None:
        """From now on, opening these numbers calls a driver (cdev_add)."""
        self._drivers.append((Region(major, minor, count, ""), operations))

    def remove(self, operations: Operations) -> None:
        """From now on they do not; files that are open stay open (cdev_del)."""
        self._drivers = [(region, driver) for region, driver in self._drivers if driver is not operations]

    def add_misc(self, name: str, minor: int | None, mode: int, operations: Operations) -> int:
        """Register a device of major 10 (misc_register): its minor, the next free one for None; KernelError(EBUSY)."""
        taken = {device.rdev[1] for device in self.misc}
        if minor is None:
            minor = next(number for number in range(FIRST_DYNAMIC_MINOR, -1, -1) if number not in taken)
        elif minor in taken:
            raise KernelError(Errno.EBUSY)
        device = ClassDevice(name, (MISC_MAJOR, minor))
        self.misc.insert(0, device)
        self.classes.setdefault("misc", []).append(device)
        self.add(MISC_MAJOR, minor, 1, operations)
        self.make_node(device, mode)
        return minor

    def remove_misc(self, name: str, operations: Operations) -> None:
        """The end of what add_misc() began."""
        for device in [device for device in self.misc if device.name == name]:
            self.misc.remove(device)
            self.destroy_device("misc", device.rdev)
        self.remove(operations)

    def make_node(self, device: ClassDevice, mode: int) -> None:
        """A node in /dev, as devtmpfs makes it."""
        self._kernel.vfs.make(f"/dev/{device.name}", self.node(device.rdev, mode))

    def node(self, rdev: tuple[int, int], mode: int) -> Inode:
        """A node for a device's number, whether there is a driver for it or not."""
        inode: Inode = Device(lambda kernel, flags: self._open(rdev, inode, flags), mode, rdev)
        inode.mtime = self._kernel.real_time()
        return inode

    def _open(self, rdev: tuple[int, int], inode: Inode, flags: int) -> File:
        wanted = Region(*rdev, 1, "")
        operations = next((driver for region, driver in self._drivers if _overlap(wanted, region)), None)
        if operations is None and rdev in self.built_in:
            return self.built_in[rdev].open(kernel=self._kernel, flags=flags)
        if operations is None:
            raise KernelError(Errno.ENXIO)
        return DriverFile(self._kernel, inode, operations, flags)

    def create_device(self, class_name: str, device: ClassDevice) -> None:
        """A device in a class, with its node (device_create)."""
        self.classes.setdefault(class_name, []).append(device)
        self.make_node(device, 0o600)

    def destroy_device(self, class_name: str, rdev: tuple[int, int]) -> None:
        """Take a device out of its class, and its node out of /dev (device_destroy)."""
        for device in [device for device in self.classes.get(class_name, ()) if device.rdev == rdev]:
            self.classes[class_name].remove(device)
            folder = self._kernel.vfs.root_lookup("/dev")
            if isinstance(folder, Directory):
                folder.entries.pop(device.name, None)

    def class_folders(self) -> Entries:
        """/sys/class: a directory for each class that a module has made."""
        return {name: self._class_folder(name) for name in self.classes}

    def _class_folder(self, name: str) -> Callable[[], Inode]:
        devices = {device.name: _device_folder(self._kernel, name, device) for device in self.classes[name]}
        return lambda: table(self._kernel, devices, SysfsDirectory, 0o755)


def _device_folder(kernel: "Kernel", class_name: str, device: ClassDevice) -> Callable[[], Inode]:
    major, minor = device.rdev
    files: Entries = {
        "dev": _shows(f"{major}:{minor}\n"),
        "power": lambda: table(kernel, {}, SysfsDirectory, 0o755),
        "subsystem": lambda: ProcLink(lambda: f"../../../../class/{class_name}"),
        "uevent": _shows(f"MAJOR={major}\nMINOR={minor}\nDEVNAME={device.name}\n"),
    }
    return lambda: table(kernel, files, SysfsDirectory, 0o755)


def _shows(text: str) -> Callable[[], Inode]:
    return lambda: Attribute(lambda: text, None, 0o444, size=SYSFS_SIZE)


def _overlap(one: Region, other: Region) -> bool:
    first, last = max(one.minor, other.minor), min(one.minor + one.number, other.minor + other.number)
    return one.major == other.major and first < last
