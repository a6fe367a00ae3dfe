"""sort; texts are coreutils 9.1's."""


def test_lines_come_in_the_order_of_their_bytes(files):
    text = """\
$ sort a b
alpha
beta
beta
delta
gamma
zeta
$ sort <<< 'b\\nB\\na\\nA\\n'
A
B
a
b
$ sort -f <<< 'b\\nB\\na\\nA\\n'
A
a
B
b
$ sort -r a
gamma
delta
beta
alpha
$ sort -u <<< 'b\\na\\nb\\n'
a
b
$ sort <<< 'no newline'
no newline
"""
    assert files.replay(text) == text


def test_numbers_are_compared_as_numbers(files):
    text = """\
$ sort n
1
10
2
9
$ sort -n n
1
2
9
10
$ sort -rn n
10
9
2
1
$ sort -h <<< '1K\\n2M\\n3\\n1G\\n-5K\\n'
-5K
3
1K
2M
1G
$ sort -M <<< 'Feb\\nJan\\nfoo\\nDec\\n'
foo
Jan
Feb
Dec
$ sort -g <<< '1e3\\n2\\n-1\\nx\\n'
x
-1
2
1e3
$ sort -V <<< 'a10\\na9\\na1\\n'
a1
a9
a10
"""
    assert files.replay(text) == text


def test_numbers_have_other_forms(files):
    text = """\
$ sort -g <<< '0x10\\n9\\n1e2\\n'
9
0x10
1e2
$ sort -h <<< '1M\\n3k\\n1e2\\n2\\n'
1e2
2
3k
1M
"""
    assert files.replay(text) == text


def test_keys_are_fields_and_their_characters(files):
    text = """\
$ sort -t: -k3,3nr csv
user:x:1000
root:x:0
$ sort -k2n <<< 'b 2\\na 2\\nc 1\\n'
c 1
a 2
b 2
$ sort -k2n -s <<< 'b 2\\na 2\\nc 1\\n'
c 1
b 2
a 2
$ sort -k2n -u <<< 'b 2\\na 2\\nc 1\\n'
c 1
b 2
$ sort -k1.2 a
gamma
delta
beta
alpha
$ sort -k1b,1 <<< '  b\\n a\\n'
 a
  b
$ sort -t: -k2,2 <<< 'a:b:c\\na:a:d\\n'
a:a:d
a:b:c
"""
    assert files.replay(text) == text


def test_the_result_goes_to_a_file_and_order_is_checked(files):
    text = """\
$ sort -o a -r a
$ cat a
gamma
delta
beta
alpha
$ sort -c b
$ sort -c n
sort: n:3: disorder: 2
[1]
$ sort -C n
[1]
$ sort -cu b b
sort: extra operand 'b' not allowed with -c
[2]
"""
    assert files.replay(text) == text


def test_what_is_refused(files):
    text = """\
$ sort nofile
sort: cannot read: nofile: No such file or directory
[2]
$ sort d
sort: read failed: d: Is a directory
[2]
$ sort -k x a
sort: invalid number at field start: invalid count at start of 'x'
[2]
$ sort -k 0 a
sort: field number is zero: invalid field specification '0'
[2]
$ sort -k 1z a
sort: stray character in field spec: invalid field specification '1z'
[2]
$ sort -t ab a
sort: multi-character tab 'ab'
[2]
$ sort -nd a
sort: options '-dn' are incompatible
[2]
$ sort -j
sort: invalid option -- 'j'
Try 'sort --help' for more information.
[2]
$ sort -o /nodir/x a
sort: open failed: /nodir/x: No such file or directory
[2]
$ sort --check=foo a
sort: invalid argument 'foo' for '--check'
Valid arguments are:
  - 'quiet', 'silent'
  - 'diagnose-first'
Try 'sort --help' for more information.
[1]
"""
    assert files.replay(text) == text
