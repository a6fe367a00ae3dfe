"""Words that only some options and programs take: settings of the kernel, levels of the log, columns of ps, users."""

from collections.abc import Iterable, Iterator

from kshell.frontend.completion.candidate import Candidate
from kshell.machine.surroundings import Surroundings

SETTINGS = "/proc/sys"


def settings(around: Surroundings, prefix: str, folder: str = SETTINGS) -> Iterator[Candidate]:
    """The names that sysctl takes."""
    for entry in around.entries(folder):
        path = f"{folder}/{entry.name}"
        name = path.removeprefix(f"{SETTINGS}/").replace("/", ".")
        if entry.folder and (prefix.startswith(f"{name}.") or f"{name}.".startswith(prefix)):
            yield from settings(around, prefix, path)
        elif not entry.folder:
            yield Candidate(name, whole=False)


def levels() -> Iterator[Candidate]:
    """The levels of messages, by name."""
    from kshell.userland.util_linux.kmsg import LEVELS  # noqa: PLC0415  # seldom wanted

    return (Candidate(name, f"level {number}", whole=False) for number, name in enumerate(LEVELS))


def facilities() -> Iterator[Candidate]:
    """The facilities of messages, by name."""
    from kshell.userland.util_linux.kmsg import FACILITIES  # noqa: PLC0415  # the same

    return (Candidate(name, whole=False) for name in FACILITIES)


def columns() -> Iterator[Candidate]:
    """The columns that ps can show."""
    from kshell.userland.procps.ps.columns import shown_columns  # noqa: PLC0415  # the same

    return (Candidate(column.spec, column.title, whole=False) for column in shown_columns())


def users(around: Surroundings) -> Iterator[Candidate]:
    """The accounts."""
    for line in around.read("/etc/passwd").decode().splitlines():
        name, *_, shell = line.split(":")
        yield Candidate(name, shell)


def listed(word: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Candidates for the last item of a list with commas, or of the list behind ``--option=``."""
    head = word[: max(word.rfind(","), word.find("=")) + 1]
    return (candidate._replace(text=head + candidate.text) for candidate in candidates)
