"""What no input may do: raise an exception of Python's, take forever, or take the machine away."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kshell.machine import NSEC_PER_SEC, Machine, Settings

WORDS = (
    "$ { } ( ) (( )) [ ] [[ ]] ' \" ` \\ \n ; ;; & && | || < > << >> <<< <( 2>&1 ! # ~ * ? = += - + % : , . / @ ^ "
    "$( $(( ${ ${x ${x: ${x# ${x/ ${!x ${#x ${a[ a=( x= x=1 $x $@ $* $# $? $! $$ $1 $'\\x \0 é \udc80 "
    "if then else elif fi for in do done while until case esac select function time break continue return exit "
    "echo printf read eval exec set shift trap test local declare export unset alias let cd type kill wait jobs fg "
    "true false cat f f() {a,b} {1..3} EOF <<EOF -e -x -u -n -p -a 0 1 99999999999999999999 -1 08 1/0 x y nosuch"
).split(" ")


def run(script: bytes, limit: int = 20) -> tuple[int, str]:
    """The status of a script on standard input, and what it printed."""
    machine, out = Machine(Settings(samples=False)), BytesIO()
    status = machine.run_script(["bash"], BytesIO(script), out, out, limit * NSEC_PER_SEC)
    machine.close()
    return status, out.getvalue().decode("utf-8", "replace")


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.lists(st.sampled_from(WORDS)).map("".join))
def test_no_words_upset_the_shell(text: str) -> None:
    _, shown = run(text.encode("utf-8", "surrogateescape"))
    assert "internal error" not in shown


@settings(max_examples=100)
@given(st.binary(max_size=60))
def test_no_bytes_upset_the_shell(data: bytes) -> None:
    _, shown = run(data)
    assert "internal error" not in shown


@settings(max_examples=100)
@given(st.text("0123456789+-*/%()<>=!&|^~?:, xya[]#$'\"e", max_size=25))
def test_no_expression_upsets_arithmetic(text: str) -> None:
    _, shown = run(f"x=3 y='1+' a=(1 2)\necho $(({text}))\n((  {text}  ))\nlet '{text}'\n".encode())
    assert "internal error" not in shown


NESTED = [
    ("if true; then ", "echo in", "; fi"),
    ("{ ", "echo in", "; }"),
    ("echo $(", "echo in", ")"),
    ("( ", "echo in", " )"),
    ("f() { ", "echo in", "; }; f"),
    ("while true; do ", "exit", "; done"),
    ("case x in x) ", "echo in", " ;; esac"),
]


@pytest.mark.parametrize("opening, inside, closing", NESTED)
@pytest.mark.parametrize("depth", [50, 300, 5000])
def test_nesting_ends_well(opening, inside, closing, depth) -> None:
    status, shown = run((opening * depth + inside + closing * depth + "\n").encode())
    assert "internal error" not in shown
    assert status in (0, 139) or "unexpected" in shown


def test_a_function_that_calls_itself_for_ever_is_the_shells_end(sh):
    assert sh("f() { f; }; f; echo no") == "[139]\n"
    assert sh("f() { eval f; }; f; echo no") == "[139]\n"
    assert sh("sysctl -q kernel.threads-max=200; f() { echo $(f); }; f", limit=1).endswith("[124]\n")
    assert sh("f() { n=$((n + 1)); [ $n -lt 1000 ] && f; }; f; echo $n") == "1000\n"


def test_long_lines_and_many_words(sh):
    assert sh("x=" + "a" * 300_000 + "; echo ${#x} ${x#*b} | wc -c") == "300008\n"
    assert sh("set -- " + "a " * 20_000 + "; echo $#") == "20000\n"
    assert sh("echo {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b} | wc -w") == "1024\n"
    assert sh("x=$(printf '%020000d' 0); echo ${x%%*1*2*3}${x##*1*2*3*}${x/*1*/a} | wc -c") == "60001\n"


def test_nul_bytes_in_a_script_are_left_out(sh):
    assert sh.typed_in("ec\0ho \0a\0b\n") == "ab\n"


def test_an_endless_loop_is_ended_by_control_c(seat):
    assert seat("while :; do :; done", "+30", "^C", "echo $?").endswith("^C\n$ echo $?\n130\n$ ")
    assert seat("until false; do x=$((x+1)); done", "+30", "^C", "echo $?").endswith("^C\n$ echo $?\n130\n$ ")
    assert seat("for ((;;)); do :; done", "+30", "^C", "echo $?").endswith("^C\n$ echo $?\n130\n$ ")
    assert seat("while :; do true | true; done", "+1", "^C", "echo $?").endswith("\n$ echo $?\n130\n$ ")


def test_an_endless_loop_takes_no_other_terminal_away(seat):
    seat("while :; do :; done")
    other = seat.machine.terminal(2)
    seat.machine.run(seat.machine.now + NSEC_PER_SEC)
    other.type_line("ps -C bash -o stat,args")
    seat.machine.run(seat.machine.now + NSEC_PER_SEC)
    assert other.take_output() == "STAT COMMAND\nSs   bash\nRs+  bash\n"


def test_a_fork_bomb_runs_into_the_limit_and_the_machine_survives(seat):
    seat("sysctl -q kernel.threads-max=150")
    shown = seat("f() { f | f & }; f", "+20")
    assert "bash: fork: retry: Resource temporarily unavailable\n" in shown
    assert "bash: fork: Resource temporarily unavailable\n" in shown
    assert len(seat.machine.kernel.pids) <= 150
    seat("unset -f f; kill -9 -1", "+1")
    assert seat("echo still here").endswith("$ echo still here\nstill here\n$ ")
