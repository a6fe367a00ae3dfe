"""What is offered."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple


class Candidate(NamedTuple):
    """A word that may stand at the cursor, unquoted, and what it is.

    ``about`` may be a function, called when it is shown. ``whole``: nothing is to be typed behind it, so that a blank
    may follow; not so a folder, or a parameter that waits for its value.
    """

    text: str
    about: str | Callable[[], str] = ""
    whole: bool = True

    @property
    def description(self) -> str:
        return self.about() if callable(self.about) else self.about


def beginning(prefix: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Those that begin with what has been typed."""
    return (candidate for candidate in candidates if candidate.text.startswith(prefix))
