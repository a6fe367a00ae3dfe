"""``select`` (bash execute_cmd.c, execute_select_command)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kshell.shell.input import read_line
from kshell.shell.syntax.ast import For, Node

if TYPE_CHECKING:
    from kshell.shell.execute.executor import Executor

COLUMNS = 80


def select(executor: "Executor", node: For, words: list[str], run: Callable[["Executor", Node], bool]) -> int:
    """Show the words as a menu and run the body for each choice, until the end of the input or ``break``."""
    shell = executor.shell
    if not words:
        return 0
    shown = False
    while True:
        if not shown:
            shell.p.err(_menu(words, _columns(shell.variables.get("COLUMNS"))))
            shown = True
        prompt = shell.variables.get("PS3")
        shell.p.err("#? " if prompt is None else prompt)
        reply = _line(executor)
        if reply is None:
            shell.p.out("\n")
            return 1
        shell.variables.set("REPLY", reply)
        if not reply.strip():
            shown = False
            continue
        number = int(reply) if reply.strip().isdecimal() else 0
        shell.variables.set(node.name, words[number - 1] if 0 < number <= len(words) else "")
        if not run(executor, node.body):
            return shell.status


def _columns(given: str | None) -> int:
    return int(given) if given and given.isdecimal() else COLUMNS


def _line(executor: "Executor") -> str | None:
    line = read_line(executor.shell, 0)
    return line.removesuffix("\n") if line else None


def _menu(words: list[str], width: int) -> str:
    """The words with their numbers, in columns that are filled downwards."""
    digits = len(str(len(words)))
    longest = max(len(word) for word in words) + digits + 2
    columns = max(1, min(width // (longest + 2) if longest + 2 <= width else 1, len(words)))
    rows = -(-len(words) // columns)
    columns = -(-len(words) // rows)
    if rows == 1:
        rows, columns = len(words), 1
    out = ""
    for row in range(rows):
        for number in range(row, len(words), rows):
            item = f"{number + 1:{digits}d}) {words[number]}"
            last = number + rows >= len(words)
            out += item if last else item + " " * (longest + 2 - len(item))
        out += "\n"
    return out
