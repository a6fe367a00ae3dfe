"""basename, dirname, readlink, realpath, groups and which; texts are Debian 12's."""


def test_names_are_taken_apart(files):
    text = """\
$ basename /a/b/c.ko .ko
c
$ basename -a a/b c/d
b
d
$ basename -s .c x.c y/z.c
x
z
$ basename c.ko c.ko
c.ko
$ basename /
/
$ basename
basename: missing operand
Try 'basename --help' for more information.
[1]
$ basename a b c
basename: extra operand 'c'
Try 'basename --help' for more information.
[1]
$ dirname /a/b/c a a/ / //a
/a/b
.
.
/
/
$ dirname
dirname: missing operand
Try 'dirname --help' for more information.
[1]
"""
    assert files.replay(text) == text


def test_links_are_followed(files):
    text = """\
$ ln -s a l
$ readlink l
a
$ readlink -n l
a%
$ readlink a
[1]
$ readlink -ve nodir
readlink: nodir: No such file or directory
[1]
$ readlink -m /nodir/x/../y
/nodir/y
$ readlink -f /nodir
/nodir
$ realpath nodir/x
realpath: nodir/x: No such file or directory
[1]
$ realpath a/x
realpath: a/x: Not a directory
[1]
$ realpath --relative-to=d a l
../a
../a
$ realpath -m /a/b/c/../d
/a/b/d
$ readlink
readlink: missing operand
Try 'readlink --help' for more information.
[1]
"""
    assert files.replay(text) == text


def test_who_is_in_which_group_and_where_programs_are(files):
    text = """\
$ groups root
root : root
$ groups nosuch
groups: 'nosuch': no such user
[1]
$ which ls nosuch
/usr/bin/ls
[1]
$ which cd
[1]
$ which -x
Illegal option -x
Usage: /usr/bin/which [-a] args
[2]
"""
    assert files.replay(text) == text
