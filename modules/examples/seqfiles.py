"""A list as a file in /proc, an entry a line: cat /proc/planets."""

from kshell.linux import *

MODULE_LICENSE("GPL")

planets = ["Mercury", "Venus", "Earth", "Mars"]


def planets_start(m, pos):
    return planets[pos.value] if pos.value < len(planets) else NULL


def planets_next(m, v, pos):
    pos.value += 1
    return planets_start(m, pos)


def planets_stop(m, v):
    pass  # here a lock that start() took is given back


def planets_show(m, v):
    seq_printf(m, "%s\n", v)
    return 0


planets_sops = seq_operations(start=planets_start, next=planets_next, stop=planets_stop, show=planets_show)


def planets_open(inode, file):
    return seq_open(file, planets_sops)


planets_ops = proc_ops(proc_open=planets_open, proc_read=seq_read, proc_lseek=seq_lseek, proc_release=seq_release)


@module_init
def seqfiles_init():
    return 0 if proc_create("planets", 0o444, NULL, planets_ops) else -ENOMEM


@module_exit
def seqfiles_exit():
    remove_proc_entry("planets", NULL)
