"""cp and mv; texts are coreutils 9.1's."""

import pytest

HELP = "Try '{} --help' for more information.\n[1]\n"


@pytest.fixture
def files(computer):
    """A computer with files ``a`` and ``b``, a file ``c`` in a folder ``d``, and a folder ``a`` in a folder ``e``."""

    def make(p):
        for folder in ("d", "e", "e/a"):
            p.sys.mkdir(folder)
        for path in ("a", "b", "d/c"):
            p.write_file(path, f"{path}\n")

    computer.do(make)
    return computer


def test_a_file_is_copied_to_a_name_and_into_a_folder(files):
    assert files("cp a x") == ""
    assert files("cp -v a b d") == "'a' -> 'd/a'\n'b' -> 'd/b'\n"
    assert (files.read("x"), files.read("d/b"), files.read("a")) == ("a\n", "b\n", "a\n")


def test_a_folder_is_copied_with_what_it_holds(files):
    assert files("cp d f") == "cp: -r not specified; omitting directory 'd'\n[1]\n"
    assert files("cp -rv d f") == "'d' -> 'f'\n'd/c' -> 'f/c'\n"
    assert files("cp -r d e") == ""
    assert files.read("e/d/c") == "d/c\n"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ("", "missing file operand\n" + HELP.format("cp")),
        ("a", "missing destination file operand after 'a'\n" + HELP.format("cp")),
        ("nosuch y", "cannot stat 'nosuch': No such file or directory\n[1]\n"),
        ("a b nosuch", "target 'nosuch': No such file or directory\n[1]\n"),
        ("a b b", "target 'b': Not a directory\n[1]\n"),
        ("-t nosuch a", "target directory 'nosuch': No such file or directory\n[1]\n"),
        ("a a", "'a' and 'a' are the same file\n[1]\n"),
        ("a ./a", "'a' and './a' are the same file\n[1]\n"),
        ("a d/nosuch/x", "cannot create regular file 'd/nosuch/x': No such file or directory\n[1]\n"),
        ("a nosuch/", "cannot create regular file 'nosuch/': Not a directory\n[1]\n"),
        ("a b/x", "cannot stat 'b/x': Not a directory\n[1]\n"),
        ("-T a d", "cannot overwrite directory 'd' with non-directory\n[1]\n"),
        ("-r d a", "cannot overwrite non-directory 'a' with directory 'd'\n[1]\n"),
        ("-r d d/sub", "cannot copy a directory, 'd', into itself, 'd/sub'\n[1]\n"),
    ],
)
def test_what_cp_refuses(files, arguments, text):
    assert files(f"cp {arguments}") == f"cp: {text}"


def test_cp_leaves_what_is_there_when_it_is_told_to(files):
    assert files("cp -n a b") == ""
    assert files("cp -i a b", stdin="n\n") == "cp: overwrite 'b'? "
    assert files.read("b") == "b\n"
    assert files("cp -i a b", stdin="y\n") == "cp: overwrite 'b'? "
    assert files.read("b") == "a\n"


def test_a_file_is_renamed_and_moved(files):
    assert files("mv -v a x") == "renamed 'a' -> 'x'\n"
    assert files("mv x b d") == ""
    assert (files.read("d/x"), files.read("d/b")) == ("a\n", "b\n")
    assert files("mv d f") == ""
    assert files.read("f/c") == "d/c\n"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ("", "missing file operand\n" + HELP.format("mv")),
        ("nosuch z", "cannot stat 'nosuch': No such file or directory\n[1]\n"),
        ("a a", "'a' and 'a' are the same file\n[1]\n"),
        ("d d/x", "cannot move 'd' to a subdirectory of itself, 'd/x'\n[1]\n"),
        ("d a", "cannot overwrite non-directory 'a' with directory 'd'\n[1]\n"),
        ("a e", "cannot overwrite directory 'e/a' with non-directory\n[1]\n"),
        ("a b/b", "cannot stat 'b/b': Not a directory\n[1]\n"),
        ("a nosuch/", "cannot move 'a' to 'nosuch/': Not a directory\n[1]\n"),
        ("-T d e", "cannot move 'd' to 'e': Directory not empty\n[1]\n"),
    ],
)
def test_what_mv_refuses(files, arguments, text):
    assert files(f"mv {arguments}") == f"mv: {text}"


def test_mv_does_not_overwrite_when_it_is_told_not_to(files):
    assert files("mv -n a b") == ""
    assert (files.read("a"), files.read("b")) == ("a\n", "b\n")


def test_a_copy_may_keep_time_owner_and_links(files):
    files("touch -d 2001-01-01 a")
    files("chown 7:8 a")
    files("ln -s c d/link")
    assert files("cp -p a x") == ""
    assert files("stat -c '%u %g %y' x") == "7 8 2001-01-01 00:00:00.000000000 +0000\n"
    assert files("cp -a d f") == ""
    assert files("readlink f/link") == "c\n"
    assert files("cp d/link x") == ""
    assert files.read("x") == "d/c\n"
    assert files("cp -s a s") == files("cp -l a h") == ""
    assert files("stat -c '%F %h' s h") == "symbolic link 1\nregular file 2\n"


def test_only_what_is_newer_is_taken(files):
    files("touch -d 2001-01-01 a")
    assert files("cp -u a b") == files("mv -u a b") == ""
    assert (files.read("a"), files.read("b")) == ("a\n", "b\n")
