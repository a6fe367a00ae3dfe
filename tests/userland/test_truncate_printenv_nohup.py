"""truncate, printenv and nohup; texts are coreutils 9.1's."""


def test_truncate_cuts_and_lengthens_files(files):
    text = """\
$ truncate -s 3 a
$ cat a
alp%
$ truncate -s +2 a
$ wc -c a
5 a
$ truncate -s -1 b
$ wc -c b
9 b
$ truncate -c -s 5 new
$ ls new
ls: cannot access 'new': No such file or directory
[2]
$ truncate -s 5 new
$ wc -c new
5 new
$ truncate -s x a
truncate: Invalid number: 'x'
[1]
$ truncate -s 0 d
truncate: cannot open 'd' for writing: Is a directory
[1]
$ truncate a
truncate: you must specify either '--size' or '--reference'
Try 'truncate --help' for more information.
[1]
"""
    assert files.replay(text) == text


def test_printenv_shows_variables(files):
    text = """\
$ printenv HOME
/root
$ printenv nosuch HOME
/root
[1]
$ printenv -x
printenv: invalid option -- 'x'
Try 'printenv --help' for more information.
[2]
"""
    assert files.replay(text) == text


def test_nohup_runs_a_program_that_ignores_hangups(files):
    text = """\
$ nohup sh -c 'kill -HUP $$; echo alive'
alive
$ nohup nosuch
nohup: failed to run command 'nosuch': No such file or directory
[127]
$ nohup /tmp
nohup: failed to run command '/tmp': Permission denied
[126]
$ nohup
nohup: missing operand
Try 'nohup --help' for more information.
[125]
"""
    assert files.replay(text) == text


def test_output_that_would_go_to_the_terminal_goes_to_a_file(console):
    lines = console.run("nohup seq 3; cat nohup.out", 1)
    assert "nohup: ignoring input and appending output to 'nohup.out'" in lines
    assert lines.count("3") == 1
