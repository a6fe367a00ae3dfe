"""cat, head, tail and wc; texts are coreutils 9.1's."""


def test_cat_copies_files_and_shows_what_cannot_be_seen(files):
    text = """\
$ cat a b
alpha
beta
gamma
delta
beta
zeta
$ cat -n a b
     1\talpha
     2\tbeta
     3\tgamma
     4\tdelta
     5\tbeta
     6\tzeta
$ cat -A t
one two  three$
$
$
^Ifour$
$ cat -b t
     1\tone two  three


     2\t\tfour
$ cat -s t
one two  three

\tfour
$ cat - b <<< 'x\\n'
x
beta
zeta
$ cat -n <<< 'no newline'
     1\tno newline%
$ cat nofile b
cat: nofile: No such file or directory
beta
zeta
[1]
$ cat d
cat: d: Is a directory
[1]
$ cat -j
cat: invalid option -- 'j'
Try 'cat --help' for more information.
[1]
"""
    assert files.replay(text) == text


def test_head_prints_the_first_lines_or_bytes(files):
    text = """\
$ head -n 2 a
alpha
beta
$ head -2 a
alpha
beta
$ head -c 3 a
alp%
$ head -n -3 a
alpha
$ head -qc -3 b
beta
ze%
$ head b e
==> b <==
beta
zeta

==> e <==
$ head -v -n1 b
==> b <==
beta
$ head -n1 a nofile d b
==> a <==
alpha
head: cannot open 'nofile' for reading: No such file or directory

==> d <==
head: error reading 'd': Is a directory

==> b <==
beta
[1]
$ head -n x a
head: invalid number of lines: 'x'
[1]
$ head -c 1Q a
head: invalid number of bytes: '1Q'
[1]
"""
    assert files.replay(text) == text


def test_tail_prints_the_last_lines_or_bytes(files):
    text = """\
$ tail -n 2 a
gamma
delta
$ tail -2 a
gamma
delta
$ tail -c 3 a
ta
$ tail -n +3 a
gamma
delta
$ tail -c +3 b
ta
zeta
$ tail b e
==> b <==
beta
zeta

==> e <==
$ tail -qn1 a b
delta
zeta
$ tail -n1 a nofile d b
==> a <==
delta
tail: cannot open 'nofile' for reading: No such file or directory

==> d <==
tail: error reading 'd': Is a directory

==> b <==
zeta
[1]
$ tail -n x a
tail: invalid number of lines: 'x'
[1]
$ tail -f nofile
tail: cannot open 'nofile' for reading: No such file or directory
tail: no files remaining
[1]
$ tail -f d
tail: error reading 'd': Is a directory
tail: d: cannot follow end of this type of file; giving up on this name
tail: no files remaining
[1]
"""
    assert files.replay(text) == text


def test_wc_counts(files):
    text = """\
$ wc a
 4  4 23 a
$ wc a b
 4  4 23 a
 2  2 10 b
 6  6 33 total
$ wc -l a
4 a
$ wc -lw a b
 4  4 a
 2  2 b
 6  6 total
$ wc -L t
14 t
$ wc -c d
wc: d: Is a directory
0 d
[1]
$ wc d nofile
wc: d: Is a directory
      0       0       0 d
wc: nofile: No such file or directory
      0       0       0 total
[1]
$ wc -m e
0 e
$ wc <<< 'one two\\nthree'
 1  3 13
"""
    assert files.replay(text) == text


def test_wc_makes_room_for_the_files_that_are_there(files):
    text = """\
$ wc nofile a b
wc: nofile: No such file or directory
 4  4 23 a
 2  2 10 b
 6  6 33 total
[1]
"""
    assert files.replay(text) == text


def test_names_are_quoted_in_messages_where_a_shell_needs_it(files):
    text = """\
$ cat 'a b' "it's" a:b '' nofile
cat: 'a b': No such file or directory
cat: "it's": No such file or directory
cat: 'a:b': No such file or directory
cat: '': No such file or directory
cat: nofile: No such file or directory
[1]
$ sort 'x*'
sort: cannot read: 'x*': No such file or directory
[2]
"""
    assert files.replay(text) == text
