"""paste, comm, fold, md5sum and its like, link, arch; texts are coreutils 9.1's."""


def test_lines_stand_side_by_side(files):
    text = """\
$ paste -d, a b
alpha,beta
beta,zeta
gamma,
delta,
$ paste -sd+ n
10+9+2+1
$ paste - - <<< '1\\n2\\n3\\n'
1\t2
3\t
$ paste nofile a
paste: nofile: No such file or directory
[1]
"""
    assert files.replay(text) == text


def test_what_sorted_files_have_in_common(files):
    files.write("/root/p", "a\nb\nc\n")
    files.write("/root/q", "b\nd\n")
    text = """\
$ comm p q
a
\t\tb
c
\td
$ comm -12 p q
b
$ comm -3 --total p q
a
c
\td
2\t1\t1\ttotal
$ comm a p
\ta
alpha
\tb
beta
\tc
gamma
comm: file 1 is not in sorted order
delta
comm: input is not in sorted order
[1]
$ comm p
comm: missing operand after 'p'
Try 'comm --help' for more information.
[1]
"""
    assert files.replay(text) == text


def test_long_lines_are_folded(files):
    text = """\
$ fold -w 2 b
be
ta
ze
ta
$ fold -s -w 8 <<< 'one two three\\n'
one two 
three
$ fold -w 0 b
fold: invalid number of columns: '0': Numerical result out of range
[1]
"""
    assert files.replay(text) == text


def test_checksums_are_made_and_checked(files):
    sums = files("md5sum a e")
    assert sums.splitlines()[1] == "d41d8cd98f00b204e9800998ecf8427e  e"
    files.write("/root/sums", sums)
    assert files("md5sum -c sums") == "a: OK\ne: OK\n"
    files.write("/root/e", "x")
    assert files("md5sum -c sums") == ("a: OK\ne: FAILED\nmd5sum: WARNING: 1 computed checksum did NOT match\n[1]\n")
    assert files("sha1sum d") == "sha1sum: d: Is a directory\n[1]\n"


def test_link_and_unlink(files):
    text = """\
$ link a same
$ cat same
alpha
beta
gamma
delta
$ unlink same
$ unlink same
unlink: cannot unlink 'same': No such file or directory
[1]
$ link a b
link: cannot create link 'b' to 'a': File exists
[1]
$ arch
x86_64
"""
    assert files.replay(text) == text
