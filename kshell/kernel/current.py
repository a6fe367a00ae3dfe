"""The kernel whose task is running now: the one piece of context that the module face needs.

``Kernel.run`` sets it on the way in and puts the former one back on the way out, so several machines can live in one
process without seeing each other.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kshell.kernel.kernel import Kernel


class _This:
    __slots__ = ("kernel",)

    kernel: "Kernel"


this = _This()
