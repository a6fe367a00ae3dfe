"""A session as steps of a transcript, typed at the times at which the recording has them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tests.conformance.recorder.recording import RECORDER, STAMP, Line, Recording, behind_prompt, typed_at
from tests.conformance.recorder.session import Session, Step

LATE = 0.6  # a command that took longer than this on Linux is given that time here too
_GRAB = re.compile(r"(\^?)([^()\\\[\]*+?.|]*)\(([^()]+)\)([^()\\\[\]*+?.|$]*)(\$?)")
_SHELL = re.compile(r"(?:^|\s)(?:bash|sh|su)(?: -\S+)*$")
_NAME = re.compile(r"\{([A-Z]+)\}")


class Scripted(NamedTuple):
    """A step of a transcript: its first line, what it needs below it to be run, its terminal and what it types.

    ``note``: prose that stands before it, ``step``: the index of the session's step in which it is typed.
    """

    head: str
    terminal: int = 1
    typed: str | None = None
    expected: tuple[str, ...] = ()
    blocked: bool = False
    note: str = ""
    step: int = -1

    @property
    def head_at_work(self) -> str:
        """The first line of the step when no shell is there to read what is typed."""
        return f"% type (t{self.terminal}) {self.typed}"


def script(session: Session, recording: Recording) -> list[Scripted]:
    """The steps of a transcript that types the session as it was typed when it was recorded."""
    return list(_Writer(session, recording).steps())


def expected_by(step: Step) -> str:
    r"""A grab such as ``^(\d+)$`` as an expected line: ``[[TID:\d+]]``."""
    found = _GRAB.fullmatch(step.text)
    if not found:
        raise ValueError(f"grab {step.name}: cannot be written as an expected line: {step.text}")
    before = "" if found[1] else "[..]"
    return f"{before}{found[2]}[[{step.name}:{found[3]}]]{found[4]}{'' if found[5] else '[..]'}"


class _Writer:
    """Follows the recording's clock; ``now`` is what kshell's will show, in the recording's seconds."""

    def __init__(self, session: Session, recording: Recording) -> None:
        self.session, self.lines = session, recording.lines
        self.where = typed_at(session.steps, self.lines)
        self.now = 0.0
        self.busy: set[int] = set()  # terminals whose command is not expected back
        self.last = {1: -1, 2: -1}  # the line in which a terminal's last command was typed

    def steps(self) -> Iterator[Scripted]:
        note = ""
        for n, step in enumerate(self.session.steps):
            if step.kind == "note":
                note = f"{note}\n\n{step.text}".strip()
                continue
            if n in self.where:
                yield from self._pause(self.lines[self.where[n]].seconds - self.now)
                self.now = max(self.now, self.lines[self.where[n]].seconds)
            for scripted in self._take(n, step):
                yield scripted._replace(note=note)
                note = ""
        yield Scripted("% wait 0.5s")  # for what the console still shows

    def _pause(self, seconds: float) -> Iterator[Scripted]:
        if seconds >= 0.05:
            yield Scripted(f"% wait {seconds:.2f}".rstrip("0").rstrip(".") + "s")

    def _take(self, n: int, step: Step) -> Iterator[Scripted]:
        match step.kind:
            case "wait":
                yield from self._pause(step.seconds)
                self.now += step.seconds
            case "see":
                yield self._see(step)
            case "?":
                yield Scripted(f"% wait (t{step.terminal}) prompt {step.seconds:g}s", step.terminal)
                self.now = max(self.now, self._remark(step.terminal)[0])
                self.busy.discard(step.terminal)
            case "^":
                yield Scripted(f"% key (t{step.terminal}) C-{step.text.lower()}", step.terminal)
            case "#" | "&" | ">":
                yield from self._type(n, step)

    def _see(self, step: Step) -> Scripted:
        regex = step.text.split(r"[\s\S]")[0]  # a transcript looks at one line at a time
        after = self.lines[self.last[step.terminal] + 1 :]
        seen = (line.seconds for line in after if line.terminal == step.terminal and re.search(regex, line.text))
        self.now = max(self.now, next(seen, self.now + step.seconds))
        escaped = regex.replace("/", r"\x2f")
        return Scripted(f"% wait /{escaped}/ {step.seconds:g}s")

    def _type(self, n: int, step: Step) -> Iterator[Scripted]:
        at, text = self.where.get(n), _NAME.sub(r"[[\1]]", step.text)
        self.last[step.terminal] = len(self.lines) if at is None else at
        prompted = at is not None and bool(behind_prompt(self.lines[at].text)[0])
        if step.kind == ">" or (step.terminal in self.busy and not prompted):
            typed = Scripted("", step.terminal, text, step=n)
            yield typed._replace(head=typed.head_at_work)
            return
        back, stuck = self._remark(step.terminal)
        stays = stuck or step.kind == "&"
        (self.busy.add if stays else self.busy.discard)(step.terminal)
        blocked = (stays and not text.startswith("reboot")) or _SHELL.search(text) is not None
        head = ("(t2)# " if step.terminal == 2 else "# ") + (text or "true")  # true: Enter alone
        yield Scripted(head, step.terminal, text, tuple(self._grabbed(n)), blocked, step=n)
        if stuck and step.kind == "#":
            yield from self._pause(step.seconds)
            self.now += step.seconds
        elif step.kind == "#" and at is not None:
            end = back or self._last_output(at, step.terminal)
            self.now = end if end > self.now + LATE else self.now

    def _grabbed(self, n: int) -> Iterator[str]:
        """What the command's output must have for the grabs that follow it."""
        for step in self.session.steps[n + 1 :]:
            if step.kind != "grab":
                return
            yield from ("...", expected_by(step), "...")

    def _last_output(self, at: int, terminal: int) -> float:
        """When the last line of a command was there, in seconds."""
        end = min((i for i in self.where.values() if i > at), default=len(self.lines))
        return max((line.seconds for line in self.lines[at + 1 : end] if _is_output(line, terminal)), default=0.0)

    def _remark(self, terminal: int) -> tuple[float, bool]:
        """When the last command's prompt was back if the recorder says so, and whether it says that none came."""
        for line in self.lines[self.last[terminal] + 1 :]:
            if line.terminal == RECORDER:
                found = re.match(rf"tty{terminal}: (prompt back|no prompt)", line.text)
                if found:
                    return line.seconds, found[1] == "no prompt"
            if line.terminal == terminal and behind_prompt(line.text)[0]:
                break
        return 0.0, False


def _is_output(line: Line, terminal: int) -> bool:
    return line.terminal == terminal and not STAMP.match(line.text) and not behind_prompt(line.text)[0]
