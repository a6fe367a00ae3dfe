"""What bash says of text that it cannot parse."""

import pytest

A_TOKEN_THAT_CANNOT_STAND_HERE = [
    ("echo )", ("bash: -c: line 1: syntax error near unexpected token `)'\nbash: -c: line 1: `echo )'\n[2]\n")),
    (";;", ("bash: -c: line 1: syntax error near unexpected token `;;'\nbash: -c: line 1: `;;'\n[2]\n")),
    ("&& a", ("bash: -c: line 1: syntax error near unexpected token `&&'\nbash: -c: line 1: `&& a'\n[2]\n")),
    ("a | | b", ("bash: -c: line 1: syntax error near unexpected token `|'\nbash: -c: line 1: `a | | b'\n[2]\n")),
    (
        "echo a & & b",
        ("bash: -c: line 1: syntax error near unexpected token `&'\nbash: -c: line 1: `echo a & & b'\n[2]\n"),
    ),
    ("then", ("bash: -c: line 1: syntax error near unexpected token `then'\nbash: -c: line 1: `then'\n[2]\n")),
    (
        "echo a; done; echo b",
        (
            "bash: -c: line 1: syntax error near unexpected token `done'\n"
            "bash: -c: line 1: `echo a; done; echo b'\n"
            "[2]\n"
        ),
    ),
    ("if; then", ("bash: -c: line 1: syntax error near unexpected token `;'\nbash: -c: line 1: `if; then'\n[2]\n")),
    (
        "if then fi",
        ("bash: -c: line 1: syntax error near unexpected token `then'\nbash: -c: line 1: `if then fi'\n[2]\n"),
    ),
    ("( )", ("bash: -c: line 1: syntax error near unexpected token `)'\nbash: -c: line 1: `( )'\n[2]\n")),
    ("{ }", ("bash: -c: line 1: syntax error near unexpected token `}'\nbash: -c: line 1: `{ }'\n[2]\n")),
    ("f() echo", ("bash: -c: line 1: syntax error near unexpected token `echo'\nbash: -c: line 1: `f() echo'\n[2]\n")),
    (
        "foo() { echo; } x",
        ("bash: -c: line 1: syntax error near unexpected token `x'\nbash: -c: line 1: `foo() { echo; } x'\n[2]\n"),
    ),
    ("echo (a)", ("bash: -c: line 1: syntax error near unexpected token `a'\nbash: -c: line 1: `echo (a)'\n[2]\n")),
    (
        "for x in a; do done",
        ("bash: -c: line 1: syntax error near unexpected token `done'\nbash: -c: line 1: `for x in a; do done'\n[2]\n"),
    ),
    (
        "case x in a b) echo;; esac",
        (
            "bash: -c: line 1: syntax error near unexpected token `b'\n"
            "bash: -c: line 1: `case x in a b) echo;; esac'\n"
            "[2]\n"
        ),
    ),
    ("echo >", ("bash: -c: line 1: syntax error near unexpected token `newline'\nbash: -c: line 1: `echo >'\n[2]\n")),
    ("echo > ;", ("bash: -c: line 1: syntax error near unexpected token `;'\nbash: -c: line 1: `echo > ;'\n[2]\n")),
    ("cat <<", ("bash: -c: line 1: syntax error near unexpected token `newline'\nbash: -c: line 1: `cat <<'\n[2]\n")),
    (
        "function",
        ("bash: -c: line 1: syntax error near unexpected token `newline'\nbash: -c: line 1: `function'\n[2]\n"),
    ),
    ("time | x", ("bash: -c: line 1: syntax error near unexpected token `|'\nbash: -c: line 1: `time | x'\n[2]\n")),
    (
        "echo a\necho b\nif then\necho c",
        ("a\nb\nbash: -c: line 3: syntax error near unexpected token `then'\nbash: -c: line 3: `if then'\n[2]\n"),
    ),
]


@pytest.mark.parametrize("script, shown", A_TOKEN_THAT_CANNOT_STAND_HERE)
def test_a_token_that_cannot_stand_here(sh, script, shown):
    assert sh(script) == shown


WHAT_IS_NOT_FINISHED = [
    ("if true", "bash: -c: line 2: syntax error: unexpected end of file\n[2]\n"),
    ("while true\ndo echo hi", "bash: -c: line 3: syntax error: unexpected end of file\n[2]\n"),
    ("case x in a) echo", "bash: -c: line 2: syntax error: unexpected end of file\n[2]\n"),
    ("f() {", "bash: -c: line 2: syntax error: unexpected end of file\n[2]\n"),
    ("( echo", "bash: -c: line 2: syntax error: unexpected end of file\n[2]\n"),
    ("for x in a; do", "bash: -c: line 2: syntax error: unexpected end of file\n[2]\n"),
    ('echo "abc\ndef', ("bash: -c: line 1: unexpected EOF while looking for matching `\"'\n[2]\n")),
    ("echo 'abc", ("bash: -c: line 1: unexpected EOF while looking for matching `''\n[2]\n")),
    ("echo `date", ("bash: -c: line 1: unexpected EOF while looking for matching ``'\n[2]\n")),
    ("echo ${x:-", ("bash: -c: line 1: unexpected EOF while looking for matching `}'\n[2]\n")),
    ("echo $(echo", ("bash: -c: line 2: unexpected EOF while looking for matching `)'\n[2]\n")),
    ("echo $((1 +", ("bash: -c: line 1: unexpected EOF while looking for matching `)'\n[2]\n")),
    ("((1+", ("bash: -c: line 1: unexpected EOF while looking for matching `)'\n[2]\n")),
    ("a[1", ("bash: -c: line 1: unexpected EOF while looking for matching `]'\n[2]\n")),
]


@pytest.mark.parametrize("script, shown", WHAT_IS_NOT_FINISHED)
def test_what_is_not_finished(sh, script, shown):
    assert sh(script) == shown


CONDITIONS_THAT_ARE_NOT = [
    ("[[ a b ]]; echo no", "bash: -c: line 1: conditional binary operator expected\n"),
    ("[[ a == ]]", "bash: -c: line 1: unexpected argument `]]' to conditional binary operator\n"),
    ("[[ ]]", ""),
    ("[[ -f ]]", "bash: -c: line 1: unexpected argument `]]' to conditional unary operator\n"),
    ("[[ ( a ]]", "bash: -c: line 1: unexpected token `]]', expected `)'\n"),
    ("[[ a == b c ]]", "bash: -c: line 1: syntax error in conditional expression\n"),
    ("[[ a", ("bash: -c: line 1: unexpected token `newline', conditional binary operator expected\n[2]\n")),
    ("[[ -z ( ]]", "bash: -c: line 1: unexpected argument `(' to conditional unary operator\n"),
]


@pytest.mark.parametrize("script, shown", CONDITIONS_THAT_ARE_NOT)
def test_conditions_that_are_not(sh, script, shown):
    assert sh(script) == shown


IN_A_FILE_THE_NAME_STANDS_IN_FRONT_AND_WHAT_CAME_BEFORE_HAS_RUN = [
    (
        "echo a\necho )\necho b\n",
        ("a\ns.sh: line 2: syntax error near unexpected token `)'\ns.sh: line 2: `echo )'\n[2]\n"),
    ),
    ("echo a\nif true; then\necho b\n", "a\ns.sh: line 4: syntax error: unexpected end of file\n[2]\n"),
    ('echo "a\nb\n', "s.sh: line 1: unexpected EOF while looking for matching `\"'\n[2]\n"),
    (
        "a=(1 ; 2)\necho goes on $?\n",
        ("s.sh: line 1: syntax error near unexpected token `;'\ns.sh: line 1: `a=(1 ; 2)'\ngoes on 1\n"),
    ),
    (
        "echo $(if)\necho no\n",
        ("s.sh: line 1: syntax error near unexpected token `)'\ns.sh: line 1: `echo $(if)'\n[2]\n"),
    ),
]


@pytest.mark.parametrize("script, shown", IN_A_FILE_THE_NAME_STANDS_IN_FRONT_AND_WHAT_CAME_BEFORE_HAS_RUN)
def test_in_a_file_the_name_stands_in_front_and_what_came_before_has_run(sh, script, shown):
    assert sh.file(script) == shown


ON_STANDARD_INPUT_TOO = [
    (
        "echo a\necho )\necho b\n",
        ("a\nbash: line 2: syntax error near unexpected token `)'\nbash: line 2: `echo )'\n[2]\n"),
    ),
    ("echo a; if true\n", "bash: line 2: syntax error: unexpected end of file\n[2]\n"),
]


@pytest.mark.parametrize("script, shown", ON_STANDARD_INPUT_TOO)
def test_on_standard_input_too(sh, script, shown):
    assert sh.typed_in(script) == shown


INSIDE_EVAL_AND_A_SOURCED_FILE = [
    ("eval 'if'; echo $?", "bash: eval: line 2: syntax error: unexpected end of file\n2\n"),
    (
        "eval 'echo )'; echo $?",
        ("bash: eval: line 1: syntax error near unexpected token `)'\nbash: eval: line 1: `echo )'\n2\n"),
    ),
    (
        "echo 'echo a; )' > f; . ./f; echo $?",
        ("./f: line 1: syntax error near unexpected token `)'\n./f: line 1: `echo a; )'\n2\n"),
    ),
    (
        "trap 'echo )' EXIT",
        ("bash: exit trap: line 1: syntax error near unexpected token `)'\nbash: exit trap: line 1: `echo )'\n"),
    ),
]


@pytest.mark.parametrize("script, shown", INSIDE_EVAL_AND_A_SOURCED_FILE)
def test_inside_eval_and_a_sourced_file(sh, script, shown):
    assert sh(script) == shown


A_NAME_THAT_IS_NONE = [
    ("for 1a in b; do echo; done; echo $?", "bash: line 1: `1a': not a valid identifier\n1\n"),
    ("for a-b in c; do echo; done; echo $?", "bash: line 1: `a-b': not a valid identifier\n1\n"),
    ("export 1a=2; echo $?", "bash: line 1: export: `1a=2': not a valid identifier\n1\n"),
    ("read 1a <<< x; echo $?", "bash: line 1: read: `1a': not a valid identifier\n1\n"),
    ("unset 1x; echo $?", "0\n"),
    ("a-b=1", "bash: line 1: a-b=1: command not found\n[127]\n"),
]


@pytest.mark.parametrize("script, shown", A_NAME_THAT_IS_NONE)
def test_a_name_that_is_none(sh, script, shown):
    assert sh(script) == shown


THE_PARTS_OF_AN_ARITHMETIC_FOR = [
    (
        "for ((a;b)); do :; done",
        "bash: -c: line 1: syntax error: arithmetic expression required\n"
        "bash: -c: line 1: syntax error: `((a;b))'\n"
        "[2]\n",
    ),
    (
        "echo x\nfor ((a;b;c;d)); do :; done",
        "x\nbash: -c: line 2: syntax error: `;' unexpected\nbash: -c: line 2: syntax error: `((a;b;c;d))'\n[2]\n",
    ),
]


@pytest.mark.parametrize(("script", "shown"), THE_PARTS_OF_AN_ARITHMETIC_FOR)
def test_the_parts_of_an_arithmetic_for(sh, script, shown):
    assert sh(script) == shown


def test_an_array_without_an_end(sh):
    said = "line 1: unexpected EOF while looking for matching `)'\n[1]\n"
    assert sh("a=(1 2\necho hi") == f"bash: -c: {said}"
    assert sh.file("a=(1 2\necho hi") == f"s.sh: {said}"
    assert sh.typed_in("a=(1 2\necho hi\n") == f"bash: {said}"
