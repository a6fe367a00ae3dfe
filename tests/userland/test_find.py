"""find; texts are findutils 4.9's."""


def test_files_are_found_by_what_they_are(files):
    text = """\
$ find d
d
d/x
$ find . -name b
./b
$ find . -type d -name 'd'
./d
$ find a b d -type f
a
b
d/x
$ find d -mindepth 1
d/x
$ find . -maxdepth 0
.
$ find a b e -size +10c
a
$ find a b e -empty
e
$ find d -depth
d/x
d
$ find a -newer b -o -name a
a
$ find a b -not -name a
b
$ find a b "(" -name a -o -name b ")" -size -20c
b
$ find a -perm 644 -user root -links 1
a
$ find . -name d -prune -o -name x -print
"""
    assert files.replay(text) == text


def test_something_is_done_with_them(files):
    text = """\
$ find d -exec echo {} ;
d
d/x
$ find a b -exec echo x {} +
x a b
$ find a -printf '%f %s %m %y\\n'
a 23 644 f
$ find a b -print0
a\0b\0%
$ find a -exec false ; -print
$ find a -name a -delete
$ ls a
ls: cannot access 'a': No such file or directory
[2]
"""
    assert files.replay(text) == text


def test_what_find_refuses(files):
    text = """\
$ find nofile
find: 'nofile': No such file or directory
[1]
$ find . -foo
find: unknown predicate `-foo'
[1]
$ find . -name
find: missing argument to `-name'
[1]
$ find . -name a b
find: paths must precede expression: `b'
find: possible unquoted pattern after predicate `-name'?
[1]
$ find . -type x
find: Unknown argument to -type: x
[1]
$ find . -size x
find: invalid -size type `x'
[1]
$ find . -maxdepth x
find: Expected a positive decimal integer argument to -maxdepth, but got 'x'
[1]
$ find . "(" -name a
find: invalid expression; I was expecting to find a ')' somewhere but did not see one.
[1]
$ find . -o -name a
find: invalid expression; you have used a binary operator '-o' with nothing before it.
[1]
$ find . -user nosuch
find: 'nosuch' is not the name of a known user
[1]
$ find . -exec echo
find: missing argument to `-exec'
[1]
"""
    assert files.replay(text) == text
