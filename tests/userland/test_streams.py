"""Text that flows: pipes from endless writers, files that grow, outputs that take nothing more."""

import pytest


def bash(computer, line, limit=60):
    return computer(f"bash -c '{line}'", limit=limit)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("yes | head -n 2", "y\ny\n"),
        ("yes | head -c 3", "y\ny"),
        ("yes | grep -m1 y", "y\n"),
        ("yes abc | sed 1q", "abc\n"),
        ("yes abc | cut -c2 | head -1", "b\n"),
        ("yes abc | tr a-c A-C | head -1", "ABC\n"),
        ("seq 100000 | tail -n 1", "100000\n"),
        ("yes > /dev/full", "yes: standard output: No space left on device\n[1]\n"),
    ],
)
def test_a_writer_without_end_is_stopped_by_a_reader_who_has_enough(files, line, shown):
    assert bash(files, line) == shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("cat a", "cat: write error: No space left on device\n[1]\n"),
        ("ls", "ls: write error: No space left on device\n[1]\n"),
        ("head a", "head: write error: No space left on device\n[1]\n"),
        ("wc a", "wc: write error: No space left on device\n[1]\n"),
        ("seq 3", "seq: write error: No space left on device\n[1]\n"),
        ("grep beta a", "grep: write error: No space left on device\n[2]\n"),
        (
            "sort a",
            "sort: fflush failed: 'standard output': No space left on device\nsort: write error\n[2]\n",
        ),
        ("sed p a", "sed: couldn't flush stdout: No space left on device\n[4]\n"),
    ],
)
def test_an_output_that_is_full_is_an_error(files, line, shown):
    assert bash(files, f"{line} > /dev/full") == shown


def test_what_head_and_grep_leave_can_be_read_by_the_next(files):
    assert bash(files, "(head -n1; cat) < a") == "alpha\nbeta\ngamma\ndelta\n"
    assert bash(files, "(grep -m1 beta; cat) < a") == "beta\ngamma\ndelta\n"


def test_cat_would_not_read_what_it_writes(files):
    assert bash(files, "cat a >> a") == "cat: a: input file is output file\n[1]\n"
    assert bash(files, "grep beta a >> a") == "grep: a: input file is also the output\n[2]\n"


def test_output_waits_in_a_buffer_unless_it_goes_to_a_terminal(files):
    """grep's lines come when it ends, its messages at once."""
    line = "(echo beta; sleep 2; echo beta) | grep beta > out & sleep 1; cat out; wait; cat out"
    assert bash(files, line) == "beta\nbeta\n"
    line = "(echo beta; sleep 2; echo beta) | grep --line-buffered beta > out & sleep 1; cat out; echo; wait; cat out"
    assert bash(files, line) == "beta\n\nbeta\nbeta\n"


def test_dmesg_and_grep_wait_for_a_message_together(computer):
    line = "(sleep 5; insmod hello.ko; sleep 5; rmmod hello) & dmesg -W | grep -m1 hello"
    assert "hello: loading out-of-tree module taints kernel." in bash(computer, line)


def test_cat_shows_the_kernel_log_as_it_grows(computer):
    line = "(sleep 5; insmod hello.ko) & timeout 10 cat /dev/kmsg | grep -c hello:"
    assert bash(computer, line) == "3\n"


def test_tail_shows_what_is_added_to_a_file(files):
    line = "(sleep 3; echo new >> a; sleep 3; echo newer >> a) & timeout 10 tail -n1 -f a"
    assert bash(files, line) == "delta\nnew\nnewer\n[124]\n"


def test_tail_says_of_which_file_the_lines_are(files):
    line = "(sleep 3; echo new >> b; sleep 3; echo x >> a) & timeout 10 tail -n1 -f a b"
    shown = "==> a <==\ndelta\n\n==> b <==\nzeta\nnew\n\n==> a <==\nx\n[124]\n"
    assert bash(files, line) == shown


def test_tail_notices_that_a_file_is_cut_replaced_or_gone(files):
    assert bash(files, "(sleep 3; echo x > a) & timeout 6 tail -n1 -f a") == (
        "delta\ntail: a: file truncated\nx\n[124]\n"
    )
    line = "(sleep 3; rm b; sleep 3; echo y > b) & timeout 9 tail -n1 -F b"
    assert bash(files, line) == (
        "zeta\ntail: 'b' has become inaccessible: No such file or directory\n"
        "tail: 'b' has appeared;  following new file\ny\n[124]\n"
    )


def test_tail_ends_with_the_process_that_it_is_told_of(files):
    assert bash(files, "(sleep 5 & echo $! > pid); tail -n1 -f --pid=$(cat pid) a; echo over") == "delta\nover\n"


@pytest.mark.parametrize("line", ['awk "BEGIN {while (1);}"', 'sed ":a;ba" a', 'awk "BEGIN {for (;;) i++}"'])
def test_a_program_that_only_computes_can_be_stopped(files, line):
    assert bash(files, f"timeout 1 {line}") == "[124]\n"
