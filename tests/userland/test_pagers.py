"""less and more: screen by screen at a terminal, like cat in a pipe."""

import pytest


@pytest.fixture
def numbers(console):
    """A terminal in whose folder is a file ``n`` with the numbers 1 to 100."""
    console.run("seq 100 > n", 0.5)
    return console


def test_less_goes_forwards_and_back(numbers):
    lines = numbers.run("less n", 0.5)
    assert (lines[0], lines[22], lines[23]) == ("1", "23", "n")
    lines = numbers.press(" ")
    assert (lines[0], lines[22], lines[23]) == ("24", "46", ":")
    assert numbers.press("\n")[0] == "25"
    assert numbers.press("k")[0] == "24"
    assert numbers.press("b")[0] == "1"
    lines = numbers.press("G")
    assert (lines[0], lines[22], lines[23]) == ("78", "100", "(END)")
    assert numbers.press("g")[0] == "1"


def test_less_finds_text(numbers):
    numbers.run("seq 100 | less", 0.5)
    assert numbers.press("/5$\n")[0] == "5"
    assert numbers.press("n")[0] == "15"
    assert numbers.press("N")[0] == "5"
    assert numbers.press("/nothing\n")[23] == "Pattern not found  (press RETURN)"


def test_the_prompt_comes_back_behind_less(numbers):
    numbers.run("less n", 0.5)
    numbers.press("q")
    numbers.terminal.type_line("echo $(( 6 * 7 ))")
    assert "42" in numbers.wait(0.5)


def test_a_short_text_is_followed_by_tildes(numbers):
    lines = numbers.run("echo hello | less", 0.5)
    assert lines[:3] == ["hello", "~", "~"]
    assert lines[23] == "(END)"


def test_more_stops_after_each_screen(numbers):
    lines = numbers.run("clear; more n", 0.5)
    assert (lines[22], lines[23]) == ("23", "--More--(20%)")
    assert numbers.press("\n")[22] == "24"
    assert numbers.press(" ")[23] == "--More--(45%)"
    numbers.press("q")
    numbers.terminal.type_line("echo $(( 6 * 7 ))")
    assert "42" in numbers.wait(0.5)


def test_without_a_terminal_they_copy(files):
    assert files("less a b") == "alpha\nbeta\ngamma\ndelta\nbeta\nzeta\n"
    assert files("less", stdin="x\n") == "x\n"
    assert files("less nofile d") == "nofile: No such file or directory\nd is a directory\n"
    assert files("more b") == ":" * 14 + "\nb\n" + ":" * 14 + "\nbeta\nzeta\n"
    rule = "::::::::::::::\n"
    assert files("more b e") == f"{rule}b\n{rule}beta\nzeta\n{rule}e\n{rule}"
    assert files("more d nofile") == "\n*** d: directory ***\n\nmore: cannot open nofile: No such file or directory\n"


def test_less_fits_its_text_to_a_window_of_another_size_and_keeps_the_line_at_the_top(numbers):
    numbers.run("less n", 0.5)
    numbers.press(" ")
    assert numbers.resize(5, 20) == ["24", "25", "26", "27", ":"]
    assert numbers.press("j") == ["25", "26", "27", "28", ":"]
    lines = numbers.resize(24, 80)
    assert (lines[0], lines[22], lines[23]) == ("25", "47", ":")


def test_an_interrupt_does_not_end_less(numbers):
    numbers.run("less n", 0.5)
    numbers.press("\x03")
    assert numbers.press("/5$\x03")[0] == "1"
    assert numbers.press(" ")[0] == "24"
    numbers.press("q")
    numbers.terminal.type_line("echo $(( 6 * 7 ))")
    assert "42" in numbers.wait(0.5)


@pytest.mark.parametrize(("pager", "prompt"), [("less n", ":"), ("more n", "--More--(20%)")])
def test_a_pager_can_be_stopped_and_goes_on(numbers, pager, prompt):
    numbers.run(f"clear; {pager}", 0.5)
    numbers.press("\x1a")
    numbers.terminal.type_line("fg")
    assert numbers.wait(0.5)[23] == prompt
    assert "24" in numbers.press(" ")
