"""kshell's own programs, registered through the hook that strangers use."""

from kshell.plugins.hookspecs import hookimpl
from kshell.userland.registry import START_MS, Registry

SBIN = ("insmod", "rmmod", "lsmod", "modinfo", "modprobe", "depmod", "sysctl", "reboot")
BIN = tuple(
    "clear date dmesg echo env false hostname id nproc seq sleep sync tee timeout true tty uname whoami why".split()
)
PROCESSES = tuple(
    "chrt free kill killall nice pgrep pidof pkill ps pstree renice taskset top uptime vmstat w watch".split()
)
FILES_AND_TEXT = tuple(
    "awk basename cat chmod chown cp cut df dirname du echo expr find grep groups head hexdump less ln ls mkdir "
    "more mount mv nl nohup od printenv printf pwd readlink realpath reset rev rm rmdir sed setpriv sort stat su "
    "sudo tac tail test touch tr truncate umount uniq wc which xargs yes".split()
)

LIBPROC2 = ("free", "pgrep", "pidof", "pkill", "ps", "top", "uptime", "vmstat", "w", "watch")
LIBPROC2_START_MS = 4


@hookimpl
def kshell_register_commands(registry: Registry) -> None:
    for name in SBIN:
        registry.add(name, f"kshell.userland.{name}", "/usr/sbin")
    for name in (*BIN, *FILES_AND_TEXT, *PROCESSES):
        registry.add(name, f"kshell.userland.{name}", start_ms=LIBPROC2_START_MS if name in LIBPROC2 else START_MS)
    registry.add("chgrp", "kshell.userland.chown:chgrp")
    registry.add("mawk", "kshell.userland.awk")
    registry.add("[", "kshell.userland.test")
    registry.add("hd", "kshell.userland.hexdump")
    registry.add("egrep", "kshell.userland.grep:egrep")
    registry.add("fgrep", "kshell.userland.grep:fgrep")
    registry.add("man", "kshell.userland.man")
    registry.add("whatis", "kshell.userland.man")
    registry.add("apropos", "kshell.userland.man")
    registry.add("bash", "kshell.shell.sh")
    registry.add("sh", "kshell.shell.sh")
