"""kshell play without a window: every file can be performed to its end, and nothing strands the presenter."""

import asyncio
import random
from pathlib import Path

import pytest

from kshell.transcript.run import load
from tests.frontend.seat import Seat, performance

ROOT = Path(__file__).parents[2]
FILES = [
    *sorted((ROOT / "tests" / "transcripts").glob("*.ksh.md")),
    *(path for path in sorted([ROOT / "README.md", *(ROOT / "docs").glob("**/*.md")]) if load(str(path)).steps),
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_performed_to_its_end_as_it_is_written(path: Path) -> None:
    async def body(seat: Seat) -> None:
        while not seat.player.at_end:
            step = seat.player.cue
            await seat.enter()
            assert seat.player.says == "", f"{path}: {step}"
        assert "the end" in seat.bar

    performance(path, body)


STORY = """\
Before any heading.

```console
# insmod kthread_hang.ko
...
```

# The hang

```console
# rmmod kthread_hang
[..] Cleaning Up
[blocked: kthread_stop]
(t2)# ps -C rmmod -o stat=
D[..]
```

```console hide
(t2)# touch hidden
```

# The oops

```console
(t2)# insmod nullptr.ko
% wait /NULL pointer/ 5s
...
(t2)# ls hidden
hidden
```

# Afresh

```console
(t2)# reboot -f
# lsmod
...
Module                  Size  Used by
```
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.ksh.md"
    path.write_text(STORY)
    return path


def test_she_goes_back_out_of_a_hang_an_oops_and_a_reboot(story: Path) -> None:
    async def body(seat: Seat) -> None:
        await seat.type("b")
        assert "this is the beginning" in seat.bar
        for head in (step.head[0] for step in load(str(story)).steps if not step.hidden):
            await seat.enter()
            assert seat.player.says == ""
            await seat.elsewhere("b")
            assert seat.player.cue is not None
            assert seat.player.cue.step.head[0] == head
            await seat.enter()
            assert seat.player.says == ""
        assert seat.player.at_end
        assert seat.lines()[-3:-1] == ["root@kshell:~# lsmod", "Module                  Size  Used by"]

    performance(story, body)


def test_a_step_that_is_left_out_is_not_taken_when_she_goes_on_to_a_heading(story: Path) -> None:
    async def body(seat: Seat) -> None:
        await seat.type("s")
        await seat.enter()
        assert "something else was shown" in seat.player.says
        await seat.type("g")
        await seat.elsewhere("4")
        assert "7/8 Enter: (t2)# reboot -f" in seat.bar
        assert seat.lines(1)[:2] == [
            "root@kshell:~# rmmod kthread_hang",
            "rmmod: ERROR: Module kthread_hang is not currently loaded",
        ]
        await seat.elsewhere("g1")
        assert "1/8 Enter: # insmod" in seat.bar

    performance(story, body)


def test_every_heading_can_be_gone_to_from_every_step(story: Path) -> None:
    async def body(seat: Seat) -> None:
        for row, at in enumerate((0, 1, 4, 7), 1):
            for _ in range(2):
                await seat.elsewhere(f"g{row}")
                assert seat.player.at == at
                await seat.enter()
                assert seat.player.says == ""

    performance(story, body)


def test_what_is_typed_too_early_goes_nowhere(story: Path) -> None:
    async def body(seat: Seat) -> None:
        await seat.type("xyz\t\x7f\x04\x1b[A\x1b[200~bash\n\x1b[201~")
        assert seat.lines()[-1] == "root@kshell:~# "
        assert "! to type" in seat.bar
        await seat.enter()
        assert seat.player.says == ""

    performance(story, body)


def test_typing_is_hurried_held_left_and_taken_over(story: Path) -> None:
    async def body(seat: Seat) -> None:
        await seat.type("\r")
        await seat.until(lambda: seat.lines()[-1].endswith("# insm"), "the first keys")
        await seat.type(" ")
        held = seat.lines()[-1]
        assert "on hold" in seat.bar
        assert seat.lines()[-1] == held
        await seat.elsewhere("b")
        assert "1/8 Enter: # insmod" in seat.bar
        await seat.type("\r")
        await seat.until(lambda: seat.lines()[-1].endswith("# insm"), "the first keys")
        await seat.elsewhere("s")
        assert "2/8" in seat.bar
        await seat.type("\r")
        await seat.until(lambda: seat.lines()[-1].endswith("# rmmod k"), "the first keys")
        await seat.type("!")
        assert seat.lines()[-1].endswith("# rmmod k")
        assert "yours" in seat.bar
        await seat.type("\x03")
        await seat.until(lambda: not seat.player.hers, "the script")
        assert "3/8 Enter: (t2)# ps" in seat.bar

    performance(story, body, speed=0.5)


def test_she_types_lines_of_her_own_and_the_script_goes_on(story: Path) -> None:
    async def body(seat: Seat) -> None:
        await seat.enter()
        await seat.type("!for i in 1 2\rdo echo $i\rdone\r")
        await seat.until(lambda: not seat.player.hers, "the script")
        assert seat.lines()[-3:] == ["1", "2", "root@kshell:~# "]
        await seat.enter()
        assert seat.player.says == ""
        await seat.type("!\x03")
        assert "yours" in seat.bar  # nothing gives the prompt back
        await seat.type("\x0fn")
        assert "3/8 Enter: (t2)# ps" in seat.bar
        await seat.type("2!exit\r")
        await seat.until(lambda: not seat.player.hers, "the script")
        await seat.enter()
        assert seat.player.says == ""

    performance(story, body)


def test_a_key_for_a_command_and_a_console_of_her_own_work_though_time_stands_still(tmp_path: Path) -> None:
    path = tmp_path / "sleep.ksh.md"
    path.write_text("```console\n# sleep 100\n[blocked]\n# echo on\non\n```\n")

    async def body(seat: Seat) -> None:
        await seat.enter()
        await seat.type("\x03")
        await seat.until(lambda: seat.session.at_prompt, "the prompt")
        await seat.type("3")
        await seat.until(lambda: seat.session.shown == 3 and seat.session.at_prompt, "a prompt on the third console")
        await seat.type("!tty\r")
        await seat.until(lambda: seat.lines(3)[-2:] == ["/dev/tty3", "root@kshell:~# "], "her line")
        await seat.until(lambda: not seat.player.hers, "the script")
        await seat.enter()
        assert seat.session.shown == 1

    performance(path, body)


def test_a_file_that_goes_away_meanwhile_is_still_performed(story: Path) -> None:
    async def body(seat: Seat) -> None:
        await seat.enter()
        story.unlink()
        await seat.elsewhere("b")
        await seat.enter()
        assert seat.player.says == ""

    performance(story, body)


def test_when_going_back_fails_she_is_where_she_was(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def body(seat: Seat) -> None:
        await seat.enter()
        with monkeypatch.context() as patch:
            patch.setattr(seat.show, "scene", lambda taken, at: 1 // 0)
            await seat.type("b")
        assert "cannot go there: integer division" in seat.bar
        await seat.enter()
        assert seat.player.says == ""

    performance(story, body)


@pytest.mark.parametrize("text", ["", "Prose.\n", "# A heading\n\n```console hide\n# true\n```\n"])
def test_a_file_without_steps_is_at_its_end(tmp_path: Path, text: str) -> None:
    path = tmp_path / "empty.ksh.md"
    path.write_text(text)

    async def body(seat: Seat) -> None:
        assert "the end" in seat.bar
        await seat.type("bsg \x03")
        await seat.type("echo mine\r")
        await seat.until(lambda: seat.lines()[-2:] == ["mine", "root@kshell:~# "], "her own line")

    performance(path, body)


def test_behind_the_last_step_she_goes_on_by_hand_or_back(tmp_path: Path) -> None:
    path = tmp_path / "short.ksh.md"
    path.write_text("# Only this\n\n```console\n# echo one\none\n```\n")

    async def body(seat: Seat) -> None:
        await seat.enter()
        await seat.elsewhere("b")
        await seat.enter()
        await seat.elsewhere("g1")
        await seat.enter()
        await seat.type("lsmod; sleep 1\r")
        await seat.until(lambda: "Module                  Size  Used by" in seat.lines(), "her own line")
        assert "the end" in seat.bar
        await seat.elsewhere("\x0fu")
        assert "1/1 Enter: # echo one" in seat.bar

    performance(path, body)


def test_a_command_that_does_not_come_back_as_the_file_says_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "wrong.ksh.md"
    path.write_text(
        "```console\n# insmod kthread_hang.ko; rmmod kthread_hang\n...\n# echo now\nnow\n(t2)# echo there\nthere\n```\n"
    )

    async def body(seat: Seat) -> None:
        await seat.enter()
        assert "no prompt on terminal 1: the command waits in kthread_stop" in seat.bar
        await seat.enter()
        assert "no prompt on terminal 1" in seat.bar
        await seat.enter()
        assert seat.player.says == ""
        assert seat.player.at_end

    performance(path, body)


def test_a_machine_that_dies_or_is_switched_off_does_not_end_the_show(tmp_path: Path) -> None:
    path = tmp_path / "dead.ksh.md"
    crash, off = "echo c > /proc/sysrq-trigger", "echo o > /proc/sysrq-trigger"
    path.write_text(
        f"```console\n# {crash}\n...\n[blocked]\n# echo one\none\n# {off}\n[blocked]\n# exit\n# echo on\non\n```\n"
    )

    async def body(seat: Seat) -> None:
        await seat.enter()
        assert seat.player.says == ""
        assert "the machine is dead (panic)" in seat.bar
        assert "panic: ^O q leaves" in seat.toolbar
        await seat.enter()
        assert "no prompt on terminal 1: the machine is dead (panic)" in seat.bar
        await seat.type("!\r")
        await seat.until(lambda: seat.session.at_prompt and not seat.player.hers, "the machine to boot")
        await seat.enter()
        assert seat.session.machine.dead == "poweroff"
        await seat.type("!\r")
        await seat.until(lambda: seat.session.at_prompt and not seat.player.hers, "the machine to boot")
        await seat.enter()
        await seat.enter()
        assert seat.player.says == ""

    performance(path, body)


def test_it_goes_on_by_itself_and_holds(tmp_path: Path) -> None:
    path = tmp_path / "auto.ksh.md"
    path.write_text("```console\n# echo one\none\n# sleep 100\n# echo two\ntwo\n```\n")

    async def body(seat: Seat) -> None:
        await seat.type(" ")
        at = seat.player.at
        assert "on hold" in seat.bar
        await seat.type(" ")
        await seat.until(lambda: seat.player.at_end, "the end")
        assert at < seat.player.at
        assert seat.lines()[-2] == "two"

    performance(path, body, auto=True, speed=500)


KEYS = (
    *("\r", "\r", "\r", " ", "b", "s", "g\r", "g1", "g4", "g\x1b[B\r", "!", "!ls\r", "!\r", "1", "2", "3"),
    *("\x03", "\x1a", "x", "\t", "n", "\x0fn", "\x0fp", "\x0fk", "\x0fx", "\x0fu", "sleep 1\r", "\x1b[A", "q", "\x0c"),
)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_she_presses_enter_leads_to_the_end(story: Path, seed: int) -> None:
    chance = random.Random(seed)

    async def body(seat: Seat) -> None:
        for _ in range(60):
            seat.send(chance.choice(KEYS))
            for _ in range(chance.choice((0, 1, 5, 30))):
                await asyncio.sleep(0)
        await seat.quiet()
        await seat.type("q")  # out of the list of headings
        while not seat.player.at_end:
            if seat.player.hers:
                await seat.type("\x0fn")
            await seat.enter()

    performance(story, body)
