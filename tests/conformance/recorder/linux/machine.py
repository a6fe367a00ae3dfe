"""A virtual machine with two serial terminals, and all that they show."""

import re
import select
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from tests.conformance.recorder.linux.debian import Kernel
from tests.conformance.recorder.recording import RECORDER, Line

PROMPT = re.compile(r"root@lab:[^\s#]*# ")
BOOT_S = 180.0
KEY_S = 0.002  # between two keys, as from a person and not a flood
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x0f")


class NoPrompt(Exception):
    """The machine did not boot; the text is what QEMU and the console said."""


class Terminal:
    """A serial line: ``rest`` is what has come since the last whole line, ``shown`` all since the last command."""

    def __init__(self, path: Path) -> None:
        self.socket: socket.socket | None = socket.socket(socket.AF_UNIX)
        self.rest = self.shown = ""
        deadline = time.monotonic() + 10
        while self.socket.connect_ex(str(path)):
            if time.monotonic() > deadline:
                raise NoPrompt(f"QEMU does not open {path}")
            time.sleep(0.05)

    @property
    def prompt(self) -> bool:
        """Whether a prompt has come, or none can come any more."""
        return self.socket is None or PROMPT.search(self.shown) is not None

    def receive(self) -> list[str]:
        """The lines that are complete now."""
        assert self.socket is not None
        try:
            data = self.socket.recv(65536)
        except OSError:
            data = b""
        if not data:
            self.socket = None
            return []
        text = _CONTROL.sub("", data.decode("utf-8", "replace"))
        self.shown += text
        *lines, self.rest = (self.rest + text).split("\n")
        return [line.rstrip("\r") for line in lines]


class Machine:
    """Linux, from its start to ``stop()``; ``lines`` is what its terminals have shown since the first prompt."""

    def __init__(self, kernel: Kernel, initrd: Path, boot: str, accel: str, folder: Path) -> None:
        cpu = ["-accel", "tcg,thread=multi", "-cpu", "max"] if accel == "tcg" else ["-accel", accel, "-cpu", "host"]
        paths = [folder / "tty1", folder / "tty2"]
        serial = [word for path in paths for word in ("-serial", f"unix:{path},server=on,wait=on")]
        self._errors = folder / "qemu"
        with self._errors.open("wb") as errors:
            self._qemu = subprocess.Popen(
                [
                    *(
                        "qemu-system-x86_64",
                        *cpu,
                        "-smp",
                        "2",
                        "-m",
                        "1024",
                        "-nodefaults",
                        "-no-reboot",
                        "-net",
                        "none",
                    ),
                    *("-display", "none", "-monitor", "none", "-kernel", str(kernel.image), "-initrd", str(initrd)),
                    *("-append", f"console=ttyS0 {boot}", *serial),
                ],
                stdin=subprocess.DEVNULL,
                stderr=errors,
            )
        self.lines: list[Line] = []
        self._start = time.monotonic()
        try:
            self.terminals = {n: Terminal(path) for n, path in enumerate(paths, 1)}
            if not self.run(BOOT_S, lambda: all(terminal.prompt for terminal in self.terminals.values())):
                raise NoPrompt(self._errors.read_text() + "\n".join(line.text for line in self.lines))
        except NoPrompt:
            self.stop()
            raise
        self.lines.clear()
        self._start = time.monotonic()

    @property
    def now(self) -> float:
        """Seconds since the first prompt."""
        return time.monotonic() - self._start

    def remark(self, text: str) -> None:
        """Write something into the recording."""
        self.lines.append(Line(self.now, RECORDER, text))

    def run(self, seconds: float, until: Callable[[], object] = lambda: False) -> bool:
        """Let time pass, but not longer than until a condition holds; whether it does."""
        end = time.monotonic() + seconds
        while not until():
            left = end - time.monotonic()
            open_ones = {t.socket: n for n, t in self.terminals.items() if t.socket} if left > 0 else {}
            if not open_ones:
                return False
            for ready in select.select(list(open_ones), [], [], min(left, 0.1))[0]:
                number = open_ones[ready]
                self.lines += [Line(self.now, number, text) for text in self.terminals[number].receive()]
        return True

    def type(self, number: int, keys: str) -> None:
        """Press keys at a terminal."""
        terminal = self.terminals[number]
        terminal.shown = ""
        for key in keys:
            if terminal.socket is None:
                return
            try:
                terminal.socket.send(key.encode())
            except OSError:
                return
            self.run(KEY_S)

    def stop(self) -> None:
        """Turn it off; what stands on the last line of each terminal is recorded too."""
        self._qemu.terminate()
        self._qemu.wait()
        for number, terminal in getattr(self, "terminals", {}).items():
            if terminal.rest:
                self.lines.append(Line(self.now, number, terminal.rest))
