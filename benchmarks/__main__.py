"""Measures everything, or the subjects that are named: ``scripts/bench wakeups startup``."""

import sys
from importlib import import_module

from rich.console import Console
from rich.table import Table

from benchmarks.figure import CannotMeasure, NotMeasured

SUBJECTS = ("wakeups", "memory", "startup", "prompt", "keys", "boot", "points", "day", "check")


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in SUBJECTS]
    if unknown:
        print(f"scripts/bench: {unknown[0]}: there are {', '.join(SUBJECTS)}", file=sys.stderr)
        return 2
    table = Table("", "kshell", "against", "ratio", "aim", "", box=None, pad_edge=False)
    for name in names or SUBJECTS:
        try:
            for figure in import_module(f"benchmarks.{name}").figures():
                if isinstance(figure, NotMeasured):
                    table.add_row(figure.what, "", f"{figure.peer}: not installed")
                    continue
                verdict = "" if figure.met else "missed"
                table.add_row(figure.what, figure.ours, figure.theirs, f"{figure.ratio:.2f}", figure.aim, verdict)
        except CannotMeasure as why:
            table.add_row(name, f"not measured: {why}")
    Console(width=120).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
