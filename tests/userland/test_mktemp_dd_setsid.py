"""mktemp, dd and setsid; texts are coreutils 9.1's and util-linux 2.38.1's."""

import re


def test_a_name_is_found_that_is_free(files):
    first, second = files("mktemp").strip(), files("mktemp").strip()
    assert re.fullmatch(r"/tmp/tmp\.\w{10}", first) and first != second
    assert files(f"stat -c %A {first}") == "-rw-------\n"
    assert files("stat -c %A " + files("mktemp -d aXXXX.d").strip()) == "drwx------\n"
    assert files("mktemp aXX") == "mktemp: too few X's in template 'aXX'\n[1]\n"
    assert files("mktemp /no/aXXX") == (
        "mktemp: failed to create file via template '/no/aXXX': No such file or directory\n[1]\n"
    )


def test_blocks_are_copied(files):
    assert files("dd if=a of=c bs=4 count=2 status=noxfer") == "2+0 records in\n2+0 records out\n"
    assert files.read("/root/c") == "alpha\nbe"
    assert files("dd if=a bs=6 skip=1 count=1 status=none") == "beta\ng"
    files("dd if=b of=c bs=1 count=1 seek=1 conv=notrunc status=none")
    assert files.read("/root/c") == "abpha\nbe"
    shown = files("dd if=/dev/zero of=z bs=1K count=2")
    assert re.fullmatch(
        r"2\+0 records in\n2\+0 records out\n2048 bytes \(2\.0 kB, 2\.0 KiB\) copied, \S+ s, \S+ [kMG]?B/s\n", shown
    )


def test_what_dd_refuses(files):
    text = """\
$ dd foo
dd: unrecognized operand 'foo'
Try 'dd --help' for more information.
[1]
$ dd bs=x
dd: invalid number: 'x'
[1]
$ dd if=nofile
dd: failed to open 'nofile': No such file or directory
[1]
"""
    assert files.replay(text) == text


def test_a_program_gets_a_session_of_its_own(files):
    text = """\
$ setsid -w bash -c 'exit 3'
[3]
$ setsid
setsid: no command specified
Try 'setsid --help' for more information.
[1]
$ setsid -w nosuch
setsid: failed to execute nosuch: No such file or directory
[127]
"""
    assert files.replay(text) == text
    assert files("setsid -w bash -c '[ $(ps -o sid= -p $$) = $$ ] && echo leader'") == "leader\n"
