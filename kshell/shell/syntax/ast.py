"""What the parser makes of a line (bash command.h)."""

from kshell.shell.syntax.word import Assignment, Word


class Redirect:
    """``fd`` is None where the operator's own applies, a variable's name for ``{name}>``.

    Of a here-document ``target`` is the body, expanded unless its end was quoted; ``end`` is the word that ends it.
    """

    __slots__ = ("end", "fd", "op", "target")

    def __init__(self, op: str, target: Word, fd: int | str | None = None) -> None:
        self.op = op
        self.target = target
        self.fd = fd
        self.end = ""


class Node:
    """Base of all commands. ``line`` is where it stands, counted from 1."""

    __slots__ = ("line", "redirects")

    def __init__(self, line: int = 0) -> None:
        self.line = line
        self.redirects: list[Redirect] = []


class Simple(Node):
    """Assignments, a command's name and its arguments. An argument of ``declare`` may be an assignment too."""

    __slots__ = ("assignments", "words")

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.assignments: list[Assignment] = []
        self.words: list[Word | Assignment] = []


class Pipeline(Node):
    """Commands connected by ``|``; ``timed`` is "" or "time" or "time -p"."""

    __slots__ = ("commands", "negated", "timed")

    def __init__(self, commands: list[Node], *, negated: bool = False, timed: str = "") -> None:
        super().__init__(commands[0].line if commands else 0)
        self.commands = commands
        self.negated = negated
        self.timed = timed


class AndOr(Node):
    """``first && a || b``: ``rest`` holds (operator, command)."""

    __slots__ = ("first", "rest")

    def __init__(self, first: Node, rest: list[tuple[str, Node]]) -> None:
        super().__init__(first.line)
        self.first = first
        self.rest = rest


class List(Node):
    """Commands one after the other: (command, whether it runs in the background)."""

    __slots__ = ("items",)

    def __init__(self, items: list[tuple[Node, bool]]) -> None:
        super().__init__(items[0][0].line if items else 0)
        self.items = items


class Group(Node):
    """``{ body; }``"""

    __slots__ = ("body",)

    def __init__(self, body: Node, line: int) -> None:
        super().__init__(line)
        self.body = body


class Subshell(Group):
    """``( body )``"""

    __slots__ = ()


class If(Node):
    __slots__ = ("branches", "otherwise")

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.branches: list[tuple[Node, Node]] = []
        self.otherwise: Node | None = None


class While(Node):
    """``while`` or ``until``, whose ``name`` it is."""

    __slots__ = ("body", "condition", "name")

    def __init__(self, name: str, condition: Node, body: Node, line: int) -> None:
        super().__init__(line)
        self.name = name
        self.condition = condition
        self.body = body


class For(Node):
    """``for`` or ``select``, whose ``keyword`` it is; ``words`` is None without ``in``."""

    __slots__ = ("body", "keyword", "name", "words")

    def __init__(self, keyword: str, name: str, words: list[Word] | None, body: Node, line: int) -> None:
        super().__init__(line)
        self.keyword = keyword
        self.name = name
        self.words = words
        self.body = body


class ArithmeticFor(Node):
    """``for (( init; test; step ))``"""

    __slots__ = ("body", "init", "step", "test")

    def __init__(self, parts: tuple[Word, Word, Word], body: Node, line: int) -> None:
        super().__init__(line)
        self.init, self.test, self.step = parts
        self.body = body


class Clause:
    """One of ``case``: ``end`` is ``;;``, ``;&`` or ``;;&``."""

    __slots__ = ("body", "end", "patterns")

    def __init__(self, patterns: list[Word], body: Node | None, end: str) -> None:
        self.patterns = patterns
        self.body = body
        self.end = end


class Case(Node):
    __slots__ = ("clauses", "word")

    def __init__(self, word: Word, line: int) -> None:
        super().__init__(line)
        self.word = word
        self.clauses: list[Clause] = []


class Function(Node):
    """The definition of a function; its redirections belong to the body."""

    __slots__ = ("body", "name")

    def __init__(self, name: Word, body: Node, line: int) -> None:
        super().__init__(line)
        self.name = name
        self.body = body


class ArithmeticCommand(Node):
    """``(( expression ))``"""

    __slots__ = ("expression",)

    def __init__(self, expression: Word, line: int) -> None:
        super().__init__(line)
        self.expression = expression


class Condition(Node):
    """``[[ ]]``: "and", "or" and "not" have conditions below them, the others words.

    ``op`` is one of those three, "(" for parentheses, or the operator of a test.
    """

    __slots__ = ("left", "op", "right", "words")

    def __init__(
        self, op: str, line: int, left: "Condition | None" = None, right: "Condition | None" = None,
        words: tuple[Word, ...] = (),
    ) -> None:  # fmt: skip
        super().__init__(line)
        self.op = op
        self.left = left
        self.right = right
        self.words = words


class ConditionCommand(Node):
    """``[[ condition ]]``"""

    __slots__ = ("condition",)

    def __init__(self, condition: Condition, line: int) -> None:
        super().__init__(line)
        self.condition = condition
