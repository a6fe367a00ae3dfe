"""A machine with somebody at its second terminal."""

from kshell.machine import NSEC_PER_SEC, Machine, Settings


def machine_with(**files: bytes) -> Machine:
    """A booted machine whose working directory holds modules of this source, and its first prompt."""
    machine = Machine(Settings(samples=False, files={f"{name}.ko": source for name, source in files.items()}))
    machine.run(machine.now + 10 * NSEC_PER_SEC, lambda: machine.terminal(2).prompt is not None)
    return machine


def enter(machine: Machine, line: str) -> str:
    """Type a line and wait for the next prompt; what was shown."""
    terminal = machine.terminal(2)
    terminal.type_line(line)
    machine.run(machine.now + 3600 * NSEC_PER_SEC, lambda: terminal.prompt is not None)
    return terminal.take_output()
