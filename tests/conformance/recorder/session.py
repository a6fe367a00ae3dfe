"""A session: what a person types on two terminals, and when. ``lab/README.md`` describes the file."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

LIMIT = 30.0  # seconds that a command may take when the session says nothing
_SETTING = re.compile(r"(title|modules|boot|build)\s*:\s*(.*)")
_TYPED = re.compile(r"tty([12])([#&>^])\s?(?:(?<=# )\[(\d+)\]\s*)?(.*)")
_PROMPT = re.compile(r"tty([12])\?\s*([\d.]*)")
_WAIT = re.compile(r"wait ([\d.]+)\s*")
_SEE = re.compile(r"see ([\d.]+) tty([12]) (.*)")
_GRAB = re.compile(r"grab ([A-Z]+) tty([12]) (.*)")


class SessionError(ValueError):
    """A line of a session that cannot be read."""


class Step(NamedTuple):
    """One line of a session.

    ``kind``: ``#`` a command, ``&`` one that is not waited for, ``>`` a line for whoever reads it, ``^`` a control key,
    ``?`` the prompt of a command is waited for, or one of the words wait, see, grab and note. ``text`` is what is
    typed, looked for or said, ``seconds`` how long to wait, ``name`` what a grab is called.
    """

    kind: str
    terminal: int = 0
    text: str = ""
    seconds: float = LIMIT
    name: str = ""

    @property
    def typed(self) -> bool:
        return self.kind in ("#", "&", ">")


@dataclass(frozen=True, slots=True)
class Session:
    """What a file says: ``boot`` is the kernel's command line, ``modules`` are the sources that it loads."""

    name: str
    title: str = ""
    modules: tuple[str, ...] = ()
    boot: str = "panic=-1"
    steps: list[Step] = field(default_factory=list)

    @property
    def limit(self) -> float:
        """The longest that a step may take, in seconds."""
        return max([LIMIT, *(step.seconds for step in self.steps)])


def load(path: Path) -> Session:
    """Read a file; SessionError names the line that is wrong."""
    return parse(path.read_text(), path.stem)


def parse(text: str, name: str) -> Session:
    """Read a session's text."""
    settings: dict[str, str] = {}
    steps: list[Step] = []
    for number, line in enumerate(text.splitlines(), 1):
        if found := _SETTING.match(line):
            settings[found[1]] = found[2]
        elif line.strip("# ") and not line.startswith("##"):
            steps.append(_step(line, f"{name}.session:{number}"))
    modules = tuple(settings.get("modules", "").split())
    return Session(name, settings.get("title", name), modules, settings.get("boot", "panic=-1"), steps)


def _step(line: str, where: str) -> Step:
    if line.startswith("#"):
        return Step("note", text=line.strip("# "))
    if found := _TYPED.match(line):
        return Step(found[2], int(found[1]), found[4].strip(), float(found[3] or LIMIT))
    if found := _PROMPT.match(line):
        return Step("?", int(found[1]), seconds=float(found[2] or LIMIT))
    if found := _WAIT.fullmatch(line):
        return Step("wait", seconds=float(found[1]))
    if found := _SEE.match(line):
        return Step("see", int(found[2]), found[3], float(found[1]))
    if found := _GRAB.match(line):
        return Step("grab", int(found[2]), found[3], name=found[1])
    raise SessionError(f"{where}: cannot read: {line}")
