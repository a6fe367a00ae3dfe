"""mkdir, rm and echo; texts are coreutils 9.1's."""


def test_mkdir_makes_folders(files):
    text = """\
$ mkdir
mkdir: missing operand
Try 'mkdir --help' for more information.
[1]
$ mkdir a
mkdir: cannot create directory 'a': File exists
[1]
$ mkdir q/r
mkdir: cannot create directory 'q/r': No such file or directory
[1]
$ mkdir -v q
mkdir: created directory 'q'
$ mkdir -pv q/r/s
mkdir: created directory 'q/r'
mkdir: created directory 'q/r/s'
$ mkdir -p d/x/y
mkdir: cannot create directory 'd/x': Not a directory
[1]
$ mkdir -p a
mkdir: cannot create directory 'a': File exists
[1]
$ mkdir -m x q
mkdir: invalid mode 'x'
[1]
"""
    assert files.replay(text) == text


def test_rm_removes_files_and_folders(files):
    text = """\
$ rm
rm: missing operand
Try 'rm --help' for more information.
[1]
$ rm -f
$ rm nofile
rm: cannot remove 'nofile': No such file or directory
[1]
$ rm -f nofile
$ rm -v a
removed 'a'
$ rm d
rm: cannot remove 'd': Is a directory
[1]
$ rm -d d
rm: cannot remove 'd': Directory not empty
[1]
$ rm -rv d
removed 'd/x'
removed directory 'd'
$ rm b/x
rm: cannot remove 'b/x': Not a directory
[1]
$ rm -i b e <<< 'n\\n'
rm: remove regular file 'b'? rm: remove regular empty file 'e'? %
$ ls
b
csv
e
n
t
"""
    assert files.replay(text) == text


def test_echo_prints_its_arguments(files):
    text = """\
$ /bin/echo hello  world
hello world
$ /bin/echo -n x
x%
$ /bin/echo -e 'a\\tb\\x41\\0101\\\\n'
a\tbAA\\n
$ /bin/echo -e 'a\\cb' x
a%
$ /bin/echo -E 'a\\tb'
a\\tb
$ /bin/echo -nx a
-nx a
$ /bin/echo - a
- a
$ /bin/echo -- a
-- a
$ /bin/echo --help x
--help x
"""
    assert files.replay(text) == text
