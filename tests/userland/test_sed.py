"""sed; texts are GNU sed 4.9's."""


def test_text_is_replaced(files):
    text = """\
$ sed s/a/X/ a
Xlpha
betX
gXmma
deltX
$ sed 's/a/X/2g' a
alphX
beta
gammX
delta
$ sed -n 's/l/&&/p' a
allpha
dellta
$ sed 's/\\(.\\)\\(.*\\)/\\2\\U\\1/' b
etaB
etaZ
$ sed -E 's/(a|b)+/<&>/g' b
<b>et<a>
zet<a>
$ sed 's/x*/-/g' b
-b-e-t-a-
-z-e-t-a-
$ sed 's,/,x,;s|e|\\||' b
b|ta
z|ta
$ sed 's/A/x/I' b
betx
zetx
$ sed 's/t/\\n/' b
be
a
ze
a
$ sed y/abc/xyz/ b
yetx
zetx
$ sed 's/[[:space:]]\\+/ /g' t
one two three


 four
$ sed s/a/b/ <<< 'no newline a'
no newline b%
"""
    assert files.replay(text) == text


def test_lines_are_selected(files):
    text = """\
$ sed -n 2p a
beta
$ sed -n '$=' a
4
$ sed '2,3d' a
alpha
delta
$ sed '/beta/,$d' a
alpha
$ sed -n '/beta/,+1p' a
beta
gamma
$ sed '1~2d' a
beta
delta
$ sed '/a$/!d' b
beta
zeta
$ sed -n '0,/a/p' a
alpha
$ sed -n '\\,bet,p' a
beta
$ sed 2q a
alpha
beta
$ sed 2q5 b
beta
zeta
[5]
$ sed -n '2{p;q}' a
beta
$ sed -s -n '$p' a b
delta
zeta
"""
    assert files.replay(text) == text


def test_lines_are_added_and_moved(files):
    text = """\
$ sed '1i foo' b
foo
beta
zeta
$ sed '$a\\  foo' b
beta
zeta
  foo
$ sed '1c foo' b
foo
zeta
$ sed '1r b' b
beta
beta
zeta
zeta
$ sed G b
beta

zeta

$ sed '1!G;h;$!d' a
delta
gamma
beta
alpha
$ sed '$!N;s/\\n/ /' a
alpha beta
gamma delta
$ sed -n 'l' t
one two  three$
$
$
\\tfour$
$ sed = b
1
beta
2
zeta
$ sed 'n;d' a
alpha
gamma
$ sed ':a;s/^.\\{1,6\\}$/ &/;ta' b
   beta
   zeta
"""
    assert files.replay(text) == text


def test_files_are_edited_in_place(files):
    text = """\
$ sed -i s/beta/BETA/ b
$ cat b
BETA
zeta
$ sed -i.bak -e 1d b
$ cat b b.bak
zeta
BETA
zeta
$ sed -n 's/z/Z/w out' b
$ cat out
Zeta
"""
    assert files.replay(text) == text


def test_what_sed_refuses(files):
    text = """\
$ sed s/a b
sed: -e expression #1, char 3: unterminated `s' command
[1]
$ sed s/a/b/x b
sed: -e expression #1, char 7: unknown option to `s'
[1]
$ sed 's/\\(a/b/' b
sed: -e expression #1, char 8: Unmatched ( or \\(
[1]
$ sed 's/a/\\1/' b
sed: -e expression #1, char 7: invalid reference \\1 on `s' command's RHS
[1]
$ sed k b
sed: -e expression #1, char 1: unknown command: `k'
[1]
$ sed 'p;p q' b
sed: -e expression #1, char 5: extra characters after command
[1]
$ sed /a b
sed: -e expression #1, char 2: unterminated address regex
[1]
$ sed '{p' b
sed: -e expression #1, char 0: unmatched `{'
[1]
$ sed 'p}' b
sed: -e expression #1, char 2: unexpected `}'
[1]
$ sed 0p b
sed: -e expression #1, char 2: invalid usage of line address 0
[1]
$ sed 'y/ab/c/' b
sed: -e expression #1, char 7: strings for `y' command are different lengths
[1]
$ sed a b
sed: -e expression #1, char 1: expected \\ after `a', `c' or `i'
[1]
$ sed -E 's/*/x/' b
sed: -e expression #1, char 6: Invalid preceding regular expression
[1]
$ sed p nofile
sed: can't read nofile: No such file or directory
[2]
$ sed p d
sed: read error on d: Is a directory
[4]
$ sed -i p d
sed: couldn't edit d: not a regular file
[4]
$ sed -f nofile b
sed: couldn't open file nofile: No such file or directory
[4]
"""
    assert files.replay(text) == text


def test_files_that_are_separate_are_counted_anew(files):
    text = """\
$ sed -s -n '1p;$=' a b
alpha
4
beta
2
"""
    assert files.replay(text) == text
