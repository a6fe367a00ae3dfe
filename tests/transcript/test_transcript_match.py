"""Expected lines against shown ones."""

import pytest

from kshell.transcript.match import align, bind, fit
from kshell.transcript.pattern import BadPattern, Pattern, Shown, parse_line


def fits(expected: str, shown: str, captures: dict[str, str] | None = None) -> bool:
    return fit_all(expected, shown, captures) is not None


def fit_all(expected: str, shown: str, captures: dict[str, str] | None = None) -> dict[str, str] | None:
    return fit(patterns(expected), lines(shown), captures or {})


def patterns(text: str) -> list[Pattern]:
    return [parse_line(line) for line in text.split("\n")] if text else []


def lines(text: str) -> list[Shown]:
    return [Shown(line) for line in text.split("\n")] if text else []


@pytest.mark.parametrize(
    ("expected", "shown"),
    [
        ("hello", "hello"),
        ("", ""),
        ("a [..] c", "a b c"),
        ("[..]c", "c"),
        ("[..]c[..]", "acbc"),
        (r"tick \d+ (re)", "tick 12"),
        (r"a|b (re)", "b"),
        ("*.k? (glob)", "hello.ko"),
        (r"a\*b (glob)", "a*b"),
        ("a[..]b* (glob)", "a.bc"),
        (r"\x1b[1m\tbold\\ (esc)", "\x1b[1m\tbold\\"),
        (r"\033\u00e9 (esc)", "\x1bé"),
        ("tick (re) (re)", "tick re"),
    ],
)
def test_a_line_fits(expected: str, shown: str) -> None:
    assert fits(expected, shown)


@pytest.mark.parametrize(
    ("expected", "shown"),
    [
        ("hello", "hello "),
        ("hello", "Hello"),
        ("", " "),
        ("a [..] c", "a c"),
        ("[..]", "a\nb"),
        (r"tick \d+ (re)", "tick 12 "),
        (r"tick \d+ (re)", " tick 12"),
        ("[..] (re)", "ab"),
        ("*.k? (glob)", "hello.k"),
        (r"a\*b (glob)", "axb"),
        ("a.c", "abc"),
        (r"\x41 (esc)", "B"),
    ],
)
def test_a_line_does_not_fit(expected: str, shown: str) -> None:
    assert not fits(expected, shown)


@pytest.mark.parametrize("line", ["a (re)", r"\d (re)", "* (glob)", r"\x41 (esc)", "a[..]b", "x (no-eol)", "a (re*)"])
def test_the_literal_reading_is_tried_first(line: str) -> None:
    assert fits(line, line)


@pytest.mark.parametrize(("quantifier", "times"), [("", {1}), ("?", {0, 1}), ("*", {0, 1, 2, 3}), ("+", {1, 2, 3})])
def test_a_quantifier_says_how_often_a_line_may_come(quantifier: str, times: set[int]) -> None:
    for expected in (rf"tick \d (re{quantifier})", rf"tick ? (glob{quantifier})"):
        came = {n for n in range(4) if fits("a\n" + expected + "\nz", "a\n" + "tick 1\n" * n + "z")}
        assert came == times


@pytest.mark.parametrize("shown", ["a\nz", "a\nb\nz", "a\nb\nz\nz", "a\n\nz"])
def test_an_elision_is_any_lines(shown: str) -> None:
    assert fits("a\n...\nz", shown)


@pytest.mark.parametrize("shown", ["", "a", "z", "b\na\nz", "a\nz\nb"])
def test_an_elision_leaves_the_lines_around_it_to_be_found(shown: str) -> None:
    assert not fits("a\n...\nz", shown)


def test_an_elision_may_be_all_there_is() -> None:
    assert fits("...", "")
    assert fits("...", "a\nb")
    assert fits("...\n...", "a")


def test_a_line_without_end_is_expected_as_such() -> None:
    assert fit(patterns("x (no-eol)"), [Shown("x", eol=False)], {}) == {}
    assert fit(patterns(r"\x78 (esc) (no-eol)"), [Shown("x", eol=False)], {}) == {}
    assert fit(patterns("x (no-eol)"), [Shown("x")], {}) is None
    assert fit(patterns("x"), [Shown("x", eol=False)], {}) is None


def test_a_capture_takes_the_first_line_that_lets_the_rest_fit() -> None:
    assert fit_all("...\n[[X:\\d+]] x\n...", "a\n1 x\n2 x") == {"X": "1"}
    assert fit_all("...\n[[X:\\d+]] x\n...\nend [[X]]", "a\n1 x\n2 x\nend 2") == {"X": "2"}


def test_a_capture_is_used_as_plain_text() -> None:
    assert fits("pid [[X]] (re)", "pid 1.1", {"X": "1.1"})
    assert not fits("pid [[X]] (re)", "pid 1x1", {"X": "1.1"})
    assert not fits("pid [[X]]", "pid 1.1")


@pytest.mark.parametrize("expected", [r"[..][[PID:\d+]] ?[..]", r"*[[PID:\d+]]* (glob)"])
def test_a_capture_gets_its_whole_number_whatever_stands_before_it(expected: str) -> None:
    assert fit_all(expected, "    143 ?        00:00:00 mythread") == {"PID": "143"}


def test_a_capture_can_be_defined_and_used_in_one_line() -> None:
    assert fit_all(r"[[X:\d+]] is [[X]]", "12 is 12") == {"X": "12"}
    assert not fits(r"[[X:\d+]] is [[X]]", "12 is 13")
    assert fit_all(r"[[X]] then [[X:\d+]]", "1 then 2", {"X": "1"}) == {"X": "2"}


@pytest.mark.parametrize(
    ("expected", "shown", "value"),
    [
        (r"insmod[[[X:\d+]]] exited", "insmod[103] exited", "103"),
        (r"[[X:[a-z]+]]9", "abc9", "abc"),
        (r"[[X:[]a]+]]9", "]a9", "]a"),
        (r"[[X:[a-z]]]", "a", "a"),
        (r"a[[X:(b|c)+]]d", "abcd", "bc"),
        (r"\[[[X:.*]]\] (re)", "[ 12 ]", " 12 "),
        (r"*[[X:\d+]]? (glob)", "ab12c", "12"),
    ],
)
def test_a_capture_may_stand_among_brackets(expected: str, shown: str, value: str) -> None:
    assert fit_all(expected, shown) == {"X": value}


@pytest.mark.parametrize("line", ["[[ -f x ]]", "[[pid]]", "[[:digit:]]", "[[PID:]]", "[[]]", "[[PID"])
def test_other_brackets_are_plain_text(line: str) -> None:
    assert parse_line(line).literal


@pytest.mark.parametrize(
    "line", ["( (re)", "[[X:(]]", "a{99999999999} (re)", r"\q (esc)", "\\ (esc)", r"\U00110000 (esc)"]
)
def test_a_pattern_that_cannot_be_read_is_refused(line: str) -> None:
    with pytest.raises(BadPattern):
        parse_line(line)


def test_many_lines_and_captures_take_little_time() -> None:
    shown = "\n".join(map(str, range(5000)))
    assert fit_all("...\n[[X:\\d+]]\n...\n[[Y:\\d+]]\n...\n4999", shown) == {"X": "0", "Y": "1"}


def test_captures_are_found_though_the_lines_do_not_fit() -> None:
    assert bind(patterns("no\n[[X:\\d+]] x\n[[Y:\\d+]] x\n[[Z:z]]"), lines("1 y\n2 x\n3 x"), {}) == {"X": "2", "Y": "3"}


def test_an_alignment_keeps_what_fits() -> None:
    expected = patterns("a\n...\nb\ntick \\d (re+)\nq\nend")
    merged = align(expected, lines("a\nx\ny\nb\ntick 1\ntick 2\nzz\nend"), {})
    assert [line.text for line in merged] == ["a", "...", "b", "tick \\d (re+)", "zz", "end"]
    assert [type(line) for line in merged].count(Shown) == 1
