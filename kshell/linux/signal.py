"""<linux/signal.h>: signal numbers."""

from kshell.uapi.signals import Signal

globals().update({name: int(member) for name, member in Signal.__members__.items()})
NAMES = tuple(Signal.__members__)
