"""How many transcripts and steps have passed."""

from dataclasses import dataclass

from kshell.transcript.check import Checked


@dataclass
class Tally:
    """Counts what was checked; as text, one line for people."""

    passed: int = 0
    failed: int = 0
    steps: int = 0
    failed_steps: int = 0

    def add(self, checked: Checked) -> None:
        """Count a transcript."""
        self.passed += checked.passed
        self.failed += not checked.passed
        self.steps += len(checked.steps)
        self.failed_steps += len(checked.failed)

    def __str__(self) -> str:
        files = count(self.passed + self.failed, "transcript")
        if not self.failed:
            return f"{files}, {count(self.steps, 'step')}: passed"
        return f"{files}: {self.failed} failed, {self.passed} passed; of {self.steps} steps {self.failed_steps} failed"


def count(number: int, what: str) -> str:
    """A number of things in words."""
    return f"{number} {what}{'' if number == 1 else 's'}"
