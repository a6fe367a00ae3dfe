"""A recording: what two terminals of a real Linux showed, line by line, and which of it was typed."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tests.conformance.recorder.session import Session, Step

RECORDER = 0  # the terminal of a remark that the recorder made
STAMP = re.compile(r"\[ *(\d+\.\d{6})\] ?|\[\.\.\] ")  # the second as transcripts have it
PROMPT = re.compile(r"(?:[\w.-]+@[\w.-]+:[^\s#$]*|(?:ba)?sh-[\d.]+)[#$](?: |$)")
_LINE = re.compile(r" *(\d+\.\d\d) (tty[12]|--)\|(?: (.*))?")
_CUT = re.compile(r"([\w.-]+@[\w.-]+:[^\s#]*# .*?)(\[ *\d+\.\d{6}\] .*)")
_KEYS = re.compile(r"\^[A-Z\\](?=[\^\[\w]|$)|.+")
_PAUSE = 0.1  # seconds: no two lines are typed within it, so `exit` right behind `exit` is what the shell says
_MESSAGE = re.compile(r"\S+: ")


class Line(NamedTuple):
    """A line as it stood on a terminal's screen (0: a remark), ``seconds`` after the first prompt."""

    seconds: float
    terminal: int
    text: str


class Output(NamedTuple):
    """A line that a program or the kernel printed, and the command after which it stood on its terminal.

    ``typed`` is the index of the session's step when the line is what was typed there, else None.
    """

    terminal: int
    command: str
    text: str
    typed: int | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """What is held of a session: ``head`` are the lines that say how it was made."""

    head: list[str]
    lines: list[Line]


def load(path: Path) -> Recording:
    """Read a recording."""
    return parse(path.read_text())


def parse(text: str) -> Recording:
    """Read a recording's text. A command line that a kernel message has cut in two is joined again."""
    lines: list[Line] = []
    held = ""
    for row in text.split("\n"):
        found = _LINE.fullmatch(row)
        for piece in pieces(found[3] or "") if found else []:
            assert found is not None
            terminal = RECORDER if found[2] == "--" else int(found[2][3])
            if terminal == 1 and (cut := _CUT.fullmatch(piece)):
                held, piece = cut.groups()
            elif terminal == 1 and held and not STAMP.match(piece):
                held, piece = "", piece if PROMPT.match(piece) else held + piece
            lines.append(Line(float(found[1]), terminal, piece))
    return Recording([row for row in text.split("\n") if row.startswith("#")], lines)


def pieces(text: str) -> list[str]:
    """What a terminal echoed for a control key (^C), and what was printed behind it."""
    return _KEYS.findall(text) if text.startswith("^") else [text]


def behind_prompt(text: str) -> tuple[str, str]:
    """The shell's prompt with which a line begins, if it does, and what stands behind it."""
    found = PROMPT.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def typed_at(steps: Sequence[Step], lines: Sequence[Line]) -> dict[int, int]:
    """For each step that types something, by its index, the index of the line where that stands."""
    where: dict[int, int] = {}
    begin: Counter[int] = Counter()
    soonest: defaultdict[int, float] = defaultdict(float)
    for n, step in enumerate(steps):
        if not step.typed and step.kind != "^":
            continue
        column = step.terminal if step.typed else RECORDER
        for i in range(begin[column], len(lines)):
            line = lines[i]
            if line.terminal == column and line.seconds >= soonest[column] and _is_typed(step, line.text):
                where[n], begin[column], soonest[column] = i, i + 1, line.seconds + _PAUSE
                break
    return where


def _is_typed(step: Step, text: str) -> bool:
    if step.kind == "^":
        return text == f"tty{step.terminal}: ^{step.text} typed"
    prompt, rest = behind_prompt(text)
    names = re.sub(r"\\\{[A-Z]+\\\}", r"\\S+", re.escape(step.text))
    return bool(prompt or step.text) and re.fullmatch(names, rest) is not None


def outputs(session: Session, recording: Recording) -> Iterator[Output]:
    """What was typed and printed, without prompts, remarks and blank lines."""
    typed = {line: step for step, line in typed_at(session.steps, recording.lines).items()}
    commands: dict[int, str] = {}
    for i, line in enumerate(recording.lines):
        if line.terminal == RECORDER:
            continue
        prompt, rest = behind_prompt(line.text)
        if i in typed or is_typed(prompt, rest):
            commands[line.terminal] = rest
            yield Output(line.terminal, rest, rest, typed.get(i, -1))
        elif rest.strip():
            yield Output(line.terminal, commands.get(line.terminal, ""), rest)


def is_typed(prompt: str, rest: str) -> bool:
    """True for what stands behind a prompt, unless it is a message that came there."""
    return bool(prompt and rest) and not STAMP.match(rest) and not _MESSAGE.match(rest)
