"""lsmod: what /proc/modules and /sys/module say of the loaded modules (kmod 30, tools/lsmod.c)."""

from kshell.userland import kmod
from kshell.userland.process import Process


def main(p: Process) -> int:
    if p.args:
        p.err(f"Usage: {p.argv[0]}\n")
        return 1
    try:
        listed = p.read_text("/proc/modules").splitlines()
    except OSError as failed:
        p.err(f"Error: could not get list of modules: {failed.strerror}\n")
        return 1
    rows = [_row(p, line.split()[0]) for line in listed]
    p.out("Module                  Size  Used by\n" + "".join(rows))
    return 0


def _row(p: Process, name: str) -> str:
    try:
        size = int(p.read_text(f"/sys/module/{name}/coresize"))
    except OSError as failed:  # gone since it was listed
        size = -(failed.errno or 0)
    count = kmod.refcnt(p, name)
    users = ",".join(kmod.holders(p, name))
    return f"{name:<19} {size:8}  {-2 if count is None else count}{users and ' '}{users}\n"
