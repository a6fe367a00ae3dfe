"""kshell record --from: the log of a session on a real machine becomes a draft that parses."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kshell import cli
from kshell.transcript.actions import Command, Wait, WaitLine
from kshell.transcript.draft.draft import draft
from kshell.transcript.draft.events import Event, Log, UnreadableLog
from kshell.transcript.draft.log import read_log
from kshell.transcript.run import load
from kshell.transcript.steps import Step

ON, OFF = "\x1b[?2004h", "\x1b[?2004l\r"
PROMPT = f"{ON}root@vm:~# "
ROOT = Path(__file__).parents[2]


def at(seconds: float, text: str, kind: str = "o") -> Event:
    return Event(round(seconds * 1e9), kind, text)


def steps(*events: Event, columns: int = 80, timed: bool = True, prompt: str = "") -> str:
    """The steps of the draft that is made of a log."""
    text = draft("a.log", Log(columns, 24, events, timed), re.compile(prompt) if prompt else None)
    return text.partition("```console\n")[2].rpartition("```")[0]


def test_commands_and_what_they_showed() -> None:
    log = (
        f"{PROMPT}echo one\r\n{OFF}one\r\n{PROMPT}false\r\n{OFF}{PROMPT}printf x\r\n{OFF}x{PROMPT}exit\r\n{OFF}exit\r\n"
    )
    assert steps(at(0, log)) == "# echo one\none\n# false\n# printf x\nx (no-eol)\n"


def test_what_was_edited_is_one_line_as_it_was_entered() -> None:
    wrapped = "echo " + "x" * 70
    edited = "ecko\b\x1b[K\b\x1b[Kho one\b\b\b\x1b[1@t\x1b[C\x1b[C\x1b[C"
    log = f"{PROMPT}{edited}\r\n{OFF}{PROMPT}{wrapped[:69]} \r{wrapped[69:]}\r\n{OFF}{PROMPT}"
    assert steps(at(0, log)) == f"# echo tone\n# {wrapped}\n"


def test_colours_titles_and_programs_that_fill_the_screen_are_rendered_away() -> None:
    log = (
        f"\x1b]0;title\x07{PROMPT}ls\r\n{OFF}\x1b[0m\x1b[01;34mabi\x1b[0m\tdev\r\n{PROMPT}less x\r\n{OFF}"
        f"\x1b[?1049h\x1b[H\x1b[2Jroot@vm:~# not typed\r\n\x1b[?1049l{PROMPT}clear\r\n{OFF}"
        f"\x1b[H\x1b[2J\x1b[3J{PROMPT}id\r\n{OFF}{PROMPT}"
    )
    assert steps(at(0, log)) == "# ls\nabi     dev\n# less x\n# clear\n# id\n"


def test_lines_of_one_command_and_lines_that_were_given_up() -> None:
    loop = f"{PROMPT}for i in 1; do\r\n{OFF}{ON}> echo $i\r\n{OFF}{ON}> done\r\n{OFF}1\r\n"
    log = f"{loop}{PROMPT}never^C{OFF}{ON}{OFF}\r\n{PROMPT}"
    assert steps(at(0, log)) == "# for i in 1; do\n> echo $i\n> done\n1\n"


def test_waits_come_from_the_times_and_a_key_from_its_echo() -> None:
    assert (
        steps(
            at(0, PROMPT),
            at(1, f"sleep 9\r\n{OFF}"),
            at(4, f"^C\r\n{PROMPT}"),
            at(7.26, f"id\r\n{OFF}"),
            at(7.3, PROMPT),
        )
        == "# sleep 9\n[blocked]\n% wait 3s\n% key C-c\n^C\n% wait 3.3s\n# id\n"
    )


def test_messages_of_the_kernel_at_a_prompt_belong_to_a_wait() -> None:
    events = (
        at(0, "root@vm:~# "),
        at(1, "insmod a.ko\r\n"),
        at(1.1, "root@vm:~# "),
        at(6, "[   12.345678] a: at ffffffffc0123000 +0x1d/0x30\r\n"),
        at(7, "\r\nroot@vm:~# "),
        at(9, "rmmod a\r\n"),
        at(9.1, "root@vm:~# "),
    )
    assert steps(*events) == "# insmod a.ko\n% wait 7.9s\n[..] a: at [..] [..]\n# rmmod a\n"


@pytest.mark.parametrize("prompt", ["root@vm:~# ", PROMPT])
def test_what_is_typed_below_messages_at_a_prompt_is_a_command(prompt: str) -> None:
    messages = "[   12.345678] a: one\r\n[   17.345678] a: two\r\n"
    off = OFF if prompt == PROMPT else ""
    first, last = f"{prompt}insmod a.ko\r\n{off}{prompt}", f"rmmod a\r\n{off}bye\r\n{prompt}"
    assert (
        steps(at(0, first), at(5, messages), at(8, last))
        == "# insmod a.ko\n% wait 8s\n[..] a: one\n[..] a: two\n# rmmod a\nbye\n"
    )


@pytest.mark.parametrize(
    "prompt", ["root@vm:~# ", "[root@vm ~]# ", "bash-5.2# ", "/ # ", "# ", "(venv) root@vm:/tmp# "]
)
def test_prompts_are_recognised_where_no_shell_marks_them(prompt: str) -> None:
    log = f"{prompt}echo one\r\none\r\n{prompt}printf x\r\nx{prompt}if :; then\r\n> id; fi\r\nroot\r\n{prompt}"
    assert steps(at(0, log)).startswith("# echo one\none\n# printf x\n")
    assert steps(at(0, log)).endswith("# if :; then\n> id; fi\nroot\n")


def test_a_user_a_prompt_of_ones_own_and_a_log_without_any() -> None:
    assert steps(at(0, "ann@vm:~$ id -un\r\nann\r\nann@vm:~$ ")) == "$ id -un\nann\n"
    assert steps(at(0, "me> id\r\nme\r\nme> "), prompt="me> ") == "$ id\nme\n"
    with pytest.raises(UnreadableLog, match=r"a\.log: there is no prompt in it such as .* --prompt REGEX"):
        steps(at(0, "me> id\r\nme\r\nme> "))


def test_what_was_typed_for_programs_is_there_if_it_was_logged() -> None:
    events = (
        at(0, PROMPT),
        at(1, "cat\r", "i"),
        at(1, f"cat\r\n{OFF}"),
        at(2, "h", "i"),
        at(2, "h"),
        at(2.1, "i\r", "i"),
        at(2.1, "i\r\nhi\r\n"),
        at(5, "\x04", "i"),
        at(5, PROMPT),
    )
    assert steps(*events) == "# cat\n[blocked]\n% wait 1s\n% type hi\nhi\nhi\n% wait 3s\n% key C-d\n"


def test_pids_that_are_typed_later_become_captures() -> None:
    log = f"{PROMPT}sleep 9 &\r\n{OFF}[1] 4711\r\n{PROMPT}kill 4711\r\n{OFF}"
    log += f"{PROMPT}ps -o pid,comm\r\n{OFF}  99 ps\r\n{PROMPT}"
    assert steps(at(0, log)) == "# sleep 9 &\n[1] [[PID:\\d+]]\n# kill [[PID]]\n# ps -o pid,comm\n  99 ps\n"


def test_what_looks_like_a_transcript_is_escaped() -> None:
    log = f"{PROMPT}echo [[PID]]\r\n{OFF}[[PID]]\r\n{PROMPT}cat x\r\n{OFF}# a comment\r\n...\r\n```\r\n[1]\r\n{PROMPT}"
    assert "# echo [\\[PID]]\n" in steps(at(0, log))
    assert "\\x23 a comment (esc)\n" in steps(at(0, log))


def test_markers_become_headings() -> None:
    text = draft(
        "a.cast", Log(100, 24, (at(0, "One", "m"), at(0, f"{PROMPT}id\r\n{OFF}"), at(1, "Two", "m"), at(1, PROMPT)))
    )
    assert text.startswith("---\nkernel: 6.1\ncolumns: 100\n---\n# A draft of a.cast\n")
    assert "\n## One\n\n```console\n# id\n```\n" in text
    assert "has not been run. Check by hand:\n\n- A log tells no exit status" in text


# -- files


@pytest.fixture
def made(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Make a draft; its text, or what is said."""

    def make(data: str | bytes, *args: str, timing: str | None = None) -> str:
        log, out = tmp_path / "a.log", tmp_path / "out.ksh.md"
        log.write_bytes(data.encode() if isinstance(data, str) else data)
        if timing is not None:
            (tmp_path / "a.tm").write_text(timing)
            args = (*args, "--timing", str(tmp_path / "a.tm"))
        out.unlink(missing_ok=True)
        status = cli.main(["record", "--from", str(log), *args, str(out)])
        said = capfd.readouterr().err
        assert (status == 0) == out.exists()
        return said.replace(f"{tmp_path}/", "") if status else out.read_text()

    return make


CAST = [[0.0, "o", PROMPT], [0.5, "o", f"id\r\n{OFF}"], [0.5, "o", PROMPT], [3.0, "o", f"ls\r\n{OFF}{PROMPT}"]]


def test_asciicasts_of_all_versions_are_read(made: Callable[..., str]) -> None:
    two = [json.dumps({"version": 2, "width": 80, "height": 24}), *map(json.dumps, CAST)]
    three = [json.dumps({"version": 3, "term": {"cols": 80, "rows": 24}}), "# a comment"]
    for entry, before in zip(CAST, [0.0, *(entry[0] for entry in CAST)], strict=False):
        three.append(json.dumps([entry[0] - before, *entry[1:]]))  # type: ignore[operator]  # numbers come first
    delays = [[entry[0] - before, entry[2]] for entry, before in zip(CAST, [0.0, *(e[0] for e in CAST)], strict=False)]  # type: ignore[operator]
    one = json.dumps({"version": 1, "width": 80, "height": 24, "stdout": delays}, indent=1)
    expected = "```console\n# id\n% wait 2.5s\n# ls\n```\n"
    for data in ("\n".join(two) + "\n", "\n".join(two) + '\n[3.5, "o"', "\n".join(three), one):
        assert made(data).endswith(expected)


HEAD = 'Script started on 2026-11-24 19:00:54+00:00 [TERM="xterm" TTY="/dev/pts/0" COLUMNS="90" LINES="24"]\n'
DONE = '\nScript done on 2026-11-24 19:01:14+00:00 [COMMAND_EXIT_CODE="0"]\n'
SCRIPT = f"{HEAD}{PROMPT}id\r\n{OFF}{PROMPT}exit\r\n{OFF}exit\r\n{DONE}"


def test_typescripts_are_read_with_their_times_and_without(made: Callable[..., str]) -> None:
    body = SCRIPT.removeprefix(HEAD).removesuffix(DONE)
    first = body.index("exit")
    classic = f"0.100000 {len(PROMPT)}\n2.500000 {first - len(PROMPT)}\n1.000000 {len(body) - first}\n"
    advanced = "H 0.000000 OUTPUT_LOG a.log\n" + re.sub("^", "O ", classic, flags=re.MULTILINE).removesuffix("O ")
    assert made(SCRIPT).endswith("\n```console\n# id\n```\n")
    assert "columns: 90\n" in made(SCRIPT)
    assert "- The log has no times" in made(SCRIPT)
    for timing in (classic, advanced):
        assert made(SCRIPT, timing=timing).endswith("\n```console\n# id\n```\n")
        assert "no times" not in made(SCRIPT, timing=timing)


@pytest.mark.parametrize(
    ("data", "args", "said"),
    [
        ("", {}, "kshell: record: a.log: there is nothing in it\n"),
        (b"\x1f\x8b\x08abc", {}, "kshell: record: a.log: is compressed: gunzip it first\n"),
        (b"ab\0cd", {}, "kshell: record: a.log: neither typescript nor asciicast: there are NUL bytes in it\n"),
        ("just text\n", {}, "kshell: record: a.log: there is no prompt in it such as 'root@host:~# ': "
         "say what it is like with --prompt REGEX\n"),
        ('{"version": 4}\n', {}, "kshell: record: a.log: asciicast version 4: 1, 2 and 3 can be read\n"),
        ('{"a": 1}\n', {}, "kshell: record: a.log: neither typescript nor asciicast\n"),
        ('{"version": 2}\n', {}, "kshell: record: a.log:1: the header has no width and height\n"),
        ('{"version": 2, "width": 80, "height": 24}\n[1, "o"]\n[2, "o", "x"]\n', {},
         'kshell: record: a.log:2: not an event such as [1.5, "o", "text"]: [1, "o"]\n'),
        ('{"version": 2, "width": 80, "height": 24}\n', {"timing": ""},
         "kshell: record: a.log: is an asciicast, which has its times itself: leave --timing out\n"),
        (SCRIPT, {"timing": "what\n"}, "kshell: record: a.tm:1: not a line of script's timing file: what\n"),
        (SCRIPT, {"timing": "0.1 9999\n"},
         "kshell: record: a.tm: is of another log: it tells of 9999 bytes, and a.log has "
         f"{len(SCRIPT) - len(HEAD) - len(DONE)}\n"),
    ],
)  # fmt: skip
def test_a_log_that_cannot_be_read(
    made: Callable[..., str], data: str | bytes, args: dict[str, str], said: str
) -> None:
    assert made(data, **args) == said


def test_wrong_usage_and_files_that_are_there_or_not(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log, out = tmp_path / "a.log", tmp_path / "out.ksh.md"
    assert cli.main(["record", "--from", str(log), str(out)]) == 1
    assert capfd.readouterr().err == f"kshell: {log}: No such file or directory\n"
    log.write_text(SCRIPT)
    out.write_text("mine")
    assert cli.main(["record", "--from", str(log), str(out)]) == 1
    assert capfd.readouterr().err == f"kshell: {out}: File exists\n"
    assert cli.main(["record", f"--from={log}", "-"]) == 0
    assert capfd.readouterr().out.endswith("```console\n# id\n```\n")
    assert cli.main(["record", "--from", str(log)]) == 2
    assert cli.main(["record", "--from", str(log), "--prompt", "(", "-"]) == 2
    assert "--prompt: bad regular expression" in capfd.readouterr().err


pieces = [
    PROMPT,
    OFF,
    ON,
    "root@vm:~# ",
    "id",
    "\r\n",
    "\r",
    "\b",
    "\x1b[",
    "2;5H",
    "\x1b[2J",
    "\x1b[3;9r",
    "^C",
    "\x1b[K",
]
pieces += ["\x1b[?1049h", "\x1b[?1049l", "terminal 2", "```", "[1]", "x" * 90, "> ", "\x1b]0;", "漢", "é", "e\u0301"]
texts = st.text() | st.lists(st.sampled_from(pieces)).map("".join)
kinds = st.sampled_from(["o", "o", "o", "i", "m"])


@given(st.lists(st.tuples(kinds, texts), max_size=6), st.booleans())
def test_every_log_is_drafted_or_refused(logged: list[tuple[str, str]], timed: bool) -> None:
    events = tuple(at(n, text, kind) for n, (kind, text) in enumerate(logged))
    try:
        assert draft("a.log", Log(80, 24, events, timed)).startswith("---\n")
    except UnreadableLog as error:
        assert "no prompt" in str(error)


# -- there and back


def heads(path: Path) -> list[str]:
    """The steps of a transcript in a few words: captures are all called PID, and a wait is a wait."""

    def head(step: Step) -> str:
        if isinstance(step.action, Wait | WaitLine):
            return "% wait"
        return re.sub(r"\[\[[A-Z0-9]+\]\]", "[[PID]]", "\n".join(step.head))

    return [head(step) for step in load(str(path)).steps if not step.hidden]


@pytest.mark.parametrize("version", ["2", "3"])
@pytest.mark.parametrize("name", ["2-should-stop", "3-signal", "3-signal-on-6.1", "4-crash", "5-results", "1-hang"])
def test_an_exported_film_gives_the_steps_again(tmp_path: Path, version: str, name: str) -> None:
    story, film, out = ROOT / "tests" / "transcripts" / f"{name}.ksh.md", tmp_path / "a.cast", tmp_path / "b.ksh.md"
    pace = ("--key", "0s", "--reading", "0s", "--max-idle", "1000s", "--max-wait", "1000s")
    assert cli.main(["export", "--format", f"asciicast-v{version}", *pace, "-o", str(film), str(story)]) == 0
    assert cli.main(["record", "--from", str(film), str(out)]) == 0
    expected = [head for head in heads(story) if not head.startswith("% type")]
    assert heads(out) == expected
    commands = [step for step in load(str(out)).steps if isinstance(step.action, Command) and step.output]
    assert commands


@pytest.mark.skipif(shutil.which("script") is None, reason="there is no script(1)")
def test_a_session_that_script_has_logged(tmp_path: Path) -> None:
    log, timing = tmp_path / "typescript", tmp_path / "timing"
    env = {"TERM": "xterm", "PATH": "/usr/bin:/bin", "PS1": "# ", "HISTFILE": "/dev/null", "LANG": "C.UTF-8"}
    shell = pexpect.spawn("script", ["-q", "-c", "bash --norc --noprofile -i", "-T", str(timing), str(log)], env=env)
    for line in ("echo one", "for i in 1 2; do", "echo $i; done", "exit"):
        shell.expect_exact(["# ", "> "])
        shell.send(line + "\r")
    shell.expect(pexpect.EOF)
    shell.close()
    read = draft("typescript", read_log(str(log), str(timing)))
    assert read.endswith("```console\n# echo one\none\n# for i in 1 2; do\n> echo $i; done\n1\n2\n```\n")
