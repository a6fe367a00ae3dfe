"""How a transcript is read: each row of the format's table, and what is refused."""

import re

import pytest
from pygments.lexers import get_lexer_by_name

from kshell.transcript.actions import Action, Close, Command, Key, Rest, Type, Wait, WaitLine, WaitPrompt
from kshell.transcript.errors import TranscriptError
from kshell.transcript.format import parse, print_transcript
from kshell.transcript.front import Front
from kshell.transcript.steps import Step

S = 1_000_000_000


def block(*lines: str) -> str:
    return "\n".join(["```console", *lines, "```"])


def step(*lines: str) -> Step:
    (only,) = parse(block(*lines)).steps
    return only


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("# insmod hello.ko", Command(1, "root", ("insmod hello.ko",))),
        ("$ id", Command(1, "user", ("id",))),
        ("(t2)# ps", Command(2, "root", ("ps",))),
        ("(t12)$ ps", Command(12, "user", ("ps",))),
        ("#  two", Command(1, "root", (" two",))),
        ("# ", Command(1, "root", ("",))),
        ("% wait 5s", Wait(1, 5 * S)),
        ("% wait 0.28s", Wait(1, 280_000_000)),
        ("% wait 250ms", Wait(1, 250_000_000)),
        ("% wait 2min", Wait(1, 120 * S)),
        ("% wait (t2) 5s", Wait(2, 5 * S)),
        ("% wait /blocked for more/ 300s", WaitLine(1, "blocked for more", 300 * S)),
        (r"% wait /<\x2fTASK>/", WaitLine(1, r"<\x2fTASK>", None)),
        ("% wait (t2) prompt 20s", WaitPrompt(2, 20 * S)),
        ("% wait prompt", WaitPrompt(1, None)),
        ("% key C-c", Key(1, "C-c")),
        ("% key (t2) C-z", Key(2, "C-z")),
        (r"% key C-\ ".strip(), Key(1, "C-\\")),
        ("% type yes", Type(1, "yes")),
        ("% type (t2)  yes ", Type(2, " yes ")),
        ("% type", Type(1, "")),
        ("% type (t2)", Type(2, "")),
        ("% close t2", Close(2)),
        ("(t2)...", Rest(2)),
    ],
)
def test_a_step_is_read(line: str, action: Action) -> None:
    if line == "% type":
        line = "% type "
    assert step(line, "out").action == action
    assert step(line, "out").output == ("out",)


def test_a_command_is_continued_behind_a_bracket() -> None:
    command = step("# cat <<E", "> a", ">", "> E", "a", "> b")
    assert command.action == Command(1, "root", ("cat <<E", "a", "", "E"))
    assert command.output == ("a", "> b")


@pytest.mark.parametrize("trailer", ["[1]", "[127]", "[blocked]", "[blocked: kthread_stop]"])
def test_only_the_last_line_is_a_trailer(trailer: str) -> None:
    assert (step("# x", "a", trailer).output, step("# x", "a", trailer).trailer) == (("a",), trailer)
    assert (step("# x", trailer, "a").output, step("# x", trailer, "a").trailer) == ((trailer, "a"), "")


@pytest.mark.parametrize("line", ["#x", "#", "%", "%x", "(t2)", "(t2) # x", " # x", "## x", "> x", "(t2)....", "[1] x"])
def test_other_lines_are_output(line: str) -> None:
    assert step("# cmd", "first", line).output == ("first", line)


def test_settings_are_read() -> None:
    front = [
        "kernel: 6.1",
        "cpus: 4",
        "boot: panic=-1 oops=panic",
        "",
        "columns: 160",
        "limit: 30s",
        "modules: mine ../theirs",
        "seed: 0",
    ]
    assert parse("\n".join(["---", *front, "---", "# title"])).front == Front(
        "6.1", 4, "panic=-1 oops=panic", 160, 30 * S, ("mine", "../theirs"), 0
    )
    assert parse("# title").front == Front("article", 2, "", 80, 300 * S, (), 0)


def test_a_fence_with_a_name_is_a_file() -> None:
    transcript = parse("````python file=hang.py\nx = 1\n\n```\n````\n```sh\nls\n```\n  ~~~ file=a.conf\n   a\n  ~~~")
    assert [tuple(file) for file in transcript.files] == [("hang.py", "x = 1\n\n```\n"), ("a.conf", " a\n")]


def test_only_console_fences_hold_steps() -> None:
    text = "```\n# a\n```\n```sh\n# b\n```\n```console hide\n# c\n```\n~~~console\n# d\n~~~\n````x\n```console\n````"
    assert [s.action for s in parse(text).steps] == [Command(1, "root", ("c",)), Command(1, "root", ("d",))]


def test_headings_cut_the_steps_into_sections() -> None:
    first, second = "```console\n# a\n```", "```console\n# b\n% key C-c\n```"
    text = f"{first}\n# One #\n#no heading\n    # nor this\n## Empty\n### \n{second}\n####### x"
    assert [(section.title, section.line, len(section.steps)) for section in parse(text).sections] == [
        ("", 0, 1), ("", 8, 2),
    ]  # fmt: skip
    assert [(heading.line, heading.level, heading.title) for heading in parse(text).headings] == [
        (4, 1, "One"), (7, 2, "Empty"), (8, 3, ""),
    ]  # fmt: skip


def test_a_hidden_block_is_run_but_not_shown() -> None:
    hidden, shown = parse("```console hide\n# a\n```\n```console\n# b\n```").steps
    assert (hidden.hidden, shown.hidden) == (True, False)


def test_an_indented_fence_indents_its_lines() -> None:
    text = "1. Load it:\n\n   ```console\n   # cat\n    a\n\n   [1]\n   ```\n"
    (cat,) = parse(text).steps
    assert (cat.output, cat.trailer) == ((" a", ""), "[1]")
    assert print_transcript(parse(text)) == text


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (
            "---\nkernal: 6.1\n---",
            "f:2: unknown setting 'kernal': there are kernel, cpus, boot, columns, limit, modules, seed",
        ),
        ("---\nkernel: 5.10\n---", "f:2: kernel: '5.10' is none of article, 6.1"),
        ("---\n\ncpus: 0\n---", "f:3: cpus: '0' is no positive number"),
        ("---\ncpus: two\n---", "f:2: cpus: 'two' is no positive number"),
        ("---\nseed: x\n---", "f:2: seed: 'x' is no number"),
        ("---\nlimit: 5\n---", "f:2: limit: '5' is no duration: write it as 5s, 0.28s, 250ms or 2min"),
        ("---\ncpus: 1\ncpus: 2\n---", "f:3: 'cpus' is set twice"),
        ("---\ncpus\n---", "f:2: not a setting: 'cpus'; write 'key: value'"),
        ("---\ncpus: 1\n", "f:1: unclosed front matter: end it with a line '---'"),
        ("a\n```console\n# ls\n", "f:2: unclosed fence: end it with a line '```'"),
        ("a\n\n~~~~\n~~~\n", "f:3: unclosed fence: end it with a line '~~~~'"),
        ("```console shown\n```", "f:1: unknown word 'shown' behind 'console': there is only 'hide'"),
        ("```console\nls\n```", "f:2: output before any command: begin with '# cmd', '$ cmd' or '% wait'"),
        ("```console\n\n% sleep 5s\n```", "f:3: unknown directive '% sleep': there are % wait, % key, % type, % close"),
        (
            "```console\n% wait\n```",
            "f:2: write '% wait 5s', '% wait /regex/ 300s' (a / in it as \\x2f) or '% wait (t2) prompt 20s'",
        ),
        ("```console\n% wait /a/b/ 5s\n```", "f:2: write '% wait 5s',"),
        ("```console\n% wait 5 s\n```", "f:2: write '% wait 5s',"),
        ("```console\n% wait 5m\n```", "f:2: '5m' is no duration: write it as 5s, 0.28s, 250ms or 2min"),
        ("```console\n% wait /(/ 5s\n```", "f:2: bad regular expression: missing ), unterminated subpattern"),
        ("```console\n% key ^C\n```", "f:2: unknown key '^C': write '% key C-c' or '% key (t2) C-z'"),
        ("```console\n% close 2\n```", "f:2: write '% close t2'"),
        ("```console\n(t0)# ls\n```", "f:2: no terminal t0: there are t1 to t63"),
        ("```console\n# a\n> b\nc\n( (re)\n```", "f:5: bad regular expression: missing ), unterminated subpattern"),
        ("```console\n# a\n\\q (esc)\n```", "f:3: \\q is no escape; a backslash is written \\\\"),
        ("```console\n# kill [[PID]]\n```", "f:2: capture PID is used before it is defined: write [[PID:regex]] above"),
        ("```console\n# a\n> [[B]]\n```", "f:3: capture B is used before it is defined"),
        ("```console\n# a\n[[B]]\n[[B:x]]\n```", "f:3: capture B is used before it is defined"),
        ("```console\n# a\n[[B]] [[B:x]]\n```", "f:3: capture B is used before it is defined"),
        ("```console\n% type [[B]]\n```", "f:2: capture B is used before it is defined"),
        ("```console\n% wait /[[B]]/ 1s\n```", "f:2: capture B is used before it is defined"),
        ("```py file=\n```", "f:1: file=: write the name of a file in the working directory"),
        ("```py file=../x\n```", "f:1: file=../x: write the name of a file in the working directory"),
        ("```py file=x\n```\n```py file=x\n```", "f:3: file=x: there is one of this name already"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, error: str) -> None:
    with pytest.raises(TranscriptError, match="^" + re.escape(error)):
        parse(text, "f")


def test_a_capture_can_be_used_below_its_definition() -> None:
    text = block("# a", "[[B:x]] [[B]]", "[[B]]", "# [[B]]", "> [[B]]", "% wait /[[B]]/ 1s", "% type [[B]]", "[[B]]")
    assert len(parse(text).steps) == 4


def test_a_console_block_is_coloured_as_a_session_by_pygments() -> None:
    text = "# insmod a.ko\nout\n(t2)$ id\n% key C-c\n^C\n"
    tokens = [(str(kind).rpartition(".")[2], text) for kind, text in get_lexer_by_name("console").get_tokens(text)]
    assert [text for kind, text in tokens if kind == "Prompt"] == ["# ", "$ ", "% "]
    assert [text for kind, text in tokens if kind == "Output"] == ["out\n", "^C\n"]
