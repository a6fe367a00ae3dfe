"""What is run in place of loading and unloading a module: ``install`` and ``remove`` of modprobe.d(5)."""

from kshell.uapi.wait import WEXITSTATUS, WIFEXITED
from kshell.userland.libc.spawn import spawn
from kshell.userland.process import Process


def run_command(p: Process, name: str, command: str, options: str = "") -> int:
    """Give a command to the shell (system(3)), with the module's parameters in it; its exit status, 0 if it was killed.

    Sleeps until it has ended.
    """
    process = Process(p.sys, p.argv, {**p.env, "MODPROBE_MODULE": name})
    status = spawn(process, ["sh", "-c", command.replace("$CMDLINE_OPTS", options)])
    return WEXITSTATUS(status) if WIFEXITED(status) else 0
