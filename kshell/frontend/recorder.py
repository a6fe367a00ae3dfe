"""An interactive session that is recorded as a transcript."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from kshell.frontend.pump import Pump
from kshell.machine import Machine, Settings
from kshell.transcript.record import Recorder


@contextmanager
def recording(path: str, settings: Settings) -> Iterator[Pump]:
    """A machine, as wide as the host's window, whose session is written to a file; CannotRecord."""
    machine = Machine(replace(settings, columns=shutil.get_terminal_size().columns))
    recorder, pump = Recorder(path, machine), Pump(machine)
    pump.watchers.append(lambda: recorder.look(sum(s.count + len(s.partial) for s in pump.screens.values())))
    try:
        yield pump
    finally:
        recorder.finish()
