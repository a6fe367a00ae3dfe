"""The line that is edited: its colours, hints for what is not known, and commands over several lines."""

from itertools import groupby
from pathlib import Path

import pytest
from prompt_toolkit.document import Document

from kshell.frontend.colours import ShellLexer
from kshell.frontend.meant import Hints, argument, suggestion
from kshell.frontend.unfinished import as_shown, is_open, single_command
from kshell.machine.surroundings import Surroundings
from tests.frontend.test_completion import Person


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Person:
    folder: Path = tmp_path_factory.mktemp("modules")
    return Person(folder)


def styled(person: Person, text: str) -> list[tuple[str, str]]:
    """(style, text) of all that has a style, in order."""
    line = ShellLexer(lambda: Surroundings(person.terminal)).lex_document(Document(text))
    characters = [(style, c) for number in range(text.count("\n") + 1) for style, c, *_ in line(number)]
    groups = groupby(characters, key=lambda character: character[0])
    return [(style.removeprefix("class:line."), "".join(c for _, c in group)) for style, group in groups if style]


def test_commands_strings_variables_and_comments(person: Person) -> None:
    assert styled(person, "lsmod | grep -v 'a b' \"$x\" $HOME >out # all") == [
        ("command", "lsmod"), ("operator", "|"), ("command", "grep"), ("string", "'a b'"), ("string", '"$x"'),
        ("variable", "$HOME"), ("operator", ">"), ("comment", "# all"),
    ]  # fmt: skip
    assert styled(person, "if true; then x=$y /usr/bin/true; fi") == [
        ("keyword", "if"), ("command", "true"), ("operator", ";"), ("keyword", "then"), ("variable", "$y"),
        ("command", "/usr/bin/true"), ("operator", ";"), ("keyword", "fi"),
    ]  # fmt: skip


def test_what_is_not_known_is_told_when_it_cannot_become_a_command(person: Person) -> None:
    assert styled(person, "lsmo") == []
    assert styled(person, "lsmo ") == [("unknown", "lsmo")]
    assert styled(person, "xyzzy") == [("unknown", "xyzzy")]
    assert styled(person, "./xyzzy ") == [("unknown", "./xyzzy")]
    assert styled(person, "$PROGRAM x") == [("variable", "$PROGRAM")]


@pytest.mark.parametrize(
    "text", ["'", '"', "$(", "${", "`", "case", "for", "((", "[[ a", "a)", "&&", "<<E", "\\", "x=(", "\0"]
)
def test_a_line_that_is_not_whole_has_colours_too(person: Person, text: str) -> None:
    styled(person, text)
    styled(person, f"echo {text}")


def test_did_you_mean(person: Person) -> None:
    around = Surroundings(person.terminal)
    assert suggestion(around, "lsmdo", entered=True) == "lsmdo: did you mean lsmod?"
    assert suggestion(around, "true && insmdo hello.ko", entered=False) == "insmdo: did you mean insmod?"
    assert suggestion(around, "lsmdo", entered=False) == ""
    assert suggestion(around, "xyzzy ", entered=True) == ""
    assert suggestion(around, "lsmod", entered=True) == ""


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("insmod kthread_hnag.ko", "kthread_hnag.ko: did you mean kthread_hang.ko?"),
        ("insmod ./conuter.ko", "./conuter.ko: did you mean ./counter.ko?"),
        ("true; cat /etc/hostnmae", "/etc/hostnmae: did you mean /etc/hostname?"),
        ("modinfo helo.ko", "helo.ko: did you mean hello.ko?"),
        ("man kthread_sotp", "kthread_sotp: did you mean kthread_stop?"),
        ("help wake_up_proces", "wake_up_proces: did you mean wake_up_process?"),
        ("dmesg --folow", "--folow: did you mean --follow?"),
        ("kill -KLIL 1", "-KLIL: did you mean -KILL?"),
        (
            "sysctl kernel.hung_task_timeout_sec",
            "kernel.hung_task_timeout_sec: did you mean kernel.hung_task_timeout_secs?",
        ),
        ("rmmod hello", ""),
        ("cat nothing_like_it", ""),
        ("kill 99999", ""),
        ("ls $HOEM", ""),
    ],
)
def test_did_you_mean_for_arguments_of_what_has_failed(person: Person, line: str, hint: str) -> None:
    around = Surroundings(person.terminal)
    assert argument(around, line, failed=True) == hint
    assert argument(around, line, failed=False) == ""


def test_a_parameter_is_told_of_even_if_insmod_is_content(tmp_path: Path) -> None:
    person = Person(tmp_path)
    line = "insmod counter.ko cuont=3"
    person.run(line)
    hint = Hints().of(Surroundings(person.terminal), line, entered=True, status=person.terminal.status)
    assert hint == "cuont: did you mean count?"
    person.run("rmmod conuter")
    around = Surroundings(person.terminal)
    assert Hints().of(around, "rmmod conuter", entered=True, status=1) == "conuter: did you mean counter?"
    assert Hints().of(around, "rmmod conuter", entered=False, status=1) == ""


@pytest.mark.parametrize(
    "text", ["for i in 1 2; do", "echo 'a", "true |", "true &&", "echo $(ls", "f() {", "echo \\", "if true; then\nls"]
)
def test_more_must_follow(text: str) -> None:
    assert is_open(text)


@pytest.mark.parametrize("text", ["", "ls", "echo )", "# '", "echo \\\\", "cat <<E", "if true; then\nls\nfi"])
def test_no_more_need_follow(text: str) -> None:
    assert not is_open(text)


def test_lines_that_go_on_are_marked() -> None:
    assert as_shown("echo a\nfor i in 1; do\necho $i\ndone") == "echo a\nfor i in 1; do\n> echo $i\n> done"
    assert single_command("for i in 1; do\necho $i\ndone")
    assert not single_command("echo a\necho b")
    assert not single_command("echo a")
