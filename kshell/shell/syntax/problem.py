"""What can be wrong with a text."""


class SyntaxProblem(Exception):
    """A text that bash refuses: ``text`` says why, ``line`` where; ``more`` is said of it unless it was just typed."""

    def __init__(self, text: str, line: int, more: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.line = line
        self.more = more


class ArrayProblem(SyntaxProblem):
    """A ``name=(...)`` that bash refuses: that costs the line, not what comes behind it."""


class SubstitutionProblem(SyntaxProblem):
    """Something wrong inside ``$(...)``."""


class ConditionProblem(SyntaxProblem):
    """A ``[[`` that bash refuses: it takes what follows for the end of its input, and leaves $? alone."""


class Unfinished(Exception):
    """The text ends inside a construct: ``waiting`` is the character that would close it, ``line`` where to say so."""

    def __init__(self, waiting: str, line: int, status: int = 2) -> None:
        super().__init__(waiting)
        self.waiting = waiting
        self.line = line
        self.status = status


class TooDeep(Exception):
    """Commands in commands, or quotes in quotes, deeper than the shell's stack is."""
