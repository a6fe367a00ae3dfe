"""xargs; texts are findutils 4.9's."""


def test_arguments_are_read(files):
    text = """\
$ xargs <<< 'a b\\nc\\n"d e" f\\n'
a b c d e f
$ xargs -n2 echo x <<< 'a b\\nc\\n"d e" f\\n'
x a b
x c d e
x f
$ xargs -n1 <<< 'a\\\\ b c\\n'
a b
c
$ xargs -I{} echo '<{}>' <<< ' a b\\n\\nc\\n'
<a b>
<c>
$ xargs -L1 <<< 'a b\\nc \\nd\\n'
a b
c d
$ xargs -0 -n1 <<< 'a\\x00b c\\x00'
a
b c
$ xargs -d , -n1 <<< 'a,b'
a
b
$ xargs -t echo <<< 'a b'
echo a b
a b
$ xargs <<< ''

$ xargs -r echo x <<< ''
$ xargs cat <<< 'b'
beta
zeta
"""
    assert files.replay(text) == text


def test_the_status_tells_what_became_of_the_programs(files):
    text = """\
$ xargs false <<< 'a'
[123]
$ xargs nosuch <<< 'a'
xargs: nosuch: No such file or directory
[127]
$ xargs /tmp <<< 'a'
xargs: /tmp: Permission denied
[126]
$ xargs sh -c 'exit 255' <<< 'a b'
xargs: sh: exited with status 255; aborting
[124]
$ xargs sh -c 'kill -9 $$' <<< 'a b'
xargs: sh: terminated by signal 9
[125]
"""
    assert files.replay(text) == text


def test_what_xargs_refuses(files):
    text = """\
$ xargs <<< '"a'
xargs: unmatched double quote; by default quotes are special to xargs unless you use the -0 option
[1]
$ xargs -n x
xargs: invalid number "x" for -n option
Try 'xargs --help' for more information.
[1]
$ xargs -n 0
xargs: value 0 for -n option should be >= 1
Try 'xargs --help' for more information.
[1]
$ xargs -j
xargs: invalid option -- 'j'
Try 'xargs --help' for more information.
[1]
$ xargs -a nofile
xargs: Cannot open input file 'nofile': No such file or directory
[1]
"""
    assert files.replay(text) == text


def test_the_length_of_a_command_line_and_the_end_of_input_can_be_given(files):
    text = """\
$ xargs -s 12 <<< 'a b\\nc\\nd e\\n'
a b c
d e
$ xargs -s 5 echo <<< 'a'
xargs: argument line too long
[1]
$ xargs -n3 -x -s 9 echo <<< 'a b c'
xargs: argument list too long
[1]
$ xargs -s 3 <<< 'a'
xargs: cannot fit single argument within argument list size limit
[1]
$ xargs -E EOF <<< 'a b\\nx EOF\\nd e\\n'
a b x
"""
    assert files.replay(text) == text
