"""``kshell check --update -i``: shows each step that differs, and asks what is to become of it."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from difflib import unified_diff

from kshell.transcript.check import Checked
from kshell.transcript.diff import note
from kshell.transcript.update import Fresh

QUESTION = "Update this step? [y]es, [n]o, [a]ll that follow, [q]uit: "


class Asker:
    """Decides about steps as a person says: ``ask(lines, question)`` shows lines and gives the answer."""

    def __init__(self, ask: Callable[[list[str], str], str]) -> None:
        self._ask = ask
        self._rest = ""  # "a" or "q": the answer to all that follows
        self._declined: set[tuple[str, int]] = set()

    def __call__(self, checked: Checked, fresh: Fresh) -> AbstractSet[int]:
        return {n for n in fresh if self._wanted(checked, n, fresh)}

    def _wanted(self, checked: Checked, n: int, fresh: Fresh) -> bool:
        file, step = checked.transcript.file, checked.steps[n]
        if (file, n) in self._declined:
            return False
        diff = list(unified_diff(step.step.lines, fresh[n], n=9, lineterm=""))[3:]
        answer = self._rest
        while answer not in ("y", "n", "a", "q"):
            answer = self._ask([*note(file, step), *diff], QUESTION).strip().lower()[:1]
        if answer in ("a", "q"):
            self._rest = answer
        if answer in ("n", "q"):
            self._declined.add((file, n))
        return answer in ("y", "a")
