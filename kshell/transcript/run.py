"""``kshell run``: a transcript with what is really shown in the place of what was expected."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kshell.transcript.actions import Command
from kshell.transcript.errors import TranscriptError
from kshell.transcript.format import Transcript, parse
from kshell.transcript.session import Outcome, Session
from kshell.transcript.steps import Step, written
from kshell.transcript.watcher import Watcher


def load(path: str) -> Transcript:
    """Read and parse a file; OSError, TranscriptError."""
    return read(Path(path).read_bytes(), path)


def read(data: bytes, path: str) -> Transcript:
    """Parse what is in a file; TranscriptError."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TranscriptError(data[: error.start].count(b"\n") + 1, "not UTF-8 text", file=path) from None
    transcript = parse(text, path)
    for folder in module_folders(transcript):
        if not folder.is_dir():
            line, source = next((n, line) for n, line in enumerate(text.split("\n"), 1) if line.startswith("modules"))
            raise TranscriptError(line, f"modules: there is no folder {folder}", folder.name, path, source)
    return transcript


def module_folders(transcript: Transcript) -> list[Path]:
    """The folders of the ``modules`` setting, which are relative to the file."""
    return [Path(transcript.file).parent / folder for folder in transcript.front.modules]


def begin(transcript: Transcript, modules: Sequence[Path] = (), watcher: Watcher | None = None) -> Session:
    """Boot the machine that a transcript asks for; ``modules``: folders that take the place of kshell's own modules."""
    from kshell.machine import Machine, Settings  # noqa: PLC0415  # not to tell what is wrong with a file

    front = transcript.front
    settings = Settings(
        kernel=front.kernel,
        cpus=front.cpus,
        boot=front.boot,
        columns=front.columns,
        term="dumb",
        modules=(*modules, *module_folders(transcript)),
        samples=not modules,
        files={file.name: file.text.encode() for file in transcript.files},
    )
    return Session(Machine(settings), front.limit, watcher)


def run_transcript(transcript: Transcript, session: Session, complain: Callable[[str], None]) -> Iterator[str]:
    """Go through a transcript; yields its text piece by piece as it becomes known.

    ``complain`` is called with ``FILE:LINE: what`` for a wait that was not fulfilled and the like.
    """
    last = max((n for n, part in enumerate(transcript.parts) if isinstance(part, Step)), default=-1)
    for n, part in enumerate(transcript.parts):
        if isinstance(part, str):
            lines = [part]
        else:
            outcome = session.take(part)
            if outcome.problem:
                complain(f"{transcript.file}:{part.line}: {outcome.problem}")
            lines = shown_lines(part, outcome)
        if n == last:
            lines += rest_lines(session)
        yield "\n".join(lines) + ("\n" if n < len(transcript.parts) - 1 else "")


def shown_lines(step: Step, outcome: Outcome) -> list[str]:
    """A step with what it has really shown."""
    is_command = isinstance(step.action, Command)
    output = [written(line, first=is_command and not n) for n, line in enumerate(outcome.shown)]
    return step.printed(output, true_trailer(step, outcome))


def true_trailer(step: Step, outcome: Outcome) -> str:
    """The trailer in the file if it is true, else the truth; a ``%`` line is without one unless it was written."""
    if outcome.fits(step.trailer) or (not step.trailer and not isinstance(step.action, Command)):
        return step.trailer
    return outcome.trailer


def rest_lines(session: Session) -> list[str]:
    """What terminals still hold behind the last step."""
    lines: list[str] = []
    for number in session.screens.held():
        lines += [f"(t{number})...", *(written(line) for line in session.screens.take(number))]
    return lines
