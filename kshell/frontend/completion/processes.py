"""Processes, jobs and signals."""

from collections.abc import Iterator

from kshell.frontend.completion.candidate import Candidate
from kshell.machine.surroundings import Surroundings, TaskSeen
from kshell.uapi.signals import Signal

STATES = {
    "R": "running",
    "S": "sleeping",
    "D": "uninterruptible",
    "T": "stopped",
    "t": "traced",
    "Z": "zombie",
    "X": "dead",
    "I": "idle",
}


def state(task: TaskSeen) -> str:
    """A task's name and state."""
    return f"{task.name}  {task.letter} ({STATES.get(task.letter, '?')})"


def pids(around: Surroundings, prefix: str) -> Iterator[Candidate]:
    """The tasks by number: programs and modules' threads first."""
    return (Candidate(str(task.pid), state(task)) for task in around.tasks(prefix))


def names(around: Surroundings) -> Iterator[Candidate]:
    """The names of tasks, for tools that look them up."""
    for name in sorted({task.name for task in around.tasks() if not task.booted}):
        yield Candidate(name, ", ".join(str(task.pid) for task in around.tasks() if task.name == name))


def jobs(around: Surroundings) -> Iterator[Candidate]:
    """The jobs of the shell."""
    table = around.shell.jobs.jobs if around.shell is not None else {}
    for number, job in sorted(table.items()):
        word = "Stopped" if job.stopped else "Running" if job.running else "Done"
        yield Candidate(f"%{number}", f"{word}  {job.text}")


def signals(before: str = "") -> Iterator[Candidate]:
    """The signals by name; ``before`` stands in front of each."""
    return (Candidate(before + signal.short, f"{int(signal)}  {signal.text}") for signal in Signal)


def numbers(before: str = "") -> Iterator[Candidate]:
    """The signals by number."""
    return (Candidate(f"{before}{int(signal)}", f"{signal.name}  {signal.text}") for signal in Signal)
