"""cut, tr and uniq; texts are coreutils 9.1's."""


def test_cut_takes_fields_and_characters(files):
    text = """\
$ cut -d: -f1 csv
root
user
$ cut -d: -f3,1 csv
root:0
user:1000
$ cut -d: -f2- csv
x:0
x:1000
$ cut -d: -f2 --complement csv
root:0
user:1000
$ cut -d: -f1,3 --output-delimiter=' ' csv
root 0
user 1000
$ cut -d ' ' -f2 t
two


\tfour
$ cut -sd ' ' -f2 t
two
$ cut -c2-3 a
lp
et
am
el
$ cut -c-2,4 b
bea
zea
"""
    assert files.replay(text) == text


def test_what_cut_refuses(files):
    text = """\
$ cut
cut: you must specify a list of bytes, characters, or fields
Try 'cut --help' for more information.
[1]
$ cut -b 1 -f 1 a
cut: only one list may be specified
Try 'cut --help' for more information.
[1]
$ cut -f 0 a
cut: fields are numbered from 1
Try 'cut --help' for more information.
[1]
$ cut -f 1x a
cut: invalid field value 'x'
Try 'cut --help' for more information.
[1]
$ cut -f 3-1 a
cut: invalid decreasing range
Try 'cut --help' for more information.
[1]
$ cut -f - a
cut: invalid range with no endpoint: -
Try 'cut --help' for more information.
[1]
$ cut -d ab -f1 a
cut: the delimiter must be a single character
Try 'cut --help' for more information.
[1]
$ cut -s -c1 a
cut: suppressing non-delimited lines makes sense
\tonly when operating on fields
Try 'cut --help' for more information.
[1]
$ cut -d, -c1 a
cut: an input delimiter may be specified only when operating on fields
Try 'cut --help' for more information.
[1]
$ cut -f 1 nofile d
cut: nofile: No such file or directory
cut: d: Is a directory
[1]
"""
    assert files.replay(text) == text


def test_tr_translates_deletes_and_squeezes(files):
    text = """\
$ tr a-z A-Z <<< 'hello\\n'
HELLO
$ tr '[:lower:]' '[:upper:]' <<< 'hello\\n'
HELLO
$ tr -d l <<< 'hello\\n'
heo
$ tr -d '\\n' <<< 'a\\nb\\n'
ab%
$ tr -s l <<< 'hello\\n'
helo
$ tr -cd '0-9\\n' <<< 'a1b2\\n'
12
$ tr -cs '[:alnum:]' '\\n' <<< 'a, b; c\\n'
a
b
c
$ tr '\\n' ' ' <<< 'a\\nb\\n'
a b %
$ tr abc x <<< 'abcd\\n'
xxxd
$ tr -t abc x <<< 'abcd\\n'
xbcd
$ tr a-c '[x*]' <<< 'abcd\\n'
xxxd
$ tr 'a\\-b' xyz <<< 'a-b\\n'
xyz
$ tr -ds a l <<< 'all\\n'
l
"""
    assert files.replay(text) == text


def test_what_tr_refuses(files):
    text = """\
$ tr
tr: missing operand
Try 'tr --help' for more information.
[1]
$ tr a
tr: missing operand after 'a'
Two strings must be given when translating.
Try 'tr --help' for more information.
[1]
$ tr a b c
tr: extra operand 'c'
Try 'tr --help' for more information.
[1]
$ tr -d a b
tr: extra operand 'b'
Only one string may be given when deleting without squeezing repeats.
Try 'tr --help' for more information.
[1]
$ tr z-a b
tr: range-endpoints of 'z-a' are in reverse collating sequence order
[1]
$ tr '[:foo:]' b
tr: invalid character class 'foo'
[1]
$ tr a ''
tr: when not truncating set1, string2 must be non-empty
[1]
$ tr '[:alpha:]' '[:digit:]'
tr: when translating, the only character classes that may appear in
string2 are 'upper' and 'lower'
[1]
$ tr a '[:upper:]'
tr: misaligned [:upper:] and/or [:lower:] construct
[1]
$ tr a '[b*x]'
tr: invalid repeat count 'x' in [c*n] construct
[1]
"""
    assert files.replay(text) == text


def test_uniq_leaves_out_repetitions(files):
    text = """\
$ uniq <<< 'a\\na\\nb\\nA\\na\\n'
a
b
A
a
$ uniq -c <<< 'a\\na\\nb\\n'
      2 a
      1 b
$ uniq -d <<< 'a\\na\\nb\\n'
a
$ uniq -u <<< 'a\\na\\nb\\n'
b
$ uniq -D <<< 'a\\na\\nb\\n'
a
a
$ uniq -ci <<< 'a\\nA\\nb\\n'
      2 a
      1 b
$ uniq -f1 <<< '1 a\\n2 a\\n3 b\\n'
1 a
3 b
$ uniq -s1 <<< '1a\\n2a\\n3b\\n'
1a
3b
$ uniq -w1 a
alpha
beta
gamma
delta
$ uniq --all-repeated=separate <<< 'a\\na\\nb\\nb\\n'
a
a

b
b
$ uniq b out
$ cat out
beta
zeta
"""
    assert files.replay(text) == text


def test_what_uniq_refuses(files):
    text = """\
$ uniq nofile
uniq: nofile: No such file or directory
[1]
$ uniq a b c
uniq: extra operand 'c'
Try 'uniq --help' for more information.
[1]
$ uniq -f x a
uniq: x: invalid number of fields to skip
[1]
$ uniq -cD a
uniq: printing all duplicated lines and repeat counts is meaningless
Try 'uniq --help' for more information.
[1]
$ uniq --all-repeated=foo a
uniq: invalid argument 'foo' for '--all-repeated'
Valid arguments are:
  - 'none'
  - 'prepend'
  - 'separate'
Try 'uniq --help' for more information.
[1]
"""
    assert files.replay(text) == text


def test_uniq_separates_groups(files):
    text = """\
$ uniq --group <<< 'a\\na\\nb\\n'
a
a

b
$ uniq --group=both <<< 'a\\nb\\n'

a

b

$ uniq --group -c <<< 'a\\n'
uniq: --group is mutually exclusive with -c/-d/-D/-u
Try 'uniq --help' for more information.
[1]
"""
    assert files.replay(text) == text
