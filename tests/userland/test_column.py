"""column; texts are util-linux 2.38.1's."""


def test_cells_stand_below_one_another(files):
    files.write("/root/mods", "hello 16384 0\nstubborn 16384 1 hello\n")
    text = """\
$ column -t mods
hello     16384  0  
stubborn  16384  1  hello
$ column -t -N a,b,c,d -R b -o ' | ' mods
a        |     b | c | d
hello    | 16384 | 0 | 
stubborn | 16384 | 1 | hello
$ column -t -s , <<< 'a,,b\\nccc,d,e\\n'
a       b
ccc  d  e
"""
    assert files.replay(text) == text


def test_words_fill_the_width(files):
    assert files("column -c 30 n") == "10\t2\n9\t1\n"
    assert files("column -x -c 20 n") == "10\t9\n2\t1\n"
    assert files("column a") == "alpha\tbeta\tgamma\tdelta\n"
    assert files("column -c x a") == "column: invalid columns argument: 'x'\n[1]\n"
    assert files("column nofile") == "column: nofile: No such file or directory\n[1]\n"
