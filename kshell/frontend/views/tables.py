"""Tables of tasks and modules, drawn by rich."""

from functools import lru_cache
from io import StringIO

from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples, to_formatted_text
from rich.console import Console
from rich.table import Table

from kshell.machine import NSEC_PER_SEC
from kshell.machine.facts import ModuleFacts, TaskFacts

BLOCKED, UNUSUAL = "bold red", "yellow"
TO_THE_RIGHT = ("PID", "CPU", "USED")


@lru_cache(maxsize=4)
def tables(
    tasks: tuple[TaskFacts, ...], modules: tuple[ModuleFacts, ...], columns: int, *, colour: bool
) -> StyleAndTextTuples:
    """Both tables as styled text, ``columns`` wide."""
    out = StringIO()
    console = Console(
        file=out, width=columns, force_terminal=True, no_color=not colour, color_system="standard", legacy_windows=False
    )
    console.print(_task_table(tasks))
    console.print(_module_table(modules))
    return to_formatted_text(ANSI(out.getvalue().rstrip("\n")))


def _task_table(tasks: tuple[TaskFacts, ...]) -> Table:
    table = _table("PID", "S", "COMMAND", "CPU", "WAITS IN", "MODULE")
    for task in tasks:
        style = BLOCKED if task.letter == "D" else UNUSUAL if task.letter in "RTZ" else ""
        cpu = f"{task.cpu / NSEC_PER_SEC:.2f}"
        table.add_row(str(task.pid), task.letter, task.comm, cpu, task.waits_in, task.module, style=style)
    return table


def _module_table(modules: tuple[ModuleFacts, ...]) -> Table:
    table = _table("MODULE", "STATE", "USED", "BY")
    for module in modules:
        style = "" if module.state == "Live" else BLOCKED
        table.add_row(module.name, module.state, str(module.used), ",".join(module.users), style=style)
    return table


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="underline")
    for heading in headings:
        justify = "right" if heading in TO_THE_RIGHT else "left"
        table.add_column(heading, justify=justify, no_wrap=True)  # type: ignore[arg-type]  # a literal after all
    return table
