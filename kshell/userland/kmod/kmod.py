"""kmod: one name for all tools of the package (kmod 30, tools/kmod.c)."""

from importlib import import_module

from kshell.userland import kmod
from kshell.userland.kmod import lsmod
from kshell.userland.process import Process

TOOLS = ("lsmod", "rmmod", "insmod", "modinfo", "modprobe", "depmod")
HELP = """\
kmod - Manage kernel modules: list, load, unload, etc
Usage:
\t{name} [options] command [command_options]

Options:
\t-V, --version     show version
\t-h, --help        show this help

Commands:
  help         Show help message
  list         list currently loaded modules
  static-nodes outputs the static-node information installed with the currently running kernel

kmod also handles gracefully if called from following symlinks:
  lsmod        compat lsmod command
  rmmod        compat rmmod command
  insmod       compat insmod command
  modinfo      compat modinfo command
  modprobe     compat modprobe command
  depmod       compat depmod command
"""


def main(p: Process) -> int:
    words = p.args
    if not words:
        p.err("missing command\n")
        p.out(HELP.format(name=p.name))
        return 1
    command = words[0]
    if command in ("-V", "--version"):
        p.out(kmod.VERSION)
    elif command in ("-h", "--help", "help"):
        p.out(HELP.format(name=p.name if command.startswith("-") else command))
    elif command == "list":
        return lsmod.main(Process(p.sys, ["lsmod", *words[1:]], p.env))
    elif command == "static-nodes":
        p.err(f"Warning: /lib/modules/{p.sys.uname().release}/modules.devname not found - ignoring\n")
        return 1
    elif command in TOOLS:
        run = import_module(f"kshell.userland.kmod.{command}").main
        return int(run(Process(p.sys, words, p.env)))
    else:
        p.err(f"invalid command '{command}'\n")
        p.out(HELP.format(name=p.name))
        return 1
    return 0
