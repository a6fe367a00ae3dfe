"""The section of ``docs/differences.md`` with each line of the recordings that kshell does not show as Linux does."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kshell.transcript.format import Transcript
from kshell.transcript.run import load
from tests.conformance.recorder import hunks, places
from tests.conformance.recorder.reasons import Reasons
from tests.conformance.recorder.verify import linux_lines, steps

SHORT = 12
BEGIN = "<!-- from here on written by scripts/rerecord --transcripts -->"


def with_section(page: str, reasons: Reasons) -> str:
    """The page with the section as the transcripts that are held make it."""
    return page.partition(BEGIN)[0] + "\n".join([BEGIN, "", *section(reasons), ""])


def section(reasons: Reasons) -> Iterator[str]:
    """The lines by reason and session; ``-`` before what Linux prints, ``+`` before what kshell does."""
    by_reason: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    lines = different = 0
    names = [name for name in places.names() if (places.TRANSCRIPTS / f"{name}.ksh.md").exists()]
    for name in names:
        transcript = load(str(places.TRANSCRIPTS / f"{name}.ksh.md"))
        lines += sum(len(list(linux_lines(step, printed))) for step, printed in steps(transcript))
        for why, line in differences(name, transcript, reasons):
            by_reason[why].setdefault(name, []).append(line)
            different += line.startswith(hunks.LINUX)
    yield from ("## Recordings, line by line", "")
    yield f"{len(names)} sessions on a real Linux, of {lines:,} lines; {different:,} are missing or different here."
    yield "`-` stands before what Linux printed, `+` before what kshell shows; `[..]` and `[[PID]]` are what varies."
    for reason in reasons.all:
        if reason.why in by_reason:
            yield from ("", f"**{reason.why}**")
            for name, rows in by_reason[reason.why].items():
                yield from ("", *_listed(name, rows))


def _listed(name: str, rows: Sequence[str]) -> Iterator[str]:
    """The lines of one session, folded away if there are many."""
    link = f"[{name}](../tests/conformance/transcripts/{name}.ksh.md)"
    lines = ("```diff", *rows, "```")
    if len(rows) <= SHORT:
        yield from (f"In {link}:", "", *lines)
    else:
        yield from (
            f"<details><summary>{name}: {len(rows)} lines</summary>",
            "",
            f"In {link}:",
            "",
            *lines,
            "",
            "</details>",
        )


def differences(name: str, transcript: Transcript, reasons: Reasons) -> Iterator[tuple[str, str]]:
    """Each line of a transcript's diffs, and why it is there."""
    for diff in diffs(transcript):
        told = [hunks.Told(hunks.BOTH if row.startswith("@@") else row[0], row[1:]) for row in diff]
        for run in hunks.runs(told):
            lines = [told[n].text for n in run]
            yield from zip(reasons.why(name, lines), (diff[n] for n in run), strict=True)


def diffs(transcript: Transcript) -> Iterator[list[str]]:
    """The diffs between the steps of a transcript."""
    parts = iter(transcript.parts)
    for part in parts:
        if part == "```diff":
            yield list(iter(lambda: str(next(parts)), "```"))
