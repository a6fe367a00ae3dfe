"""touch, rmdir and ln; texts are coreutils 9.1's."""


def test_touch_makes_files_and_sets_their_times(files):
    text = """\
$ touch x d
$ ls x
x
$ touch -c nofile
$ touch -d '2020-01-02 03:04:05' x
$ date -r x -R
Thu, 02 Jan 2020 03:04:05 +0000
$ touch -t 201812312359.58 x
$ date -r x -R
Mon, 31 Dec 2018 23:59:58 +0000
$ touch -r x b
$ date -r b -R
Mon, 31 Dec 2018 23:59:58 +0000
$ touch
touch: missing file operand
Try 'touch --help' for more information.
[1]
$ touch /nodir/x
touch: cannot touch '/nodir/x': No such file or directory
[1]
$ touch a/x
touch: cannot touch 'a/x': Not a directory
[1]
$ touch -d foo x
touch: invalid date format 'foo'
[1]
$ touch -t 1 x
touch: invalid date format '1'
[1]
$ touch -r nofile x
touch: failed to get attributes of 'nofile': No such file or directory
[1]
"""
    assert files.replay(text) == text


def test_rmdir_removes_empty_folders(files):
    text = """\
$ rmdir
rmdir: missing operand
Try 'rmdir --help' for more information.
[1]
$ rmdir nofile
rmdir: failed to remove 'nofile': No such file or directory
[1]
$ rmdir d
rmdir: failed to remove 'd': Directory not empty
[1]
$ rmdir a
rmdir: failed to remove 'a': Not a directory
[1]
$ rmdir --ignore-fail-on-non-empty d
$ mkdir -p x/y
$ rmdir -pv x/y
rmdir: removing directory, 'x/y'
rmdir: removing directory, 'x'
"""
    assert files.replay(text) == text


def test_ln_gives_files_other_names(files):
    text = """\
$ ln -v a hard
'hard' => 'a'
$ cat hard
alpha
beta
gamma
delta
$ ln -sv a soft
'soft' -> 'a'
$ cat soft
alpha
beta
gamma
delta
$ ln -s ../a d
$ cat d/a
alpha
beta
gamma
delta
$ ln -sf b soft
$ cat soft
beta
zeta
$ ln -s nowhere broken
$ cat broken
cat: broken: No such file or directory
[1]
$ rm a
$ cat hard
alpha
beta
gamma
delta
"""
    assert files.replay(text) == text


def test_what_ln_refuses(files):
    text = """\
$ ln
ln: missing file operand
Try 'ln --help' for more information.
[1]
$ ln nofile x
ln: failed to access 'nofile': No such file or directory
[1]
$ ln a b
ln: failed to create hard link 'b': File exists
[1]
$ ln -s a b
ln: failed to create symbolic link 'b': File exists
[1]
$ ln d x
ln: d: hard link not allowed for directory
[1]
$ ln a nodir/x
ln: failed to create hard link 'nodir/x' => 'a': No such file or directory
[1]
$ ln -s a b e
ln: target 'e': Not a directory
[1]
$ ln -sf a a
ln: 'a' and 'a' are the same file
[1]
$ ln -t nodir a
ln: failed to access 'nodir': No such file or directory
[1]
"""
    assert files.replay(text) == text
