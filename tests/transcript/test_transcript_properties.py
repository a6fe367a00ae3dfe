"""What holds for every transcript, and for every text."""

from hypothesis import given
from hypothesis import strategies as st

from kshell.transcript.actions import (
    HEAD,
    LAST_TERMINAL,
    Action,
    Close,
    Command,
    Key,
    Rest,
    Type,
    Wait,
    WaitLine,
    WaitPrompt,
    spelled,
)
from kshell.transcript.errors import TranscriptError
from kshell.transcript.escape import escape, is_plain, unescape
from kshell.transcript.format import Transcript, parse, print_transcript
from kshell.transcript.front import Front
from kshell.transcript.markdown import fence_at
from kshell.transcript.match import align, fit
from kshell.transcript.pattern import Pattern, Shown, parse_line
from kshell.transcript.steps import Step, written

line = st.text(st.characters(exclude_characters="\n"), max_size=20)
word = st.text("#$%()[]`~.>\\ ab1:+*?|_-{}PID\t\x1bé", max_size=12)
steps_and_fences = [
    "# ls",
    "$ id",
    "(t2)# ps",
    "> x",
    "% wait 5s",
    "% wait /x/ 1s",
    "% wait (t2) prompt 2s",
    "% key C-c",
]
steps_and_fences += ["% type x", "% close t2", "% what", "(t2)...", "(t99)# x", "[1]", "[blocked]", "[blocked: x]"]
steps_and_fences += ["```", "```console", "```console hide", "```py file=x.py", "~~~~", "   ```console", " ```"]
matchers = [
    "...",
    "[[A:x]]",
    "[[A]]",
    "# [[A]]",
    "a [..] b",
    "x (re)",
    "( (re)",
    "y (glob*)",
    r"\x41 (esc)",
    "z (no-eol)",
]
markup = st.sampled_from([*steps_and_fences, *matchers, "---", "cpus: 2", "modules: a b"])
shown = st.builds(Shown, line | word | markup, st.booleans())


@given(st.lists(line | word | markup, max_size=12).map("\n".join) | st.text())
def test_every_text_is_read_or_refused(text: str) -> None:
    try:
        transcript = parse(text)
    except TranscriptError as error:
        assert 1 <= error.line <= text.count("\n") + 1
    else:
        assert parse(print_transcript(transcript)) == transcript


terminals = st.integers(1, LAST_TERMINAL)
times = st.integers(0, 10**15)
actions: st.SearchStrategy[Action] = st.one_of(
    st.builds(Command, terminals, st.sampled_from(["root", "user"]), st.lists(line, min_size=1, max_size=3).map(tuple)),
    st.builds(Wait, terminals, times),
    st.builds(WaitLine, terminals, st.sampled_from(["x", "^a [[P]]$", r"\x2f 5s", "prompt"]), st.none() | times),
    st.builds(WaitPrompt, terminals, st.none() | times),
    st.builds(Key, terminals, st.sampled_from(["C-c", "C-z", "C-\\", "C-@"])),
    st.builds(Type, terminals, line | st.sampled_from(["(t2) x", "(t2)", "(t1) (t2)"])),
    st.builds(Close, terminals),
    st.builds(Rest, terminals),
)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    action = draw(actions)
    first = isinstance(action, Command)
    output = tuple(written(s, first=first and not n) for n, s in enumerate(draw(st.lists(shown, max_size=4))))
    trailer = draw(st.sampled_from(["", "[1]", "[blocked]", "[blocked: kthread_stop]"]))
    return Step(spelled(action), action, output, trailer)


@given(
    st.tuples(st.sampled_from(["article", "6.1"]), st.integers(1, 64), st.sampled_from(["", "panic=-1 quiet"])),
    st.lists(line.filter(lambda text: not fence_at(text) and text.rstrip() != "---"), max_size=3),
    st.lists(steps(), max_size=4),
)
def test_a_printed_transcript_reads_back_the_same(
    settings: tuple[str, int, str], prose: list[str], made: list[Step]
) -> None:
    front = Front(*settings)
    head = ["---", f"kernel: {front.kernel}", f"cpus: {front.cpus}", f"boot: {front.boot}", "---"]
    transcript = Transcript(front, (), (*head, *prose, "```console", *made, "```", ""))
    try:
        assert parse(print_transcript(transcript)) == transcript
    except TranscriptError as error:
        assert "used before it is defined" in str(error)


@given(shown, st.booleans())
def test_a_written_line_fits_only_what_was_shown(line: Shown, first: bool) -> None:
    text = written(line, first=first)
    pattern = parse_line(text)
    assert not HEAD.fullmatch(text)
    assert not fence_at(text)
    assert not pattern.elision
    assert not pattern.many
    assert pattern.fits(line, {}) == {}
    assert pattern.fits(line._replace(eol=not line.eol), {}) is None
    assert pattern.fits(line._replace(text=line.text + "x"), {}) is None


@given(line)
def test_an_escaped_line_is_plain_and_reads_back(text: str) -> None:
    assert is_plain(escape(text))
    assert unescape(escape(text)) == text


patterns = st.lists(
    st.sampled_from(["a", "b", "...", "[..]", "[ab] (re*)", "a (re?)", "b (re+)", "[[X:.]]", "[[X]]"]).map(parse_line),
    max_size=6,
)
few = st.lists(st.sampled_from("abc").map(Shown), max_size=6)


@given(patterns, few)
def test_an_alignment_is_without_differences_when_all_fits(expected: list[Pattern], lines: list[Shown]) -> None:
    known = {"X": "c"}
    captures = fit(expected, lines, known)
    if captures is not None and not any(p.defines for p in expected):
        assert align(expected, lines, known) == expected
    if captures is None and not any(p.defines for p in expected):
        assert align(expected, lines, known) != expected


@given(patterns, few)
def test_a_merge_of_expected_and_shown_lines_fits_what_was_shown(expected: list[Pattern], lines: list[Shown]) -> None:
    if not any(p.defines for p in expected):
        merged = align(expected, lines, {"X": "c"})
        both = [parse_line(written(line)) if isinstance(line, Shown) else line for line in merged]
        assert fit(both, lines, {"X": "c"}) is not None
