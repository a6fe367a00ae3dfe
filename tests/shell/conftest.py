"""A shell to give scripts to, and one to sit in front of. What they must say was seen at bash 5.2.15."""

from collections.abc import Iterator
from io import BytesIO

import pytest

from kshell.machine import NSEC_PER_SEC, Machine, Settings
from kshell.machine.terminal import Terminal

SCRIPT = "s.sh"
QUICKLY = NSEC_PER_SEC // 10


class Scripts:
    """``sh("echo hi; false")`` runs a script as ``bash -c`` does: what was printed, ``[N]`` behind it for status N."""

    def __call__(self, script: str, *args: str, stdin: str = "", limit: int = 60) -> str:
        return self._run(["bash", "-c", script, *args], {}, stdin, limit)

    def file(self, script: str, *args: str, stdin: str = "", limit: int = 60) -> str:
        """The same with a script in a file."""
        return self._run(["bash", SCRIPT, *args], {SCRIPT: script.encode("utf-8", "surrogateescape")}, stdin, limit)

    def typed_in(self, script: str, limit: int = 60) -> str:
        """The same with a script on standard input."""
        return self._run(["bash"], {}, script, limit)

    def _run(self, argv: list[str], files: dict[str, bytes], stdin: str, limit: int) -> str:
        machine, out = Machine(Settings(samples=False, files=files)), BytesIO()
        given = BytesIO(stdin.encode("utf-8", "surrogateescape"))
        status = machine.run_script(argv, given, out, out, limit * NSEC_PER_SEC)
        machine.close()
        return out.getvalue().decode("utf-8", "surrogateescape") + (f"[{status}]\n" if status else "")


class Seat:
    """A person at the first terminal: ``seat("sleep 5", "^C")`` types lines and presses keys; what is seen, prompts
    included. Between two of them a tenth of a second passes; ``+3`` waits for three more."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.terminal: Terminal = machine.terminal(1)
        self._seen: list[str] = []
        self.terminal.display = self
        machine.run(machine.now + QUICKLY)
        self("PS1='$ '")

    def show(self, text: str) -> None:
        self._seen.append(text)

    def show_record(self, record: object) -> None:
        self._seen.append(f"{record}\n")

    def __call__(self, *keys: str) -> str:
        for key in keys:
            self._press(key)
        text = "".join(self._seen)
        self._seen.clear()
        return text + (self.terminal.prompt or "")

    def _press(self, key: str) -> None:
        prompt = self.terminal.prompt
        if key.startswith("^") and len(key) == 2:
            self.show(prompt or "")
            self.terminal.press(f"C-{key[1].lower()}")
        elif key.startswith("+"):
            self.machine.run(self.machine.now + int(float(key[1:]) * NSEC_PER_SEC))
        else:
            if prompt is not None:
                self.show(f"{prompt}{key}\n")
            self.terminal.type_line(key)
        self.machine.run(self.machine.now + QUICKLY)


@pytest.fixture
def sh() -> Scripts:
    return Scripts()


@pytest.fixture
def seat() -> Iterator[Seat]:
    machine = Machine(Settings(samples=False))
    yield Seat(machine)
    machine.close()
