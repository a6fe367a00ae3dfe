"""Parameters, braces, tildes, splitting, names of files: what words become."""

import pytest

DEFAULTS = [
    ('x=; echo "[${x-d}]" "[${x:-d}]" "[${y-d}]" "[${y:-d}]"', "[] [d] [d] [d]\n"),
    ('x=; echo "[${x+s}]" "[${x:+s}]" "[${y+s}]" "[${y:+s}]"', "[s] [] [] []\n"),
    ('echo ${y:=def} $y; echo ${z=} "[$z]"', "def def\n[]\n"),
    ('echo ${x:-$(echo sub)} ${x:-"a  b"} ${x:-a  b} "${x:-\'a b\'}" "${x:-"a b"}"', "sub a  b a b 'a b' a b\n"),
    ("echo ${x?}; echo no", "bash: line 1: x: parameter not set\n[127]\n"),
    ("echo ${x:?is unset}; echo no", "bash: line 1: x: is unset\n[127]\n"),
    ("echo ${1:=foo}; echo $?", "bash: line 1: $1: cannot assign in this way\n[1]\n"),
    ("(echo ${x?}); echo $?", "bash: line 1: x: parameter not set\n1\n"),
    ("x=1; echo ${x:?no} ${x?}", "1 1\n"),
]


@pytest.mark.parametrize("script, shown", DEFAULTS)
def test_defaults(sh, script, shown):
    assert sh(script) == shown


LENGTH_AND_SUBSTRINGS = [
    ("x=abc; echo ${#x} ${#y} ${#} ${#@}", "3 0 0 0\n"),
    ('x=abc; echo ${x:1} ${x:1:1} ${x: -1} ${x:0:-1} "[${x:5}]"', "bc b c ab []\n"),
    ("x=abc; echo ${x:0:-5}; echo no", "bash: line 1: -5: substring expression < 0\n[1]\n"),
    ("x=5; echo ${x:1+}; echo no", ('bash: line 1: x: 1+: syntax error: operand expected (error token is "+")\n[1]\n')),
    ('set -- a b c d; echo ${@:2} "${@:2:2}" ${@: -1} ${@:0:1}', "b c d b c d bash\n"),
    ("x=äöü; echo ${#x} ${x:1:1}", "3 ö\n"),
]


@pytest.mark.parametrize("script, shown", LENGTH_AND_SUBSTRINGS)
def test_length_and_substrings(sh, script, shown):
    assert sh(script) == shown


TRIMMING_AND_REPLACING = [
    (
        "p=/usr/lib/x.tar.gz; echo ${p##*/} ${p#*/} ${p%.*} ${p%%.*} ${p%/*}",
        "x.tar.gz usr/lib/x.tar.gz /usr/lib/x.tar /usr/lib/x /usr/lib\n",
    ),
    ("x=aXbXc; echo ${x#*X} ${x##*X} ${x%X*} ${x%%X*} ${x#no} ${x%no}", "bXc c aXb a aXbXc aXbXc\n"),
    (
        "x=aXbXc; echo ${x/X/-} ${x//X/-} ${x//[abc]/.} ${x/%c/!} ${x/#a/!} ${x//X} ${x/X*}",
        "a-bXc a-b-c .X.X. aXbX! !XbXc abc a\n",
    ),
    ('x=abc; echo ${x/b/[&]} ${x/b/[\\&]} ${x/b/"&"} ${x//?/&&}', "a[b]c a[&]c a&c aabbcc\n"),
    ("y='a/b'; echo ${y//\\//|} ${y/\\//-}", "a|b a-b\n"),
    ("p='a*b'; echo ${p/\\*/x} \"${p/'*'/y}\" ${p/\"*\"/z}", "axb ayb azb\n"),
    (
        "x=hello; echo ${x^} ${x^^} ${x^^[el]} ${x,} ${x~~}; y=HELLO; echo ${y,} ${y,,}",
        "Hello HELLO hELLo hello HELLO\nhELLO hello\n",
    ),
    ("x='a b'; echo \"${x%b}|\" ${x@Q} ${x@U}", "a | 'a b' A B\n"),
    ('set -- a.c b.c; echo ${@%.c} "${*/%.c/.o}"', "a b a.o b.o\n"),
    (
        (
            'set -- "a b" c; printf \'<%s>\' "${@/#/-}" "${@/%/+}" "${@//b/}"; echo; x=a/b; echo ${x////|} '
            "${x/#a/} ${x/%b/}"
        ),
        "<-a b><-c><a b+><c+><a ><c>\na|b /b a/\n",
    ),
]


@pytest.mark.parametrize("script, shown", TRIMMING_AND_REPLACING)
def test_trimming_and_replacing(sh, script, shown):
    assert sh(script) == shown


INDIRECTION_AND_NAMES = [
    ("x=abc; y=x; echo ${!y} ${!y:1}; xa=1; echo ${!x*}", "abc bc\nx xa\n"),
    ("n=; echo ${!n}; echo no", "bash: line 1: : invalid variable name\n[1]\n"),
    ("echo ${!nosuch}; echo no", "bash: line 1: nosuch: invalid indirect expansion\n[1]\n"),
    ("set -- a b; echo ${!#} ${!1-none}", "b none\n"),
]


@pytest.mark.parametrize("script, shown", INDIRECTION_AND_NAMES)
def test_indirection_and_names(sh, script, shown):
    assert sh(script) == shown


WHAT_MEANS_NOTHING = [
    ("echo ${x!y}; echo no", "bash: line 1: ${x!y}: bad substitution\n[1]\n"),
    ("echo ${}; echo no", "bash: line 1: ${}: bad substitution\n[1]\n"),
    ("echo ${a b}; echo no", "bash: line 1: ${a b}: bad substitution\n[1]\n"),
    ("echo ${x[1}; echo no", "bash: line 1: ${x[1}: bad substitution\n[1]\n"),
    ("x=1; echo ${x@Z}; echo no", "bash: line 1: ${x@Z}: bad substitution\n[127]\n"),
]


@pytest.mark.parametrize("script, shown", WHAT_MEANS_NOTHING)
def test_what_means_nothing(sh, script, shown):
    assert sh(script) == shown


SPECIAL_PARAMETERS = [
    ('echo $# $- $?; echo "[$!]"', "0 hBc 0\n[]\n"),
    ('set -- a "b c" d; echo $# $1 "$2" ${3} ${10:-ten} $10', "3 a b c d ten a0\n"),
    (
        (
            'set -- a "b c"; for i in "$@"; do echo "<$i>"; done; for i in $@; do echo "<$i>"; done; for i '
            'in "$*"; do echo "<$i>"; done'
        ),
        "<a>\n<b c>\n<a>\n<b>\n<c>\n<a b c>\n",
    ),
    ('set --; for i in "$@"; do echo no; done; for i in "x$@"; do echo "<$i>"; done; echo "[$*]"', "<x>\n[]\n"),
    ('set -- a b; IFS=-; echo "$*" $*; IFS=; echo "$*"', "a-b a b\nab\n"),
    ("(exit 3); echo $? $?; true; echo $?", "3 3\n0\n"),
    ("echo $0; f() { echo $0; }; f", "bash\nbash\n"),
    ("echo $UID $EUID $SHLVL ${BASH_VERSINFO[0]} $BASH_VERSION $LINENO", "0 0 1 5 5.2.15(1)-release 1\n"),
    ("f() { echo $FUNCNAME ${FUNCNAME[1]} $LINENO; }; g() { f; }; g", "f g 1\n"),
]


@pytest.mark.parametrize("script, shown", SPECIAL_PARAMETERS)
def test_special_parameters(sh, script, shown):
    assert sh(script) == shown


SPLITTING = [
    ('x=\'a b\'; y=$x; echo "$y" $x$x "$x"$x', "a b a ba b a ba b\n"),
    ("z=' a   b '; printf '<%s>' $z \"$z\" x$z\"y\"; echo", "<a><b>< a   b ><x><a><b><y>\n"),
    ('IFS=:; x=a:b::c:; for i in $x; do echo "<$i>"; done', "<a>\n<b>\n<>\n<c>\n"),
    ("IFS=' :'; x=' a : b  c '; for i in $x; do echo \"<$i>\"; done", "<a>\n<b>\n<c>\n"),
    ("IFS=; x='a b'; for i in $x; do echo \"<$i>\"; done", "<a b>\n"),
    ('x=; for i in $x ""; do echo "<$i>"; done', "<>\n"),
    ("x=$(printf 'a b\\nc'); set -- $x; echo $#", "3\n"),
]


@pytest.mark.parametrize("script, shown", SPLITTING)
def test_splitting(sh, script, shown):
    assert sh(script) == shown


NAMES_OF_FILES = [
    (
        'mkdir d; cd d; touch f1 f2 .h; echo * .* f? f[12] f[!1] [fg]1 nosuch* "f"* f\\*',
        "f1 f2 .h f1 f2 f1 f2 f2 f1 nosuch* f1 f2 f*\n",
    ),
    ("mkdir d; touch d/f; echo */ d/* ./d/f* */f", "d/ d/f ./d/f d/f\n"),
    ("touch 'a*' ab; x='a*'; echo $x \"$x\" a\\*; set -f; echo a*", "a* ab a* a*\na*\n"),
    (
        (
            "echo nosuch* [a]; shopt -s nullglob; echo nosuch*; shopt -u nullglob; shopt -s failglob; echo "
            "nosuch*; echo no"
        ),
        "nosuch* [a]\n\nbash: line 1: no match: nosuch*\n[1]\n",
    ),
    (
        (
            "touch .a b; shopt -s dotglob; echo *; mkdir -p c/e; touch c/e/f; shopt -s globstar; echo **/f; "
            "shopt -s nocaseglob; echo B*"
        ),
        ".a b\nc/e/f\nb\n",
    ),
    ("touch a1 b2 Cx; echo [[:digit:]]* *[[:digit:]] [[:upper:]]* [^a]*", "[[:digit:]]* a1 b2 Cx Cx b2\n"),
    (
        "shopt -s extglob; touch foo bar baz; echo !(foo) @(foo|bar) ba+(r|z) fo*(o) f?(x)oo",
        (
            "bash: -c: line 1: syntax error near unexpected token `('\n"
            "bash: -c: line 1: `shopt -s extglob; touch foo bar baz; echo !(foo) @(foo|bar) ba+(r|z) fo*(o) "
            "f?(x)oo'\n"
            "[2]\n"
        ),
    ),
]


@pytest.mark.parametrize("script, shown", NAMES_OF_FILES)
def test_names_of_files(sh, script, shown):
    assert sh(script) == shown


BRACES = [
    ("echo {a,b}{1,2} a{b,c{d,e}}f pre{x,y}post", "a1 a2 b1 b2 abf acdf acef prexpost preypost\n"),
    (
        "echo {1..5} {5..1} {a..e} {1..10..3} {01..10} {10..1..4} {-2..2}",
        "1 2 3 4 5 5 4 3 2 1 a b c d e 1 4 7 10 01 02 03 04 05 06 07 08 09 10 10 6 2 -2 -1 0 1 2\n",
    ),
    ('echo {} {a} {a,} {,} a{,b} {x "{a,b}" \\{a,b\\} {a,\\,}', "{} {a} a a ab {x {a,b} {a,b} a ,\n"),
    ("echo {1..a} {z..w} {a,b}$x $x{a,b}", "{1..a} z y x w a b\n"),
    ('x=1; echo {$x,b} "{1..$x}" {1..$x}', "1 b {1..1} {1..1}\n"),
    ("set +B; echo {a,b}", "{a,b}\n"),
]


@pytest.mark.parametrize("script, shown", BRACES)
def test_braces(sh, script, shown):
    assert sh(script) == shown


TILDES = [
    ('echo ~ ~/x ~root ~root/b ~nosuch a~ "~" \\~ x=~', "/root /root/x /root /root/b ~nosuch a~ ~ ~ x=/root\n"),
    ('x=~:~/b; echo $x; x="~"; echo $x; PATH=$PATH:~ true; echo ${y:-~}', "/root:/root/b\n~\n/root\n"),
    ("HOME=/h; echo ~ ~/x; unset HOME; echo ~", "/h /h/x\n/root\n"),
    ("cd /tmp; cd /usr; echo ~+ ~-", "/usr /tmp\n"),
]


@pytest.mark.parametrize("script, shown", TILDES)
def test_tildes(sh, script, shown):
    assert sh(script) == shown


COMMAND_SUBSTITUTION = [
    ('echo $(echo a; echo b) "$(echo a; echo b)" "$(printf \'a\\n\\n\\n\')"', "a b a\nb a\n"),
    ("x=$(false); echo $?; x=$(exit 3) y=$(true); echo $?; echo $(false); echo $?", "1\n0\n\n0\n"),
    ("$(echo echo hi); $(true); echo $?; false $(true); echo $?", "hi\n0\n1\n"),
    (
        'echo from > f; echo $(< f) "$(<f)"; echo $(< nosuch) $?',
        "from from\nbash: line 1: nosuch: No such file or directory\n1\n",
    ),
    ("x=$(printf 'a\\0b'); echo $x", ("bash: line 1: warning: command substitution: ignored null byte in input\nab\n")),
    ("echo $(echo $(echo $(echo deep)))", "deep\n"),
]


@pytest.mark.parametrize("script, shown", COMMAND_SUBSTITUTION)
def test_command_substitution(sh, script, shown):
    assert sh(script) == shown


PROCESS_SUBSTITUTION = [
    ("cat <(echo one) <(echo two)", "one\ntwo\n"),
    ("while read l; do echo \"[$l]\"; done < <(printf 'a\\nb\\n')", "[a]\n[b]\n"),
    ("f() { cat $1; }; f <(echo in)", "in\n"),
]


@pytest.mark.parametrize("script, shown", PROCESS_SUBSTITUTION)
def test_process_substitution(sh, script, shown):
    assert sh(script) == shown


PATTERNS_IN_CASE_AND_CONDITIONS = [
    ("shopt -s extglob; x=foobar; echo ${x#+(o|f)} ${x/@(foo|bar)/X} ${x//@(o|a)/_}", "oobar Xbar f__b_r\n"),
    (
        (
            "[[ foo == f* ]] && echo 1; p='f*'; [[ foo == $p ]] && echo 2; [[ foo == \"$p\" ]] || echo 3; "
            "[[ aab == +(a)b ]] && echo 4"
        ),
        "1\n2\n3\n4\n",
    ),
    (
        (
            "case '*' in \\*) echo star;; esac; case abc in [a-c]*) echo range;; esac; case '[' in [[]) "
            "echo bracket;; esac"
        ),
        "star\nrange\nbracket\n",
    ),
    (
        (
            "r='^([a-z]+)([0-9]*)$'; [[ abc123 =~ $r ]] && echo ${BASH_REMATCH[@]}; [[ a.c =~ a\\.c ]] && "
            'echo esc; [[ abc =~ "a.c" ]] || echo literal'
        ),
        "abc123 abc 123\nesc\nliteral\n",
    ),
]


@pytest.mark.parametrize("script, shown", PATTERNS_IN_CASE_AND_CONDITIONS)
def test_patterns_in_case_and_conditions(sh, script, shown):
    assert sh(script) == shown
