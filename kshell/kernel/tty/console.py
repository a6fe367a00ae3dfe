"""The console: what printk() shows on a terminal at once (kernel/printk/printk.c, console drivers)."""

from collections.abc import Callable

from kshell.kernel.printk.ringbuffer import Record, prefixed


def console(show: Callable[[str], None]) -> Callable[[Record], None]:
    """A console that writes records to ``show``, each of their lines with its stamp."""
    return lambda record: show(prefixed(record) + "\n")
