"""expr, test and printf as programs; texts are coreutils 9.1's."""


def test_expr_counts_and_compares(files):
    text = """\
$ expr 1 + 2 '*' 3
7
$ expr '(' 1 + 2 ')' '*' 3
9
$ expr -7 / 2
-3
$ expr -7 % 3
-1
$ expr 10 '<' 9
0
[1]
$ expr a '<' b
1
$ expr 0 '|' x
x
$ expr 1 '&' 0
0
[1]
$ expr 12345678901234567890 + 1
12345678901234567891
"""
    assert files.replay(text) == text


def test_expr_looks_into_strings(files):
    text = """\
$ expr hello : 'h\\(.*\\)o'
ell
$ expr hello : hel
3
$ expr hello : x
0
[1]
$ expr length hello
5
$ expr substr hello 2 3
ell
$ expr index hello l
3
$ expr + length
length
"""
    assert files.replay(text) == text


def test_what_expr_refuses(files):
    text = """\
$ expr
expr: missing operand
Try 'expr --help' for more information.
[2]
$ expr 1 +
expr: syntax error: missing argument after '+'
[2]
$ expr 1 2
expr: syntax error: unexpected argument '2'
[2]
$ expr a + 1
expr: non-integer argument
[2]
$ expr 7 / 0
expr: division by zero
[2]
$ expr '(' 1 + 2
expr: syntax error: expecting ')' after '2'
[2]
$ expr ')'
expr: syntax error: unexpected ')'
[2]
"""
    assert files.replay(text) == text


def test_test_answers_with_its_status(files):
    text = """\
$ test a = a
$ test a = b
[1]
$ test -f a
$ test -d a
[1]
$ test 3 -gt 2 -a -e d
$ test ! -e nofile
$ test '(' x ')'
$ [ 1 -lt 2 ]
$ [ -s e ]
[1]
$ test
[1]
"""
    assert files.replay(text) == text


def test_what_test_refuses(files):
    text = """\
$ test a b
test: missing argument after 'b'
[2]
$ test a b c
test: 'b': binary operator expected
[2]
$ test 1 -eq x
test: invalid integer 'x'
[2]
$ test -q x
test: '-q': unary operator expected
[2]
$ test '(' x
test: missing argument after 'x'
[2]
$ test 1 -eq 1 x
test: extra argument 'x'
[2]
$ [ x
[: missing ']'
[2]
"""
    assert files.replay(text) == text


def test_printf_formats(files):
    text = """\
$ printf '%s-%d\\n' a 1 b 2
a-1
b-2
$ printf '%5.2f|%-5s|%05d|\\n' 3.14159 ab 42
 3.14|ab   |00042|
$ printf '%x %#o %u\\n' 255 8 -1
ff 010 18446744073709551615
$ printf '%b' 'a\\tb\\n'
a\tb
$ printf '%q\\n' 'a b'
'a b'
$ printf '%*d\\n' 5 3
    3
$ printf '\\x41\\101%%\\n'
AA%
$ printf 'a\\cb'
a%
$ printf '%d\\n' 12x "'a" 0x1f 010
printf: '12x': value not completely converted
12
97
31
8
[1]
$ printf '%d\\n' x
printf: 'x': expected a numeric value
0
[1]
$ printf 'a\\n' b
a
printf: warning: ignoring excess arguments, starting with 'b'
$ printf '%z\\n'
printf: %z\\: invalid conversion specification
[1]
$ printf
printf: missing operand
Try 'printf --help' for more information.
[1]
"""
    assert files.replay(text) == text
