"""kshell's own programs, registered through the hook that strangers use."""

from kshell.plugins.hookspecs import hookimpl
from kshell.userland.registry import START_MS, Registry

SBIN = {
    "kmod": "insmod rmmod lsmod modinfo modprobe depmod",
    "procps": "sysctl",
}
BIN = {
    "coreutils": "arch basename cat chmod chown comm cp cut date dd df dirname du echo env expr false fold groups head "
    "id link ln ls mkdir mknod mktemp mv nice nl nohup nproc od paste printenv printf pwd readlink realpath rm "
    "rmdir seq sleep sort stat sync tac tail tee test timeout touch tr true truncate tty uname uniq wc "
    "whoami yes",
    "diffutils": "cmp diff",
    "findutils": "find xargs",
    "kmod": "kmod",
    "ncurses": "clear reset",
    "procps": "free kill pgrep pidof pkill ps top uptime vmstat w watch",
    "psmisc": "killall pstree",
    "util_linux": "chrt column dmesg hexdump more mount renice rev setpriv setsid su taskset umount",
}
ALONE = "awk edit grep hostname less man sed sudo which why"
OTHER_NAMES = {
    "[": "coreutils.test",
    "apropos": "man",
    "chgrp": "coreutils.chown:chgrp",
    "egrep": "grep:egrep",
    "fgrep": "grep:fgrep",
    "unlink": "coreutils.link:unlink",
    **{f"{kind}sum": "coreutils.digest" for kind in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")},
    "hd": "util_linux.hexdump",
    "mawk": "awk",
    "whatis": "man",
}
LIBPROC2 = ("free", "pgrep", "pidof", "pkill", "ps", "top", "uptime", "vmstat", "w", "watch")
LIBPROC2_START_MS = 4


@hookimpl
def kshell_register_commands(registry: Registry) -> None:
    for package, names in SBIN.items():
        for name in names.split():
            registry.add(name, f"kshell.userland.{package}.{name}", "/usr/sbin")
    for name in ("reboot", "reload"):
        registry.add(name, f"kshell.userland.{name}", "/usr/sbin")
    for package, names in BIN.items():
        for name in names.split():
            start_ms = LIBPROC2_START_MS if name in LIBPROC2 else START_MS
            registry.add(name, f"kshell.userland.{package}.{name}", start_ms=start_ms)
    for name in ALONE.split():
        registry.add(name, f"kshell.userland.{name}")
    for name, main in OTHER_NAMES.items():
        registry.add(name, f"kshell.userland.{main}")
    registry.add("bash", "kshell.shell.sh")
    registry.add("sh", "kshell.shell.sh")
