"""What the parser makes of a line. Words are kept as they were typed; quotes are worked out when they are expanded."""

from dataclasses import dataclass, field


@dataclass
class Redirect:
    """``fd`` is None where the operator's own applies; ``body`` is a here-document's text."""

    op: str
    target: str
    fd: int | None = None
    body: str | None = None


@dataclass
class Command:
    """Base of all commands; ``text`` is the source, for job lines."""

    redirects: list[Redirect] = field(default_factory=list)
    text: str = ""


@dataclass
class Simple(Command):
    assignments: list[tuple[str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


@dataclass
class Pipeline(Command):
    commands: list[Command] = field(default_factory=list)
    negated: bool = False
    timed: bool = False


@dataclass
class AndOr:
    """``parts`` are (operator in front, pipeline): the first one's operator is ``&&``."""

    parts: list[tuple[str, Pipeline]]
    background: bool = False
    text: str = ""


@dataclass
class Script:
    """A list of and-or lists."""

    items: list[AndOr] = field(default_factory=list)


@dataclass
class Group(Command):
    body: Script = field(default_factory=Script)
    subshell: bool = False


@dataclass
class If(Command):
    branches: list[tuple[Script, Script]] = field(default_factory=list)
    otherwise: Script | None = None


@dataclass
class Loop(Command):
    condition: Script = field(default_factory=Script)
    body: Script = field(default_factory=Script)
    until: bool = False


@dataclass
class For(Command):
    name: str = ""
    words: list[str] | None = None
    body: Script = field(default_factory=Script)


@dataclass
class Case(Command):
    word: str = ""
    clauses: list[tuple[list[str], Script]] = field(default_factory=list)


@dataclass
class Function(Command):
    name: str = ""
    body: Command = field(default_factory=Command)


@dataclass
class Arithmetic(Command):
    expression: str = ""
