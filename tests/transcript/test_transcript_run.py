"""What the steps of a transcript do, on a machine whose commands are plays."""

from collections.abc import Callable

Lines = list[str]
Shown = Callable[..., tuple[Lines, Lines]]


def test_a_command_is_followed_by_what_it_showed(shown: Shown) -> None:
    plays = {"ls": [(0, "say", "a.ko\nb.ko\n"), (0, "end", 0)]}
    assert shown(plays, "# ls", "something else") == (["# ls", "a.ko", "b.ko"], [])


def test_an_exit_status_other_than_0_is_the_last_line(shown: Shown) -> None:
    plays = {"false": [(0, "end", 1)], "true": [(0, "end", 0)]}
    assert shown(plays, "# false", "# true", "[3]") == (["# false", "[1]", "# true"], [])


def test_a_command_that_takes_long_is_waited_for(shown: Shown) -> None:
    plays = {"sleep 10": [(10, "say", "awake\n"), (10, "end", 0)]}
    assert shown(plays, "# sleep 10") == (["# sleep 10", "awake"], [])


def test_a_command_that_is_expected_to_block_ends_when_it_waits(shown: Shown) -> None:
    plays = {"rmmod x": [(0, "say", "Cleaning Up\n"), (0, "wait", "kthread_stop"), (5, "say", "later\n")]}
    lines = ["# rmmod x", "[blocked]", "% wait 5s"]
    assert shown(plays, *lines) == (["# rmmod x", "Cleaning Up", "[blocked]", "% wait 5s", "later"], [])


def test_the_wait_channel_is_the_true_one(shown: Shown) -> None:
    plays = {"rmmod x": [(0, "wait", "msleep")]}
    assert shown(plays, "# rmmod x", "[blocked: kthread_stop]") == (["# rmmod x", "[blocked: msleep]"], [])


def test_a_command_that_blocks_unexpectedly_is_given_up_at_the_limit(shown: Shown) -> None:
    plays = {"rmmod x": [(0, "wait", "kthread_stop"), (8, "say", "8\n"), (12, "say", "12\n")]}
    lines, complaints = shown(plays, "# rmmod x", front="limit: 10s")
    assert lines == ["# rmmod x", "8", "[blocked: kthread_stop]"]
    assert complaints == ["story.ksh.md:5: no prompt on terminal 1: the command waits in kthread_stop"]


def test_a_nested_shell_counts_as_blocked_and_as_back(shown: Shown) -> None:
    plays = {"bash": [(0, "shell", None)]}
    assert shown(plays, "# bash", "[blocked]") == (["# bash", "[blocked]"], [])
    assert shown(plays, "# bash") == (["# bash"], [])


def test_continuation_lines_are_typed_one_by_one(shown: Shown) -> None:
    plays = {"done": [(0, "say", "1\n2\n"), (0, "end", 0)]}
    lines = ["# for i in 1 2", "> do echo $i", "> done"]
    assert shown(plays, *lines) == ([*lines, "1", "2"], [])


def test_what_another_terminal_shows_is_kept_for_its_next_step(shown: Shown) -> None:
    plays = {"insmod x": [(0, "console", "[    5.000000] hello\n"), (0, "end", 0)]}
    lines = ["(t2)# insmod x", "% wait 1s"]
    assert shown(plays, *lines) == (["(t2)# insmod x", "% wait 1s", "[    5.000000] hello"], [])


def test_what_other_terminals_still_hold_stands_at_the_end(shown: Shown) -> None:
    plays = {"ping": [(0, "end", 0), (2, "say", "pong\n")]}
    lines = ["(t2)# ping", "% wait 5s"]
    assert shown(plays, *lines) == ([*lines, "(t2)...", "pong"], [])


def test_a_look_at_another_terminal_takes_no_time_and_only_once(shown: Shown) -> None:
    plays = {"ping": [(0, "end", 0), (2, "say", "pong\n")]}
    lines = ["(t2)# ping", "% wait 5s", "(t2)...", "% wait 1s"]
    assert shown(plays, *lines) == (["(t2)# ping", "% wait 5s", "(t2)...", "pong", "% wait 1s"], [])


def test_a_wait_for_a_line_ends_with_it_on_whichever_terminal(shown: Shown) -> None:
    plays = {"start": [(0, "end", 0), (7, "say", "ready\n"), (9, "say", "late\n")]}
    lines = ["(t2)# start", "% wait /^ready$/ 20s", "(t2)...", "ready"]
    assert shown(plays, *lines) == (lines, [])


def test_a_wait_for_a_line_looks_back_to_the_last_command(shown: Shown) -> None:
    plays = {"start": [(0, "say", "ready\n"), (0, "end", 0)], "next": [(0, "end", 0)]}
    assert shown(plays, "# start", "% wait /ready/ 20s")[1] == []
    _, complaints = shown(plays, "# start", "# next", "% wait /ready/ 20s")
    assert complaints == ["story.ksh.md:4: no line that matches /ready/ in 20s"]


def test_a_wait_for_a_line_can_use_a_capture(shown: Shown) -> None:
    plays = {"start": [(0, "say", "pid 1.7\n"), (0, "end", 0), (3, "say", "1x7 no\n1.7 ended\n"), (5, "say", "late\n")]}
    lines = ["# start", "pid [[PID:.*]]", r"% wait /^[[PID]] \w+/ 20s"]
    assert shown(plays, *lines) == (["# start", "pid 1.7", r"% wait /^[[PID]] \w+/ 20s", "1x7 no", "1.7 ended"], [])


def test_a_wait_for_the_prompt_ends_when_it_is_back(shown: Shown) -> None:
    plays = {"slow": [(0, "wait", "msleep"), (10, "say", "done\n"), (10, "end", 0)]}
    lines = ["(t2)# slow", "[blocked]", "% wait (t2) prompt 20s", "done"]
    assert shown(plays, *lines) == (lines, [])
    _, complaints = shown(plays, "(t2)# slow", "[blocked]", "% wait (t2) prompt 5s")
    assert complaints == ["story.ksh.md:4: no prompt on terminal 2: the command waits in msleep"]


def test_a_key_is_echoed(shown: Shown) -> None:
    plays = {"rmmod x": [(0, "wait", "kthread_stop")]}
    lines = ["# rmmod x", "[blocked]", "% key C-c", "^C", "% key (t2) C-z", "^Z (no-eol)"]
    assert shown(plays, *lines) == (lines, [])


def test_typed_text_is_echoed(shown: Shown) -> None:
    plays = {"cat": [(0, "wait", "n_tty_read")], "hello\n": [(0, "say", "hello\n")]}
    lines = ["# cat", "[blocked]", "% type hello", "hello", "hello", "% type", ""]
    assert shown(plays, *lines) == (lines, [])


def test_a_capture_is_put_into_commands_and_typed_text(shown: Shown) -> None:
    plays = {"pidof x": [(0, "say", "123\n"), (0, "end", 0)], "kill 123": [(0, "say", "killed\n"), (0, "end", 0)]}
    lines, _ = shown(plays, "# pidof x", r"[[PID:\d+]]", "# kill [[PID]]", "% type (t1) [[PID]]!")
    assert lines == ["# pidof x", "123", "# kill [[PID]]", "killed", "% type (t1) [[PID]]!", "123!"]


def test_a_capture_is_found_though_other_lines_differ(shown: Shown) -> None:
    plays = {"ps": [(0, "say", "PID CMD\n7 x\n8 y\n"), (0, "end", 0)], "kill 8": [(0, "say", "ok\n"), (0, "end", 0)]}
    assert shown(plays, "# ps", "no such line", r"[[PID:\d+]] y", "# kill [[PID]]")[0][-1] == "ok"


def test_a_closed_terminal_says_goodbye(shown: Shown) -> None:
    assert shown({}, "(t2)# true", "% close t2") == (["(t2)# true", "% close t2", "hung up"], [])


def test_a_step_ends_when_the_machine_dies(shown: Shown) -> None:
    plays = {"insmod bad": [(0, "say", "Kernel panic\n"), (1, "die", "panic"), (2, "say", "never\n")]}
    lines = ["# insmod bad", "Kernel panic", "[blocked]", "% wait 5s"]
    assert shown(plays, *lines) == (lines, [])
    _, complaints = shown(plays, "# insmod bad", "[blocked]", "# ls")
    assert complaints[-1] == "story.ksh.md:4: no prompt on terminal 1: the machine is dead (panic)"


def test_a_step_ends_when_the_machine_reboots(shown: Shown) -> None:
    plays = {"reboot": [(1, "say", "bye\n"), (1, "reboot", None)], "ls": [(0, "say", "x\n"), (0, "end", 0)]}
    assert shown(plays, "# reboot", "# ls") == (["# reboot", "bye", "# ls", "x"], [])
    assert shown(plays, "# reboot", "[blocked]", "# ls")[0] == ["# reboot", "bye", "[blocked]", "# ls", "x"]


def test_a_line_without_end_before_the_prompt_is_marked(shown: Shown) -> None:
    plays = {"printf x": [(0, "say", "x"), (0, "end", 0)]}
    assert shown(plays, "# printf x")[0] == ["# printf x", "x (no-eol)"]


def test_output_that_would_read_as_something_else_is_escaped(shown: Shown) -> None:
    text = "# no\n[1]\n...\n\x1b[1m\n% no\n(t2)...\n```\n[[PID]]\nx (re)\n[blocked]\n[..]\n"
    plays = {"cat": [(0, "say", text), (0, "end", 0)]}
    lines, _ = shown(plays, "# cat")
    assert lines[1:] == [
        r"\x23 no (esc)",
        "[1] (esc)",
        "... (esc)",
        r"\x1b[1m (esc)",
        r"\x25 no (esc)",
        r"\x28t2)... (esc)",
        r"\x60`` (esc)",
        "[[PID]] (esc)",
        "x (re) (esc)",
        "[blocked] (esc)",
        "[..] (esc)",
    ]


def test_an_ordinary_user_gets_a_shell_of_their_own(shown: Shown) -> None:
    machine_says = {"id": [(0, "say", "uid\n"), (0, "end", 0)]}
    assert shown(machine_says, "$ id", "uid") == (["$ id", "uid"], [])


def test_prose_and_the_order_of_blocks_stay(shown: Shown) -> None:
    lines, _ = shown(
        {}, "# true", "```", "", "# not a command", "```sh", "$ nor this", "```", "```console hide", "# true"
    )
    assert lines == ["# true", "```", "", "# not a command", "```sh", "$ nor this", "```", "```console hide", "# true"]
