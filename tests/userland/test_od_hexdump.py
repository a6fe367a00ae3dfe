"""od and hexdump; texts are coreutils 9.1's and util-linux 2.38.1's."""


def test_od_shows_bytes(files):
    text = """\
$ od a
0000000 066141 064160 005141 062542 060564 063412 066541 060555
0000020 062012 066145 060564 000012
0000027
$ od -c a
0000000   a   l   p   h   a  \\n   b   e   t   a  \\n   g   a   m   m   a
0000020  \\n   d   e   l   t   a  \\n
0000027
$ od -x a
0000000 6c61 6870 0a61 6562 6174 670a 6d61 616d
0000020 640a 6c65 6174 000a
0000027
$ od -An -tx1z a
 61 6c 70 68 61 0a 62 65 74 61 0a 67 61 6d 6d 61  >alpha.beta.gamma<
 0a 64 65 6c 74 61 0a                             >.delta.<
$ od -Ad -tu1 -N4 a
0000000  97 108 112 104
0000004
$ od -j6 -Ax -c a
000006   b   e   t   a  \\n   g   a   m   m   a  \\n   d   e   l   t   a
000016  \\n
000017
$ od -x -c b
0000000    6562    6174    7a0a    7465    0a61
          b   e   t   a  \\n   z   e   t   a  \\n
0000012
$ od -td4 -w8 a
0000000  1752198241  1700924001
0000010  1728733556  1634561377
0000020  1818584074      680308
0000027
$ od -a t
0000000   o   n   e  sp   t   w   o  sp  sp   t   h   r   e   e  nl  nl
0000020  nl  ht   f   o   u   r  nl
0000027
$ od e
0000000
$ od -t q a
od: invalid character 'q' in type string 'q'
[1]
$ od -t x3 a
od: invalid type string 'x3';
this system doesn't provide a 3-byte integral type
[1]
$ od -A q a
od: invalid output address radix 'q'; it must be one character from [doxn]
[1]
$ od -N x a
od: invalid -N argument 'x'
[1]
$ od nofile
od: nofile: No such file or directory
[1]
"""
    assert files.replay(text) == text


def test_hexdump_shows_bytes(files):
    text = """\
$ hexdump a
0000000 6c61 6870 0a61 6562 6174 670a 6d61 616d
0000010 640a 6c65 6174 000a                    
0000017
$ hexdump -C a
00000000  61 6c 70 68 61 0a 62 65  74 61 0a 67 61 6d 6d 61  |alpha.beta.gamma|
00000010  0a 64 65 6c 74 61 0a                              |.delta.|
00000017
$ hexdump -c b
0000000   b   e   t   a  \\n   z   e   t   a  \\n                        
000000a
$ hexdump -n4 -C a
00000000  61 6c 70 68                                       |alph|
00000004
$ hexdump -s 6 -x a
0000006    6562    6174    670a    6d61    616d    640a    6c65    6174
0000016    000a                                                        
0000017
$ hd b
00000000  62 65 74 61 0a 7a 65 74  61 0a                    |beta.zeta.|
0000000a
$ hexdump e
$ hexdump nofile
hexdump: nofile: No such file or directory
hexdump: all input file arguments failed
[1]
$ hexdump -X
hexdump: invalid option -- 'X'
Try 'hexdump --help' for more information.
[1]
"""
    assert files.replay(text) == text
