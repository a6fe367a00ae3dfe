"""/proc."""

from kshell.kernel.kernel import Kernel


def make_proc(kernel: Kernel) -> None:
    """Fill /proc."""
