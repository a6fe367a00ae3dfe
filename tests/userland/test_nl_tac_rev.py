"""nl, tac and rev; texts are coreutils 9.1's and util-linux 2.38.1's."""


def test_nl_numbers_lines(files):
    text = """\
$ nl a b
     1\talpha
     2\tbeta
     3\tgamma
     4\tdelta
     5\tbeta
     6\tzeta
$ nl t
     1\tone two  three
       
       
     2\t\tfour
$ nl -ba -w3 -s: b
  1:beta
  2:zeta
$ nl -v10 -i5 -nrz b
000010\tbeta
000015\tzeta
$ nl -n ln b
1     \tbeta
2     \tzeta
$ nl -bp^b a
       alpha
     1\tbeta
       gamma
       delta
$ nl -b x a
nl: invalid body numbering style: 'x'
Try 'nl --help' for more information.
[1]
$ nl -w0 a
nl: invalid line number field width: '0': Numerical result out of range
[1]
$ nl nofile d
nl: nofile: No such file or directory
nl: d: Is a directory
[1]
"""
    assert files.replay(text) == text


def test_tac_and_rev_turn_things_round(files):
    text = """\
$ tac a b
delta
gamma
beta
alpha
zeta
beta
$ tac -s a a


deltamma
ga
betalphaa%
$ tac <<< 'a\\nb'
ba
$ tac nofile d
tac: failed to open 'nofile' for reading: No such file or directory
tac: d: read error: Invalid argument
[1]
$ rev a
ahpla
ateb
ammag
atled
$ rev nofile d
rev: cannot open nofile: No such file or directory
rev: d: 0: Is a directory
[1]
"""
    assert files.replay(text) == text
