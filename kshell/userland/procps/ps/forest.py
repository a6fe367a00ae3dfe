"""The order of rows: sorted, or as a tree (ps/display.c)."""

from collections.abc import Callable, Sequence
from functools import partial

from kshell.userland.procps.ps.columns import find_column
from kshell.userland.procps.ps.specs import Order
from kshell.userland.procps.ps.view import View
from kshell.userland.procps.readproc import Proc

INIT = 1


def sort(view: View, procs: Sequence[Proc], order: Sequence[Order]) -> list[Proc]:
    """The processes in an order; those that are equal in it stay as they are."""
    rows = list(procs)
    for key in reversed(order):
        rows.sort(key=partial(key.column.key, view), reverse=key.descending)
    return rows


def sort_for_forest(view: View, procs: Sequence[Proc], order: Sequence[Order]) -> list[Proc]:
    """The same for a tree: by parent unless asked otherwise, and by age."""
    return sort(view, procs, [*(order or [_ascending("ppid")]), _ascending("start_time")])


def _ascending(spec: str) -> Order:
    column = find_column(spec)
    if column is None:
        raise KeyError(spec)
    return Order(column, False)


class Forest:
    """Shows sorted processes as trees: ``show(proc)`` prints one while ``view.prefix`` is the picture before it."""

    def __init__(self, view: View, procs: Sequence[Proc], show: Callable[[Proc], None]) -> None:
        self._view = view
        self._procs = procs
        self._show_row = show

    def show(self) -> None:
        """Show all trees, the last one first."""
        pids = {proc.pid for proc in self._procs}
        for proc in reversed(self._procs):
            if proc.ppid not in pids:
                self._show_tree(proc, "", "")

    def _show_tree(self, proc: Proc, branch: str, below: str) -> None:
        """Show a process and what is below it; ``branch`` is the picture before it, ``below`` that of its children."""
        self._view.prefix = branch
        self._show_row(proc)
        children = self._children(proc)
        unix = self._view.options.forest == "u"
        for child in children:
            last = child is children[-1]
            if proc.pid == INIT and not unix:
                self._show_tree(child, branch, below)
            elif unix:
                self._show_tree(child, below + "  ", below + "  ")
            else:
                self._show_tree(child, below + " \\_ ", below + ("    " if last else " |  "))
        self._view.prefix = ""

    def _children(self, parent: Proc) -> list[Proc]:
        """The first row of neighbours that have this parent."""
        found: list[Proc] = []
        for proc in self._procs:
            if proc.ppid == parent.pid:
                found.append(proc)
            elif found:
                break
        return found
