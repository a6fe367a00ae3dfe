"""/sys."""

from kshell.kernel.kernel import Kernel


def make_sys(kernel: Kernel) -> None:
    """Fill /sys."""
