"""The candidates as prompt_toolkit shows and inserts them."""

from collections.abc import Callable, Iterable
from functools import partial

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, get_common_complete_suffix
from prompt_toolkit.document import Document

from kshell.frontend.completion.candidate import Candidate
from kshell.frontend.completion.complete import complete
from kshell.frontend.pieces import Spot
from kshell.machine.surroundings import Surroundings

SPECIAL = " \t\n|&;<>()$`\\\"'*?[#!{}"


class MachineCompleter(Completer):
    """Completes the text before the cursor. ``look`` gives what is around the prompt."""

    def __init__(self, look: Callable[[], Surroundings]) -> None:
        self._look = look

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        here, found = complete(self._look(), document.text_before_cursor)
        blank = " " if len(found) == 1 and found[0].whole else ""
        for candidate in found:
            yield Completion(
                inserted(here, candidate) + blank,
                start_position=-len(here.raw),
                display=_shown(candidate.text),
                display_meta=partial(_about, candidate),
            )


def begin(buffer: Buffer) -> None:
    """Insert at once what all candidates have in common, and open the menu if that leaves a choice."""
    document = buffer.document
    found = list(buffer.completer.get_completions(document, CompleteEvent(completion_requested=True)))
    if len(found) == 1:
        buffer.apply_completion(found[0])
    elif found:
        buffer.insert_text(get_common_complete_suffix(document, found))
        buffer.start_completion()


def _about(candidate: Candidate) -> str:
    return candidate.description


def _shown(text: str) -> str:
    """The last name of a path."""
    _, slash, name = text.rstrip("/").rpartition("/")
    return name + "/" * text.endswith("/") if slash else text


def inserted(here: Spot, candidate: Candidate) -> str:
    """A candidate as it is typed: what stands there already is kept as it was typed, the rest is quoted alike."""
    rest = candidate.text[len(here.word) :]
    if here.raw.startswith("'"):
        return here.raw + rest.replace("'", "'\\''") + "'" * candidate.whole
    if here.raw.startswith('"'):
        return here.raw + "".join("\\" + c if c in '$`\\"' else c for c in rest) + '"' * candidate.whole
    if "$" in candidate.text[: len(here.word) + 1] and not candidate.whole:
        return here.raw + candidate.text[len(here.word) :]
    return here.raw + "".join("\\" + c if c in SPECIAL else c for c in rest)
