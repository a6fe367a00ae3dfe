"""How pstree draws its trees (psmisc 23.6, pstree.c)."""

from dataclasses import dataclass, field
from typing import NamedTuple

from kshell.userland.procps.readproc import Proc

BOLD, NORMAL = "\x1b[1m", "\x1b[m"
COLOURS = ((60, "\x1b[32m"), (3600, "\x1b[33m"))
OLDEST, RESET = "\x1b[31m", "\x1b[0m"


class Lines(NamedTuple):
    """What the lines of a tree are made of."""

    empty: str
    branch: str
    vertical: str
    last: str
    single: str
    first: str


ASCII = Lines("  ", "|-", "| ", "`-", "---", "-+-")
UTF8 = Lines("  ", "├─", "│ ", "└─", "───", "─┬─")
_BEGIN, _END = "\x1b(0\x0f", "\x1b(B"
VT100 = Lines(
    "  ",
    f"{_BEGIN}tq{_END}",
    f"{_BEGIN}x{_END} ",
    f"{_BEGIN}mq{_END}",
    f"{_BEGIN}qqq{_END}",
    f"{_BEGIN}qwq{_END}",
)


@dataclass
class Node:
    """A process in the tree. ``args`` is None for one that has no command line."""

    comm: str
    pid: int
    pgid: int
    uid: int
    args: list[str] | None
    age: float
    children: list["Node"] = field(default_factory=list)
    highlighted: bool = False


def node_of(proc: Proc, age: float, width: int) -> Node:
    """A process as a node without children; pstree reads no more of a command line than fits into ``width``."""
    text = proc.text("cmdline")
    args = text[: width or None].split("\0")[1:] if text else None
    return Node(proc.cmd, proc.pid, proc.number("pgrp"), proc.ids("Uid")[1], args, age)


@dataclass
class Style:
    """The options about what is shown of a process, and how wide a line may be (0: without limit)."""

    lines: Lines = ASCII
    width: int = 132
    arguments: bool = False
    compact: bool = True
    pids: bool = False
    pgids: bool = False
    users: bool = False
    contexts: bool = False
    by_age: bool = False


class Picture:
    """A tree being drawn, a line after the other."""

    def __init__(self, style: Style, user_names: dict[int, str]) -> None:
        self.text = ""
        self._style = style
        self._user_names = user_names
        self._column = 1
        self._widths: list[int] = []
        self._more: list[bool] = []

    def draw(self, root: Node) -> None:
        """Draw a tree."""
        self._draw(root, 0, 1, leaf=True, last=True, owner=0, closing=0)

    def _put(self, text: str) -> None:
        for char in text:
            self._column += 1
            if not self._style.width or self._column <= self._style.width:
                self.text += char
            elif self._column == self._style.width + 1:
                self.text += "+"

    def _end_line(self, closing: int = 0) -> None:
        self._put("]" * closing)
        self.text += "\n"
        self._column = 1

    def _draw(self, node: Node, level: int, count: int, *, leaf: bool, last: bool, owner: int, closing: int) -> None:
        """Draw a node and what is below it; ``leaf``: on the line that its parent has begun."""
        style = self._style
        if not leaf:
            self._indent(level, last=last)
        if count > 1:
            self._put(f"{count}*[")
        self.text += self._mark(node)
        width = self._title(node, owner) + (len(str(count)) + 2 if count > 1 else 0)
        alone = style.arguments or style.contexts
        if alone or not node.children:
            self._end_line(closing)
        del self._widths[level:], self._more[level:]
        self._more.append(not last)
        self._widths.append(style.arguments - (len(node.comm) < 2) if alone else width)
        if not alone and style.width and self._column >= style.width:
            self._put(style.lines.first + "+")
            self._end_line()
            return
        groups = [[child] for child in node.children] if alone or not style.compact else _alike(node, style)
        for at, group in enumerate(groups):
            if at == 0 and not alone:
                self._put(style.lines.first if len(groups) > 1 else style.lines.single)
            self._draw(
                group[0],
                level + 1,
                len(group),
                leaf=at == 0 and not alone,
                last=at + 1 == len(groups),
                owner=node.uid,
                closing=closing + (len(group) > 1) if not alone else 0,
            )

    def _indent(self, level: int, *, last: bool) -> None:
        lines = self._style.lines
        for at in range(level):
            self._put(" " * (self._widths[at] + 1))
            if at == level - 1:
                self._put(lines.last if last else lines.branch)
            else:
                self._put(lines.vertical if self._more[at + 1] else lines.empty)

    def _mark(self, node: Node) -> str:
        colour = next((colour for limit, colour in COLOURS if node.age < limit), OLDEST) if self._style.by_age else ""
        return colour + (BOLD if node.highlighted else "")

    def _title(self, node: Node, owner: int) -> int:
        """Write what is said of a node; how wide that is, arguments aside."""
        style = self._style
        comm = _printable(node.comm)
        notes = [str(node.pid)] * style.pids + [str(node.pgid or "")] * style.pgids
        if style.users and node.uid != owner:
            notes.append(self._user_names.get(node.uid, str(node.uid)))
        notes += ["`'"] * style.contexts
        if style.arguments:
            title = comm + "".join(f",{note}" for note in notes)
            title = f"({title})" if node.args is None else title
        else:
            title = f"{comm}({','.join(notes)})" if notes else comm
        self._put(title)
        self.text += NORMAL if node.highlighted else ""
        if style.arguments and node.args:
            self._arguments(node.args)
        self.text += RESET if style.by_age else ""
        return len(title)

    def _arguments(self, args: list[str]) -> None:
        """Write arguments as far as there is room; the last one is what the buffer's end left of it."""
        for at, arg in enumerate(args):
            last = at + 1 == len(args)
            shown = _printable(arg)
            if self._style.width and self._column + (not last) + len(shown) > self._style.width - (0 if last else 4):
                self._put("...")
                return
            self._put(shown if last else f" {shown}")


def _printable(text: str) -> str:
    return "".join(
        "\\\\" if char == "\\" else char if " " <= char <= "~" else "".join(f"\\{byte:03o}" for byte in char.encode())
        for char in text
    )


def _alike(node: Node, style: Style) -> list[list[Node]]:
    """The children, those with the same trees together."""
    groups: list[list[Node]] = []
    for child in node.children:
        group = next((group for group in groups if _equal(group[0], child, style)), None)
        if group is None:
            groups.append([child])
        else:
            group.append(child)
    return groups


def _equal(one: Node, other: Node, style: Style) -> bool:
    return (
        one.comm == other.comm
        and (not style.users or one.uid == other.uid)
        and len(one.children) == len(other.children)
        and all(_equal(a, b, style) for a, b in zip(one.children, other.children, strict=True))
    )
