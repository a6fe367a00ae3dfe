"""Quotes, comments, continued lines, reserved words, aliases, here-documents: how text becomes words."""

import pytest

QUOTES = [
    ('echo "a\'b" \'a"b\' "\\$x \\` \\" \\\\ \\a" a\\ b', 'a\'b a"b $x ` " \\ \\a a b\n'),
    ("echo a\"b c\"d'e f'g", "ab cde fg\n"),
    ('echo "" \'\' a ""b', "  a b\n"),
    ("echo \"*\" '*' \\*", "* * *\n"),
    ("echo 'a\\b' \"a\\b\" a\\\\b", "a\\b a\\b a\\b\n"),
    ("echo \"'\" '\"' \\' \\\"", "' \" ' \"\n"),
    ("echo $'a\\tb\\x41\\101\\u00e9\\'c'", "a\tbAAé'c\n"),
    ('echo "$\'x\'" $"x"', "$'x' x\n"),
    ('echo $ "$" a$ "a$"', "$ $ a$ a$\n"),
]


@pytest.mark.parametrize("script, shown", QUOTES)
def test_quotes(sh, script, shown):
    assert sh(script) == shown


LINES = [
    ("echo a\\\nb", "ab\n"),
    ('echo "a\\\nb"', "ab\n"),
    ("echo 'a\\\nb'", "a\\\nb\n"),
    ("echo a; # comment\necho b#c # d", "a\nb#c\n"),
    ("if true # comment\nthen # another\n  echo y\nfi", "y\n"),
    ("echo a &&\necho b ||\necho c", "a\nb\n"),
    ("echo a |\n  cat", "a\n"),
    ("echo after an empty line", "after an empty line\n"),
    ("echo a\\", "a\\\n"),
]


@pytest.mark.parametrize("script, shown", LINES)
def test_lines(sh, script, shown):
    assert sh(script) == shown


RESERVED_WORDS_ARE_WORDS_ELSEWHERE = [
    ("echo if then else fi do done { } ! [[", "if then else fi do done { } ! [[\n"),
    ("x=if; echo $x", "if\n"),
    ("echo {; echo }", "{\n}\n"),
    ("for for in in do; do echo $for; done", "in\ndo\n"),
    ("case case in case) echo esac;; esac", "esac\n"),
    ("if=1; echo $if", "1\n"),
]


@pytest.mark.parametrize("script, shown", RESERVED_WORDS_ARE_WORDS_ELSEWHERE)
def test_reserved_words_are_words_elsewhere(sh, script, shown):
    assert sh(script) == shown


ALIASES = [
    (("shopt -s expand_aliases\nalias foo='echo hi '\nalias bar=baz\nfoo bar\nfoo foo"), "hi baz\nhi echo hi\n"),
    ("alias foo=echo\nfoo x", "bash: line 2: foo: command not found\n[127]\n"),
    (
        "shopt -s expand_aliases\nalias e=echo\ne a; e b\nunalias e\ne c",
        "a\nb\nbash: line 5: e: command not found\n[127]\n",
    ),
    (
        "shopt -s expand_aliases\nalias ls='ls -d'\nls .\nalias x=y y=x\nx",
        ".\nbash: line 5: x: command not found\n[127]\n",
    ),
    (
        (
            "shopt -s expand_aliases\n"
            "alias begin='{' end='}'\n"
            "begin echo a; end\n"
            "alias t='time -p'\n"
            "t true 2>/dev/null; echo $?"
        ),
        "a\nreal 0.00\nuser 0.00\nsys 0.00\n0\n",
    ),
    (
        "alias a='b c' d=\"it's\"; alias; alias a; alias nosuch; unalias nosuch; unalias",
        (
            "alias a='b c'\n"
            "alias d='it'\\''s'\n"
            "alias a='b c'\n"
            "bash: line 1: alias: nosuch: not found\n"
            "bash: line 1: unalias: nosuch: not found\n"
            "unalias: usage: unalias [-a] name [name ...]\n"
            "[2]\n"
        ),
    ),
]


@pytest.mark.parametrize("script, shown", ALIASES)
def test_aliases(sh, script, shown):
    assert sh(script) == shown


HERE_DOCUMENTS = [
    (
        ("cat <<EOF\na $((1+1)) $(echo x) \\$y `echo z` \"quoted\" 'single' \\\\ \\a\nEOF"),
        "a 2 x $y z \"quoted\" 'single' \\ \\a\n",
    ),
    ("cat <<'EOF'\na $((1+1)) $(echo x) \\$y\nEOF", "a $((1+1)) $(echo x) \\$y\n"),
    ("cat <<-EOF\n\ttab $HOME\n\t\ttabs\n\tEOF", "tab /root\ntabs\n"),
    ("cat <<A; cat <<B\nin a\nA\nin b\nB", "in a\nin b\n"),
    ("cat <<EOF | tr a-z A-Z\nhello\nEOF", "HELLO\n"),
    ('x=$(cat <<EOF\ninner\nEOF\n); echo "[$x]"', "[inner]\n"),
    ("cat <<EOF\nline1 \\\njoined\nEOF", "line1 joined\n"),
    (
        "cat <<EOF\na\nno end",
        ("bash: line 3: warning: here-document at line 1 delimited by end-of-file (wanted `EOF')\na\nno end\n"),
    ),
    (('while read l; do echo "[$l]"; done <<EOF\none\n  two\nthree\\\nfour\nEOF'), "[one]\n[two]\n[threefour]\n"),
    ("f() { cat <<EOF\nin f: $1\nEOF\n}; f a; f b", "in f: a\nin f: b\n"),
    ('cat <<EOF && echo done\n${x:-"a b"} $\nEOF\necho next', "a b $\ndone\nnext\n"),
]


@pytest.mark.parametrize("script, shown", HERE_DOCUMENTS)
def test_here_documents(sh, script, shown):
    assert sh(script) == shown


HERE_STRINGS = [
    ('cat <<< "a b"', "a b\n"),
    ("x='a  b'; cat <<< $x; cat <<< \"$x\"", "a  b\na  b\n"),
    ("cat <<< a\\ b'c'", "a bc\n"),
    ("cat <<< $(echo hi; echo there)", "hi\nthere\n"),
    ('read a b <<< "1 2 3"; echo $b', "2 3\n"),
]


@pytest.mark.parametrize("script, shown", HERE_STRINGS)
def test_here_strings(sh, script, shown):
    assert sh(script) == shown


COMMAND_SUBSTITUTION_IS_PARSED_WITH_THE_REST = [
    ("echo $(echo a; if true; then echo b; fi)", "a b\n"),
    ('echo "$(case x in x) echo "in)";; esac)"', "in)\n"),
    ("echo $(case x in (x) echo ok;; esac)", "ok\n"),
    ("echo `echo \\`echo nested\\``", "nested\n"),
    ('echo "`echo "d e"`"', "d e\n"),
    ("echo $(echo \"a )\" 'b )')", "a ) b )\n"),
    ("echo $((echo a); (echo b))", "a b\n"),
]


@pytest.mark.parametrize("script, shown", COMMAND_SUBSTITUTION_IS_PARSED_WITH_THE_REST)
def test_command_substitution_is_parsed_with_the_rest(sh, script, shown):
    assert sh(script) == shown
