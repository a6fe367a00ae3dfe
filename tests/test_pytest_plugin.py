"""The pytest plugin, in pytest runs of its own."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GOOD = "# One\n\n```console\n# x=1\n```\n\n# Two\n\n```console\n# echo $x\n1\n```\n"
BAD = GOOD.replace("$x\n1\n", "$x\n2\n")


@pytest.fixture
def course(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder with a transcript that passes, one that differs, and one that is wrong."""
    for name, text in (("good", GOOD), ("bad", BAD)):
        (pytester.path / f"{name}.ksh.md").write_text(text)
    (pytester.path / "README.md").write_text("```console\n# false\n```\n")
    return pytester


def test_each_file_is_a_test_and_a_failure_is_a_diff(course: pytest.Pytester) -> None:
    result = course.runpytest("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "bad.ksh.md:10: something else was shown",
            "    terminal 1, *: # echo $x",
            "@@ -8,6 +8,6 @@ # echo $x",
            "-2",
            "+1",
            "FAILED bad.ksh.md::bad.ksh.md*",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")


def test_each_heading_can_be_a_test(course: pytest.Pytester) -> None:
    course.makeini("[pytest]\nkshell_items = heading\n")
    course.runpytest().assert_outcomes(passed=3, failed=1)
    course.runpytest("-v", "bad.ksh.md::Two").stdout.fnmatch_lines(["bad.ksh.md::Two FAILED*"])
    course.runpytest("good.ksh.md::Two").assert_outcomes(passed=1)


def test_headings_of_one_name_are_told_apart(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nkshell_items = heading\n")
    (pytester.path / "s.ksh.md").write_text(GOOD.replace("Two", "One"))
    result = pytester.runpytest("--co", "-q")
    result.stdout.fnmatch_lines(["s.ksh.md::One (line 1)", "s.ksh.md::One (line 7)"])


def test_other_files_can_be_transcripts(course: pytest.Pytester) -> None:
    course.makeini("[pytest]\nkshell_files = README.md good.*\n")
    course.runpytest().assert_outcomes(passed=1, failed=1)


def test_a_wrong_transcript_is_an_error_with_a_caret(pytester: pytest.Pytester) -> None:
    (pytester.path / "s.ksh.md").write_text("```console\n% jump\n```\n")
    result = pytester.runpytest()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["s.ksh.md:2: unknown directive '% jump'*", "    % jump", "      ^~~~"])


def test_a_wrong_setting_is_refused(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nkshell_items = step\n")
    result = pytester.runpytest()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: kshell_items: 'step' is none of file, heading"])


def test_update_rewrites_what_differs(course: pytest.Pytester) -> None:
    course.makeini("[pytest]\nkshell_items = heading\nkshell_files = *.md\n")
    result = course.runpytest("--kshell-update")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["README.md: not updated, for what failed had passed before*"])
    assert (course.path / "bad.ksh.md").read_text() == GOOD
    assert (course.path / "README.md").read_text() == "```console\n# false\n```\n"


def test_the_tests_spread_over_workers(course: pytest.Pytester) -> None:
    course.makeini("[pytest]\nkshell_items = heading\n")
    course.runpytest_subprocess("-n", "2").assert_outcomes(passed=3, failed=1)


def test_the_fixture_is_a_machine_as_the_marker_says(pytester: pytest.Pytester) -> None:
    mine = pytester.mkdir("mine")
    (mine / "own.py").write_text(ROOT.joinpath("modules", "hello.py").read_text())
    pytester.makepyfile(
        """
        import pytest

        def test_plain(kshell):
            assert kshell.run("echo hello").output == "hello\\n"

        @pytest.mark.kshell(kernel="6.1", modules=["mine"])
        def test_own(kshell):
            assert kshell.machine.settings.kernel == "6.1"
            assert kshell.run("insmod own.ko").status == 0
        """
    )
    pytester.runpytest("--strict-markers").assert_outcomes(passed=2)


def test_the_page_about_testing_tells_the_truth(pytester: pytest.Pytester) -> None:
    page = ROOT.joinpath("docs", "testing.md").read_text()
    pytester.makepyfile(page.partition("```python\n")[2].partition("```\n")[0])
    (pytester.path / "exercise.md").write_text("```console\n# insmod own.ko\n...\n```\n")
    for name in ("ann", "bob"):
        folder = pytester.mkdir("submissions") if name == "ann" else pytester.path / "submissions"
        (folder / name).mkdir()
        (folder / name / "own.py").write_text(ROOT.joinpath("modules", "hello.py").read_text())
    pytester.runpytest("--strict-markers").assert_outcomes(passed=4)


def test_a_run_without_transcripts_does_not_load_kshell(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_nothing():
            assert [name for name in sys.modules if name.startswith("kshell.")] == ["kshell.pytest_plugin"]
        """
    )
    pytester.runpytest_subprocess().assert_outcomes(passed=1)
