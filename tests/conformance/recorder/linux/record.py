"""A session typed on a real Linux."""

import re
import tempfile
from pathlib import Path

from tests.conformance.recorder import places
from tests.conformance.recorder.linux import initramfs, modules
from tests.conformance.recorder.linux.debian import Kernel
from tests.conformance.recorder.linux.machine import Machine
from tests.conformance.recorder.recording import RECORDER, Line
from tests.conformance.recorder.session import Session, Step

AFTER_S = 0.15  # what is still shown behind a prompt
SLOW_S = 1.0


def record(session: Session, kernel: Kernel, accel: str) -> str:
    """Build, boot and type; the recording's text. NoPrompt and CannotBuild when it does not come to that."""
    with tempfile.TemporaryDirectory(prefix="rerecord") as name:
        folder = Path(name)
        built = modules.build(session.modules, places.SOURCES, kernel, folder / "modules")
        initrd = initramfs.make(folder, places.LAB / "init", built, kernel)
        machine = Machine(kernel, initrd, session.boot, accel, folder)
        try:
            _Typist(machine).play(session.steps)
        finally:
            machine.stop()
        text = "\n".join([*_head(session, kernel, accel), *map(_row, machine.lines), ""])
        return text.replace(str(folder / "modules"), "/root")


def _head(session: Session, kernel: Kernel, accel: str) -> list[str]:
    sources = ", ".join(f"src/{name}.c" for name in session.modules)
    return [
        f"# {session.title}",
        f"# session {session.name}.session; Linux {kernel.release}, {accel}, 2 CPUs, boot parameters: {session.boot}",
        *([f"# modules: {sources}"] if sources else []),
        "# columns: seconds since the first prompt when the line was complete, terminal, text",
        '# (tty1 is also the kernel console; "--" are remarks of the recorder)',
    ]


def _row(line: Line) -> str:
    who = "--" if line.terminal == RECORDER else f"tty{line.terminal}"
    return f"{line.seconds:8.2f} {who}| {line.text}"


class _Typist:
    """Goes through a session's steps; ``grabbed`` are the values that it has taken from what was shown."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.grabbed: dict[str, str] = {}

    def play(self, steps: list[Step]) -> None:
        """Type all of it, and wait a little for the last lines."""
        for step in steps:
            self._take(step)
        self.machine.run(0.5)

    def _take(self, step: Step) -> None:
        machine = self.machine
        match step.kind:
            case "note":
                machine.remark(step.text)
            case "wait":
                machine.run(step.seconds)
            case "grab":
                found = re.findall(step.text, machine.terminals[step.terminal].shown.replace("\r", ""), re.MULTILINE)
                self.grabbed[step.name] = found[0] if found else "0"
            case "see":
                regex = re.compile(self._filled(step.text))
                if not machine.run(step.seconds, lambda: regex.search(machine.terminals[step.terminal].shown)):
                    machine.remark(f"not seen on tty{step.terminal} within {step.seconds:g} s: {regex.pattern}")
            case "^":
                machine.remark(f"tty{step.terminal}: ^{step.text} typed")
                machine.type(step.terminal, chr(ord(step.text.upper()) & 0x1F))
                machine.run(1.0)
            case ">":
                machine.type(step.terminal, self._filled(step.text) + "\r")
                machine.run(0.3)
            case "&":
                machine.type(step.terminal, self._filled(step.text) + "\r")
                machine.run(0.5)
            case _:
                self._wait_for_prompt(step)

    def _wait_for_prompt(self, step: Step) -> None:
        """Type a command, or think of one that was typed before, and wait until it is over."""
        machine, began = self.machine, self.machine.now
        if step.kind == "#":
            machine.type(step.terminal, self._filled(step.text) + "\r")
        if not machine.run(step.seconds, lambda: machine.terminals[step.terminal].prompt):
            machine.remark(f"tty{step.terminal}: no prompt after {step.seconds:.0f} s")
        elif step.kind == "?":
            machine.remark(f"tty{step.terminal}: prompt back")
        elif (took_s := machine.now - began) > SLOW_S:
            machine.remark(f"tty{step.terminal}: prompt back {took_s:.2f} s after Enter")
        machine.run(AFTER_S)

    def _filled(self, text: str) -> str:
        return re.sub(r"\{([A-Z]+)\}", lambda found: self.grabbed.get(found[1], found[0]), text)
