"""diff and cmp; texts are diffutils 3.8's."""


def test_changed_lines_are_shown(files):
    files.write("/root/new", "alpha\nBETA\ngamma\ndelta\nend")
    text = """\
$ diff a a
$ diff a new
2c2
< beta
---
> BETA
4a5
> end
\\ No newline at end of file
[1]
$ diff -i a new
4a5
> end
\\ No newline at end of file
[1]
$ diff --label a --label new -u a new
--- a
+++ new
@@ -1,4 +1,5 @@
 alpha
-beta
+BETA
 gamma
 delta
+end
\\ No newline at end of file
[1]
$ diff --label a --label new -C1 a new
*** a
--- new
***************
*** 1,4 ****
  alpha
! beta
  gamma
  delta
--- 1,5 ----
  alpha
! BETA
  gamma
  delta
+ end
\\ No newline at end of file
[1]
$ diff -q a new
Files a and new differ
[1]
$ diff -s a a
Files a and a are identical
$ diff - b <<< 'beta\\nzeta\\n'
"""
    assert files.replay(text) == text


def test_a_change_that_could_stand_at_several_places_stands_at_the_last(files):
    files.write("/root/p", "a\nb\na\nb\n")
    files.write("/root/q", "a\nb\na\nb\na\nb\n")
    assert files("diff p q") == "4a5,6\n> a\n> b\n[1]\n"
    assert files("diff q p") == "5,6d4\n< a\n< b\n[1]\n"


def test_headings_tell_when_the_files_were_written(files):
    files("touch -d 2020-01-02 a")
    assert files("diff -u a b").splitlines()[0] == "--- a\t2020-01-02 00:00:00.000000000 +0000"
    assert files("diff -c a b").splitlines()[0] == "*** a\tThu Jan  2 00:00:00 2020"


def test_folders_are_compared_file_by_file(files):
    files.do(lambda p: p.sys.mkdir("/root/e2"))
    files.write("/root/e2/x", "other\n")
    files.write("/root/e2/y", "")
    text = """\
$ diff d e2
diff d/x e2/x
1c1
< beta
---
> other
Only in e2: y
[1]
$ diff a d
diff: d/a: No such file or directory
[2]
"""
    assert files.replay(text) == text


def test_what_diff_refuses(files):
    text = """\
$ diff a
diff: missing operand after 'a'
diff: Try 'diff --help' for more information.
[2]
$ diff a nofile
diff: nofile: No such file or directory
[2]
$ diff -U x a b
diff: invalid context length 'x'
diff: Try 'diff --help' for more information.
[2]
"""
    assert files.replay(text) == text


def test_cmp_finds_the_first_byte_that_differs(files):
    files.write("/root/p", "alpha\nbe")
    text = """\
$ cmp a a
$ cmp a b
a b differ: char 1, line 1
[1]
$ cmp -b a b
a b differ: byte 1, line 1 is 141 a 142 b
[1]
$ cmp -s a b
[1]
$ cmp a p
cmp: EOF on p after byte 8, in line 2
[1]
$ cmp -n 5 a p
$ cmp a e
cmp: EOF on e which is empty
[1]
$ cmp
cmp: missing operand after 'cmp'
cmp: Try 'cmp --help' for more information.
[2]
"""
    assert files.replay(text) == text
