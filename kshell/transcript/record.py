"""``kshell record``: what a person types at a machine, as a transcript that passes ``kshell check``.

The steps are taken again on a machine of the recorder's own, at the same simulated times, as ``check`` will take them:
what that one shows is what is written.
"""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kshell.transcript.actions import Action, Command, Key, Rest, Type, Wait, WaitPrompt, spelled
from kshell.transcript.errors import TranscriptError
from kshell.transcript.fold import Folder, Taken
from kshell.transcript.format import parse, print_transcript
from kshell.transcript.pattern import CAPTURE
from kshell.transcript.replace import replace_file
from kshell.transcript.run import begin
from kshell.transcript.session import Session
from kshell.transcript.steps import Step

if TYPE_CHECKING:
    from kshell.machine import Machine, Settings, Terminal

IDLE_NS = 1_000_000_000  # shorter pauses are not worth a line
ECHO_NS = 100_000_000  # what a key or a command shows comes sooner, and needs no time
PATIENCE_NS = 10_000_000_000  # a command that waits longer in the kernel is written as blocked
LONGEST_NS = 250_000_000_000  # what a step takes at most, with room to its limit
BLOCKED = "[blocked]"
OVER = "The machine was switched on again here; a transcript ends with its machine."


class CannotRecord(Exception):
    """Why nothing is recorded, in one line."""


class Pending:
    """A command that was typed and is not over, or nobody knows yet."""

    def __init__(self, command: Command, terminal: "Terminal", began: int, boots: int) -> None:
        self.command, self.terminal, self.began, self.boots = command, terminal, began, boots
        self.waits = False


class Recorder:
    """Is told what is typed at a machine (it is the ``keyboard`` of its terminals); look() is to be called after each
    turn of the machine, finish() at the end. The file is whole at any moment."""

    def __init__(self, path: str, machine: "Machine") -> None:
        """Creates the file; CannotRecord."""
        self._machine, self._path = machine, path
        self._front = _front(machine.settings, Path(path).absolute().parent)
        try:
            with open(path, "x", encoding="utf-8"):
                pass
        except OSError as error:
            raise CannotRecord(f"{path}: {error.strerror}") from None
        self._twin: Session = begin(parse(self._front, path))
        self._taken: list[Taken] = []
        self._folder = Folder(self._taken)
        self._pending: Pending | None = None
        self._typed: dict[int, str] = {}
        self._told, self._told_at, self._even_at = 0, machine.now, machine.now
        self._boots = machine.boots
        self._over = False
        self._known = set(machine.terminals)
        machine.keyboard = self
        for terminal in machine.terminals.values():
            terminal.keyboard = self
        self._write()

    # -- what the machine's terminals tell

    def line(self, number: int, text: str) -> None:
        """A line is entered at a prompt, or goes on from the line before it."""
        self._open()
        pending, terminal = self._pending, self._machine.terminals[number]
        if pending and pending.command.terminal == number and terminal.prompt is None:
            self._pending = Pending(
                pending.command._replace(lines=(*pending.command.lines, text)), terminal, pending.began, pending.boots
            )
            return
        user = "user" if (terminal.prompt or "").rstrip().endswith("$") else "root"
        self._go_on()
        self._wait()
        self._pending = Pending(
            Command(number, user, (_plain(text),)), terminal, self._machine.now, self._machine.boots
        )

    def keys(self, number: int, text: str) -> None:
        """Keys are pressed that no line at a prompt takes."""
        self._open()
        for character in text:
            if character in "\r\n":
                self._step(Type(number, _plain(self._typed.pop(number, ""))))
            elif character in "\x7f\b":
                self._typed[number] = self._typed.get(number, "")[:-1]
            elif character < " ":
                self._control(number, character)
            else:
                self._typed[number] = self._typed.get(number, "") + character

    def _control(self, number: int, character: str) -> None:
        if character == "\x1b":
            return  # an arrow and the like: nothing that a transcript can hold
        if typed := self._typed.pop(number, ""):
            self._step(Type(number, _plain(typed)))
        self._step(Key(number, "C-" + chr(ord(character) | 0x40).lower()))

    def look(self, shown: int) -> None:
        """The machine has had its turn; ``shown`` counts what its terminals have shown."""
        if self._boots != self._machine.boots:
            self._boots = self._machine.boots
            self._told_at = self._even_at = self._machine.now
        if shown != self._told:
            self._told, self._told_at = shown, self._machine.now
        self._open()
        if not (pending := self._pending):
            return
        terminal, now = pending.terminal, self._machine.now
        pending.waits = pending.waits or terminal.blocked is not None
        back = terminal.prompt is not None or self._machine.boots != pending.boots or self._machine.dead
        if back or (pending.waits and now - pending.began > PATIENCE_NS):
            self._resolve(pending)

    def follow(self) -> None:
        """Write down what was shown meanwhile, if nothing goes on: to be called now and then."""
        quiet = self._machine.now - self._told_at > ECHO_NS
        if not self._pending and not self._over and quiet and self._told_at > self._even_at + ECHO_NS:
            self._wait()
            self._write()

    def _open(self) -> None:
        """A terminal that is new is opened on the twin too, so that the shells have the same pids."""
        for number in self._machine.terminals:
            if number not in self._known:
                self._known.add(number)
                self._step(WaitPrompt(number, None))

    def finish(self) -> None:
        """The person leaves: what is not written yet is written."""
        self._go_on()
        self._wait(at_the_end=True)
        for number in [] if self._over else self._twin.screens.held():
            self._take(Rest(number))
        self._write()
        self._over = True

    # -- the steps

    def _step(self, action: Action) -> None:
        self._go_on()
        self._wait()
        self._take(action)
        self._write()

    def _go_on(self) -> None:
        """Something else begins: what becomes of the command that was typed last is known, or it holds its terminal."""
        if self._pending:
            self._resolve(self._pending)

    def _resolve(self, pending: Pending) -> None:
        self._pending = None
        command, number = pending.command, pending.command.terminal
        back = pending.terminal.prompt is not None or self._machine.boots != pending.boots
        lasted = self._machine.now - pending.began if self._machine.boots == pending.boots else 0
        if back and lasted <= LONGEST_NS:
            self._take(command)
            self._even_at = self._machine.now
        elif pending.waits or self._machine.dead or _sleeps(pending.terminal):
            self._take(command, BLOCKED)
            if back:
                self._take(WaitPrompt(number, lasted + LONGEST_NS))
        else:  # it burns CPU, and is never seen to wait
            for line in command.lines:
                self._take(Type(number, line))
        self._write()

    def _wait(self, *, at_the_end: bool = False) -> None:
        """Let the twin catch up with the machine, if it was idle for long or has shown something."""
        now, boots = self._machine.now, self._machine.boots
        twin = self._twin.machine
        if twin.boots < boots and not twin.dead:
            self._take(Wait(1, LONGEST_NS))
        if twin.boots != boots or (twin.dead and not self._machine.dead):
            self._end()
        idle, least = now - twin.now, min(self._told_at, now) - twin.now
        if self._told_at > self._even_at + ECHO_NS or (idle >= IDLE_NS and not at_the_end):
            self._take(Wait(1, _round(max(least, 0), idle)))
        self._even_at = now

    def _end(self) -> None:
        if not self._over:
            self._over = True
            self._write()

    def _take(self, action: Action, trailer: str = "") -> None:
        if self._over:
            return
        action = self._folder.with_captures(action, self._twin.captures)
        step = Step(spelled(action), action, trailer=trailer)
        taken = Taken(step, self._twin.take(step), self._twin.machine.boots)
        if self._taken and (longer := self._taken[-1].with_more(taken)):
            self._taken[-1] = longer
        else:
            self._taken.append(taken)

    # -- the file

    def _write(self) -> None:
        lines = [self._front + "```console", *(line for taken in self._taken for line in taken.lines()), "```"]
        if not self._taken:
            lines = [self._front.rstrip("\n")]
        text = "\n".join([*lines, *(["", OVER] if self._over else []), ""])
        with suppress(TranscriptError):
            replace_file(self._path, print_transcript(parse(text, self._path)).encode("utf-8", "backslashreplace"))


def _front(settings: "Settings", folder: Path) -> str:
    """The head of the file, which asks for the same machine."""
    modules = [os.path.relpath(path, folder) for path in settings.modules]
    if any(re.search(r"\s", path) for path in modules):
        raise CannotRecord("a folder of modules with a blank in its name cannot stand in a transcript")
    values: Iterable[tuple[str, object, object]] = (
        ("kernel", settings.kernel, ""),
        ("cpus", settings.cpus, 2),
        ("boot", settings.boot, ""),
        ("columns", settings.columns, 80),
        ("modules", " ".join(modules), ""),
    )
    lines = [f"{key}: {value}" for key, value, usual in values if value != usual]
    return "\n".join(["---", *lines, "---", "# A recorded session", "", ""])


def _plain(text: str) -> str:
    """A typed text in which nothing reads as a capture: to the shell it is the same."""
    return CAPTURE.sub(lambda found: "[\\" + found[0][1:], text.replace("\t", " "))


def _round(least: int, most: int) -> int:
    """A time that can be read, in ns: in tenths of a second up to ``most``, or else in hundredths from ``least`` on."""
    tenths = most // 100_000_000 * 100_000_000
    return tenths if tenths >= max(least, 1) else -(-max(least, 1) // 10_000_000) * 10_000_000


def _sleeps(terminal: "Terminal") -> bool:
    """Whether the command that has a terminal is asleep, whatever else goes on on the machine."""
    return terminal.job is not None and terminal.job.letter != "R"
