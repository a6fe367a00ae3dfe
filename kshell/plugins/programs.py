"""kshell's own programs, registered through the hook that strangers use."""

from kshell.plugins.hookspecs import hookimpl
from kshell.userland.registry import Registry

SBIN = ("insmod", "rmmod", "lsmod", "modinfo", "modprobe", "depmod", "sysctl", "reboot")
BIN = tuple(
    "cat clear cut date dmesg echo env false free grep head hostname id kill killall ls mkdir pgrep pidof pkill "
    "ps pwd rm seq sleep sort sync tail tee timeout top touch tr true tty uname uniq uptime watch wc whoami why".split()
)


@hookimpl
def kshell_register_commands(registry: Registry) -> None:
    for name in SBIN:
        registry.add(name, f"kshell.userland.{name}", "/usr/sbin")
    for name in BIN:
        registry.add(name, f"kshell.userland.{name}")
    registry.add("egrep", "kshell.userland.grep:egrep")
    registry.add("fgrep", "kshell.userland.grep:fgrep")
    registry.add("bash", "kshell.shell.sh")
    registry.add("sh", "kshell.shell.sh")
