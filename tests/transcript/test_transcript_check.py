"""Where a transcript differs from what is shown."""

from collections.abc import Callable

Lines = list[str]
Difference = Callable[..., tuple[Lines, Lines]]
LS = {"ls": [(0, "say", "a 1\nb 2\nc 3\n"), (0, "end", 0)]}


def test_what_is_as_expected_makes_no_difference(difference: Difference) -> None:
    assert difference(LS, "# ls", "a 1", "b [..]", "...") == ([], [])


def test_only_the_lines_that_differ_are_shown(difference: Difference) -> None:
    assert difference(LS, "# ls", "a 1", "B 2", "c 3") == (["-B 2", "+b 2"], [])


def test_patterns_that_fit_stay_folded_beside_a_difference(difference: Difference) -> None:
    assert difference(LS, "# ls", "...", r"b \d (re)", r"c \d\d (re)") == ([r"-c \d\d (re)", "+c 3"], [])


def test_missing_and_surplus_lines_are_differences(difference: Difference) -> None:
    assert difference(LS, "# ls", "a 1", "c 3") == (["+b 2"], [])
    assert difference(LS, "# ls", "a 1", "b 2", "b 3", "c 3") == (["-b 3"], [])


def test_an_elision_does_not_hide_a_line_that_never_came(difference: Difference) -> None:
    assert difference(LS, "# ls", "...", "z") == (["-z"], [])


def test_another_exit_status_is_a_difference(difference: Difference) -> None:
    plays = {"false": [(0, "end", 1)]}
    assert difference(plays, "# false", "[1]") == ([], [])
    assert difference(plays, "# false") == (["+[1]"], [])
    assert difference({}, "# true", "[0]") == ([], [])
    assert difference({}, "# true", "[1]") == (["-[1]"], [])


def test_a_command_that_is_not_blocked_is_a_difference(difference: Difference) -> None:
    plays = {"rmmod x": [(0, "wait", "kthread_stop")]}
    assert difference(plays, "# rmmod x", "[blocked]") == ([], [])
    assert difference(plays, "# rmmod x", "[blocked: kthread_stop]") == ([], [])
    assert difference(plays, "# rmmod x", "[blocked: msleep]") == (
        ["-[blocked: msleep]", "+[blocked: kthread_stop]"],
        [],
    )
    assert difference({}, "# true", "[blocked]") == (["-[blocked]"], [])


def test_a_command_that_never_returns_fails_and_says_where_it_waits(difference: Difference) -> None:
    plays = {"rmmod x": [(0, "wait", "kthread_stop")]}
    assert difference(plays, "# rmmod x") == (
        ["+[blocked: kthread_stop]"],
        ["story.ksh.md:2: no prompt on terminal 1: the command waits in kthread_stop"],
    )


def test_a_wait_that_is_not_fulfilled_fails(difference: Difference) -> None:
    complaints = ["story.ksh.md:2: no line that matches /never/ in 0.5s"]
    assert difference({}, "% wait /never/ 0.5s") == ([], complaints)


def test_a_wait_takes_a_trailer_only_where_one_is_written(difference: Difference) -> None:
    plays = {"slow": [(0, "wait", "msleep"), (10, "end", 4)]}
    lines = ["# slow", "[blocked]", "% wait 1s", "% wait 1s", "[blocked]", "% wait prompt"]
    assert difference(plays, *lines) == ([], [])
    assert difference(plays, *lines, "[4]") == ([], [])
    assert difference(plays, *lines, "[5]") == (["-[5]", "+[4]"], [])


def test_what_other_terminals_hold_is_compared_where_the_file_has_it(difference: Difference) -> None:
    plays = {"ping": [(0, "end", 0), (2, "say", "pong\n")]}
    assert difference(plays, "(t2)# ping", "% wait 5s") == ([], [])
    assert difference(plays, "(t2)# ping", "% wait 5s", "(t2)...", "ping") == (["-ping", "+pong"], [])


def test_a_capture_must_come_again_as_it_was(difference: Difference) -> None:
    plays = {"ps": [(0, "say", "7 x\n8 x\n"), (0, "end", 0)]}
    assert difference(plays, "# ps", r"[[PID:\d+]] x", "8 x", "# ps", "[[PID]] x", "...") == ([], [])
    assert difference(plays, "# ps", r"[[PID:\d+]] x", "[[PID]] x") == (["-[[PID]] x", "+8 x"], [])


def test_a_capture_may_be_defined_again(difference: Difference) -> None:
    plays = {"ps": [(0, "say", "7 x\n8 x\n"), (0, "end", 0)]}
    lines = ["# ps", r"[[PID:\d+]] x", r"[[PID:\d+]] x", "# ps", "7 x", "[[PID]] x"]
    assert difference(plays, *lines) == ([], [])


def test_a_line_without_end_differs_from_one_with(difference: Difference) -> None:
    plays = {"printf x": [(0, "say", "x"), (0, "end", 0)]}
    assert difference(plays, "# printf x", "x (no-eol)") == ([], [])
    assert difference(plays, "# printf x", "[..] (no-eol)") == ([], [])
    assert difference(plays, "# printf x", "x") == (["-x", "+x (no-eol)"], [])


def test_what_run_prints_passes_check(difference: Difference, shown: Difference) -> None:
    text = "# no\n[1]\n...\n> a\n\x1b[1m\\\n\n[[PID]]\nx (re)\n"
    plays = {"cat": [(0, "say", text), (0, "end", 2)], "rmmod": [(0, "wait", "msleep")]}
    lines, _ = shown(plays, "# cat", "# rmmod", "[blocked]", "% key C-c")
    assert difference(plays, *lines) == ([], [])
