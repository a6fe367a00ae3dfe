"""Files and folders of the machine."""

from collections.abc import Callable, Iterator

from kshell.frontend.completion.candidate import Candidate
from kshell.frontend.completion.processes import state
from kshell.machine.surroundings import Entry, Surroundings

Wanted = Callable[[str, Entry], str | None]


def anything(path: str, entry: Entry) -> str:
    """Every file will do, and nothing is said of it."""
    return ""


def files(around: Surroundings, word: str, wanted: Wanted = anything) -> Iterator[Candidate]:
    """The names that go on what has been typed of a path.

    ``wanted`` is given the path of each file, and says what it is, or None if it is not to be offered; folders always
    are.
    """
    head, slash, prefix = word.rpartition("/")
    folder = _folder(around, head + slash)
    tasks = {str(task.pid): task for task in around.tasks(prefix)} if around.real(folder) == "/proc" else {}
    for entry in around.entries(folder, prefix):
        if entry.name.startswith(".") and not prefix.startswith("."):
            continue
        if entry.folder:
            about = state(tasks[entry.name]) if entry.name in tasks else ""
            yield Candidate(f"{head}{slash}{entry.name}/", about, whole=False)
        elif (text := wanted(f"{folder.rstrip('/')}/{entry.name}", entry)) is not None:
            yield Candidate(head + slash + entry.name, text)


def _folder(around: Surroundings, typed: str) -> str:
    """Where a typed path leads: ``~`` is worked out, nothing is the working directory."""
    user, slash, rest = typed.partition("/")
    if user.startswith("~") and slash and around.shell is not None:
        home = around.shell.variables.get("HOME") if user == "~" else None
        return f"{home}/{rest}" if home else typed
    return typed or "."


def programs(path: str, entry: Entry) -> str | None:
    """What can be run."""
    return "" if entry.program else None


def only_folders(path: str, entry: Entry) -> str | None:
    """No file."""
    return None
