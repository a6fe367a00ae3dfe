"""grep; texts are GNU grep 3.8's."""


def test_lines_are_selected_by_patterns(files):
    text = """\
$ grep alpha a
alpha
$ grep -n 'a$' a b
a:1:alpha
a:2:beta
a:3:gamma
a:4:delta
b:1:beta
b:2:zeta
$ grep -v a a
[1]
$ grep -c beta a b e
a:1
b:1
e:0
$ grep -i BETA a
beta
$ grep -x bet a
[1]
$ grep -w alpha a
alpha
$ grep -e alpha -e 'g' a
alpha
gamma
$ grep -F 'a*' a
[1]
$ grep -E '^(alpha|delta)$' a
alpha
delta
$ grep 'al\\|ga' a
alpha
gamma
$ grep 'm\\{2\\}' a
gamma
$ grep '\\(t\\)a\\1*' a
beta
delta
$ grep '[[:digit:]]$' csv
root:x:0
user:x:1000
$ grep '\\<four\\>' t
\tfour
$ grep -P '\\d{4}' csv
user:x:1000
"""
    assert files.replay(text) == text


def test_parts_and_names_are_shown(files):
    text = """\
$ grep -o '[0-9]*' csv
0
1000
$ grep -ob e a b
a:7:e
a:18:e
b:1:e
b:6:e
$ grep -oE 'foo|foobar' <<< 'foobar\\n'
foobar
$ grep -oP 'x:\\K\\d+' csv
0
1000
$ grep -l beta a b csv
a
b
$ grep -L beta a b csv
csv
$ grep -H beta <<< 'beta\\n'
(standard input):beta
$ grep -m1 -c a a
1
$ grep -q beta a
$ grep -q nothing a
[1]
"""
    assert files.replay(text) == text


def test_context_surrounds_selected_lines(files):
    text = """\
$ grep -n -A1 beta a b
a:2:beta
a-3-gamma
--
b:1:beta
b-2-zeta
$ grep -C1 delta a
gamma
delta
$ grep -1 alpha a
alpha
beta
$ grep -n -B1 -m1 beta a
1-alpha
2:beta
$ grep -nA1 --group-separator=+ -e 10 -e 1$ n
1:10
2-9
+
4:1
"""
    assert files.replay(text) == text


def test_folders_are_searched_when_that_is_asked_for(files):
    text = """\
$ grep beta d a
grep: d: Is a directory
a:beta
[2]
$ grep -r beta d
d/x:beta
$ grep -rn beta d/ b
d/x:1:beta
b:1:beta
$ grep -s beta d nofile
[2]
"""
    assert files.replay(text) == text


def test_what_is_not_text_is_only_reported(files):
    text = """\
$ grep beta <<< 'beta\\x00\\n'
grep: (standard input): binary file matches
$ grep -a beta <<< 'beta\\x00\\n'
beta\0
$ grep -c beta <<< 'x\\nbeta\\nbin\\x00\\nbeta\\n'
2
$ grep -I beta <<< 'beta\\x00\\n'
[1]
"""
    assert files.replay(text) == text


def test_what_is_refused(files):
    text = """\
$ grep
Usage: grep [OPTION]... PATTERNS [FILE]...
Try 'grep --help' for more information.
[2]
$ grep beta nofile a
grep: nofile: No such file or directory
a:beta
[2]
$ grep '[a' a
grep: Unmatched [, [^, [:, [., or [=
[2]
$ grep '\\(a' a
grep: Unmatched ( or \\(
[2]
$ grep -E '(a' a
grep: Unmatched ( or \\(
[2]
$ grep 'a\\{1' a
grep: Unmatched \\{
[2]
$ grep 'a\\{2,1\\}' a
grep: Invalid content of \\{\\}
[2]
$ grep '[b-a]' a
grep: Invalid range end
[2]
$ grep '[[:foo:]]' a
grep: Invalid character class name
[2]
$ grep '[:alpha:]' a
grep: character class syntax is [[:space:]], not [:space:]
[2]
$ grep '\\1' a
grep: Invalid back reference
[2]
$ grep 'a\\' a
grep: Trailing backslash
[2]
$ grep -E '*alpha' a
grep: warning: * at start of expression
alpha
$ grep -A x a a
grep: x: invalid context length argument
[2]
$ grep -m x a a
grep: invalid max count
[2]
$ grep -j a
grep: invalid option -- 'j'
Usage: grep [OPTION]... PATTERNS [FILE]...
Try 'grep --help' for more information.
[2]
$ grep -P -E a a
grep: conflicting matchers specified
[2]
$ grep -e
grep: option requires an argument -- 'e'
Usage: grep [OPTION]... PATTERNS [FILE]...
Try 'grep --help' for more information.
[2]
"""
    assert files.replay(text) == text


def test_matches_are_coloured(files):
    text = """\
$ grep --color=always et a b
\x1b[35m\x1b[Ka\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[Kb\x1b[01;31m\x1b[Ket\x1b[m\x1b[Ka
\x1b[35m\x1b[Kb\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[Kb\x1b[01;31m\x1b[Ket\x1b[m\x1b[Ka
\x1b[35m\x1b[Kb\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[Kz\x1b[01;31m\x1b[Ket\x1b[m\x1b[Ka
$ grep --color=always -n -A1 beta a b
\x1b[35m\x1b[Ka\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[K\x1b[32m\x1b[K2\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[K\x1b[01;31m\x1b[Kbeta\x1b[m\x1b[K
\x1b[35m\x1b[Ka\x1b[m\x1b[K\x1b[36m\x1b[K-\x1b[m\x1b[K\x1b[32m\x1b[K3\x1b[m\x1b[K\x1b[36m\x1b[K-\x1b[m\x1b[Kgamma
\x1b[36m\x1b[K--\x1b[m\x1b[K
\x1b[35m\x1b[Kb\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[K\x1b[32m\x1b[K1\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[K\x1b[01;31m\x1b[Kbeta\x1b[m\x1b[K
\x1b[35m\x1b[Kb\x1b[m\x1b[K\x1b[36m\x1b[K-\x1b[m\x1b[K\x1b[32m\x1b[K2\x1b[m\x1b[K\x1b[36m\x1b[K-\x1b[m\x1b[Kzeta
$ grep --color=always -c e a b
\x1b[35m\x1b[Ka\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[K2
\x1b[35m\x1b[Kb\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[K2
$ grep --color=always -o e a
\x1b[01;31m\x1b[Ke\x1b[m\x1b[K
\x1b[01;31m\x1b[Ke\x1b[m\x1b[K
"""
    assert files.replay(text) == text


def test_a_folder_that_cannot_be_read_has_no_lines(files):
    text = """\
$ grep -c beta d a
grep: d: Is a directory
d:0
a:1
[2]
$ grep -L beta d a
grep: d: Is a directory
d
[2]
$ grep beta d
grep: d: Is a directory
[2]
"""
    assert files.replay(text) == text
