"""Real stories whose expectations are damaged at random: an update mends them, once and for all."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kshell.machine  # noqa: F401  # sets how deep calls may go, which hypothesis would take amiss later
from kshell.transcript.check import check_one
from kshell.transcript.errors import TranscriptError
from kshell.transcript.format import Transcript
from kshell.transcript.run import read
from kshell.transcript.steps import Step
from kshell.transcript.update import all_steps, no_new_failures, update

STORIES = Path(__file__).parents[1] / "transcripts"
OTHER_LINES = ("...", "[..]", "nonsense", r"\[ .*\] .* (re)", "x (esc)", "[1]", "[blocked]", r"[[N:\d+]]", "")
damages = st.lists(
    st.tuples(st.integers(0, 10**6), st.sampled_from(["drop", "add", "change"]), st.sampled_from(OTHER_LINES)),
    min_size=1,
    max_size=4,
)


def damaged(transcript: Transcript, changes: list[tuple[int, str, str]]) -> bytes:
    """The file with some expected lines dropped, added or changed; commands and prose stay."""
    lines: list[tuple[str, bool]] = []
    for part in transcript.parts:
        if isinstance(part, Step):
            lines += [(line, False) for line in part.head] + [(line, True) for line in part.lines[len(part.head) :]]
        else:
            lines.append((part, False))
    for where, how, text in changes:
        places = [n for n, (_, expected) in enumerate(lines) if expected]
        if not places:
            break
        at = places[where % len(places)]
        lines[at : at + (how != "add")] = [(text, True)] * (how != "drop")
    return "\n".join(line for line, _ in lines).encode()


@pytest.mark.parametrize("story", ["1-hang", "2-should-stop", "3-signal", "5-results"])
@settings(deadline=None, max_examples=5, derandomize=True)
@given(changes=damages)
def test_a_damaged_story_is_mended(story: str, changes: list[tuple[int, str, str]]) -> None:
    file = str(STORIES / f"{story}.ksh.md")
    whole = read(Path(file).read_bytes(), file)
    data = damaged(whole, changes)
    try:
        read(data, file)
    except TranscriptError:
        return
    mended = update(data, file, (), all_steps)
    if mended.refused:
        assert "it would be wrong in its line" in mended.refused[0]
        assert mended.data == data
        return
    new = read(mended.data, file)
    assert mended.checked.passed
    assert check_one(new).passed
    assert [step.head for step in new.steps] == [step.head for step in whole.steps]
    assert [part for part in new.parts if isinstance(part, str)] == [p for p in whole.parts if isinstance(p, str)]
    again = update(mended.data, file, (), no_new_failures)
    assert (again.data, again.steps, again.refused) == (mended.data, 0, ())
