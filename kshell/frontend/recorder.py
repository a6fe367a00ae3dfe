"""An interactive session that is recorded as a transcript."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from kshell.frontend.pump import Pump
from kshell.machine import Machine, Settings
from kshell.transcript.record import Recorder

FOLLOW_SECONDS = 1.0


class _Watcher:
    """Lets a recorder look after each turn of the machine, and write once in a while what has come without a key."""

    def __init__(self, recorder: Recorder, pump: Pump) -> None:
        self._recorder, self._pump = recorder, pump
        self._followed = 0.0

    def __call__(self) -> None:
        self._recorder.look(sum(screen.count + len(screen.partial) for screen in self._pump.screens.values()))
        now = asyncio.get_running_loop().time()
        if now - self._followed >= FOLLOW_SECONDS:
            self._followed = now
            self._recorder.follow()


@contextmanager
def recording(path: str, settings: Settings) -> Iterator[Pump]:
    """A machine, as wide as the host's window, whose session is written to a file; CannotRecord."""
    machine = Machine(replace(settings, columns=shutil.get_terminal_size().columns))
    recorder, pump = Recorder(path, machine), Pump(machine)
    pump.watchers.append(_Watcher(recorder, pump))
    try:
        yield pump
    finally:
        recorder.finish()
