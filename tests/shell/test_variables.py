"""Assignments, attributes, arrays, scopes, and the environment of programs."""

import pytest

ASSIGNMENTS = [
    (
        ('a=5 b=$a c=${b}x; echo $a $b $c; d=x"y"\'z\'\\ w; echo $d; e=; echo "[$e]"; f=$(echo one two); echo "$f"'),
        "5 5 5x\nxyz w\n[]\none two\n",
    ),
    ("x=abc; x+=def; echo $x; unset q; q+=z; echo $q; x=1; y=$x z='$x'; echo $y $z", "abcdef\nz\n1 $x\n"),
    ("a=1 eval 'echo $a'; echo $a; x=1 y=2 bash -c 'echo $x $y'; echo \"[$y]\"", "1\n\n1 2\n[]\n"),
    ("readonly x=1; x=2 echo still; echo $?", "bash: line 1: x: readonly variable\nstill\n0\n"),
    ("readonly x=1; x=2; echo no", "bash: line 1: x: readonly variable\n[1]\n"),
    ('x=5 :; echo "[$x]"; f() { x=7; }; x=1 f; echo "[$x]"', "[]\n[]\n"),
]


@pytest.mark.parametrize("script, shown", ASSIGNMENTS)
def test_assignments(sh, script, shown):
    assert sh(script) == shown


INDEXED_ARRAYS = [
    (
        'a=(one two "three four"); echo ${a[0]} ${a[2]} ${#a[@]} ${a[@]:1} ${#a[2]} ${a[-1]} $a',
        "one three four 3 two three four 10 three four one\n",
    ),
    (
        'a=(1 2 3); for i in "${a[@]}"; do echo "<$i>"; done; for i in "${a[*]}"; do echo "<$i>"; done',
        "<1>\n<2>\n<3>\n<1 2 3>\n",
    ),
    (
        (
            "a=(1 2); a[5]=x; echo ${!a[@]}; a+=(y z); echo ${#a[@]} ${!a[@]}; unset 'a[1]'; echo "
            '"${a[@]}"; a[-1]=w; echo ${a[@]}'
        ),
        "0 1 5\n5 0 1 5 6 7\n1 x y z\n1 x y w\n",
    ),
    (
        'a=([3]=x [1]=y z); echo ${!a[@]} ${a[@]}; a=(*); echo ${#a[@]}; a=(); echo "[${a[@]}]" ${#a[@]}',
        "1 2 3 y z x\n1\n[] 0\n",
    ),
    (
        'a=(a.c b.c); echo ${a[@]%.c} ${a[@]/./-} "${a[@]^^}" ${a[@]@Q}; i=1; echo ${a[i]} ${a[i-1]} ${a[$i]}',
        "a b a-c b-c A.C B.C 'a.c' 'b.c'\nb.c a.c b.c\n",
    ),
    ("a[-1]=2; echo no", "bash: line 1: a[-1]: bad array subscript\n[1]\n"),
    ("a=(1); echo ${a[-5]}; echo $?", "bash: line 1: a: bad array subscript\n\n0\n"),
    ("echo ${a[1/0]}; echo no", 'bash: line 1: 1/0: division by 0 (error token is "0")\n[1]\n'),
    ('a=x; a[1]=y; echo ${a[@]}; b=${a[@]}; echo "$b"; a=new; echo ${a[@]}', "x y\nx y\nnew y\n"),
    ('x=(1 2 3); echo ${x[@]:1:1} ${x[@]: -2} ${#x[*]}; set -- "${x[@]}"; echo $#', "2 2 3 3\n3\n"),
]


@pytest.mark.parametrize("script, shown", INDEXED_ARRAYS)
def test_indexed_arrays(sh, script, shown):
    assert sh(script) == shown


ASSOCIATIVE_ARRAYS = [
    (
        (
            'declare -A m; m[k]=v; m["a b"]=c; echo ${m[k]} "${m[a b]}" ${#m[@]}; for k in "${!m[@]}"; do '
            'echo "$k=${m[$k]}"; done'
        ),
        "v c 2\nk=v\na b=c\n",
    ),
    (
        (
            "declare -A m=([x]=1 [y]=2 [foo]=3 [bar]=4 [baz]=5); echo ${!m[@]}; echo ${m[@]}; unset 'm[x]'; "
            "echo ${#m[@]} ${m[nope]-none}"
        ),
        "y x foo bar baz\n2 1 3 4 5\n4 none\n",
    ),
    (
        "declare -A m=(a 1 b 2); declare -p m; m+=([c]=3); echo ${m[c]}; x=c; echo ${m[$x]} ${m[x]}",
        'declare -A m=([b]="2" [a]="1" )\n3\n3\n',
    ),
    ("declare -A m; m[]=1; echo no", "bash: line 1: m[]: bad array subscript\n[1]\n"),
]


@pytest.mark.parametrize("script, shown", ASSOCIATIVE_ARRAYS)
def test_associative_arrays(sh, script, shown):
    assert sh(script) == shown


DECLARE = [
    (
        (
            "declare x=1; declare -p x; declare -r ro=5; declare -p ro; declare -x ex=1; declare -p ex; "
            "declare -a arr=(1 2); declare -p arr"
        ),
        ('declare -- x="1"\ndeclare -r ro="5"\ndeclare -x ex="1"\ndeclare -a arr=([0]="1" [1]="2")\n'),
    ),
    (
        "declare -i n=1+2; echo $n; n=n*2; echo $n; declare -p n; declare +i n; n=1+1; echo $n",
        '3\n6\ndeclare -i n="6"\n1+1\n',
    ),
    (
        "declare -u up=abc; echo $up; declare -l lo=ABC; echo $lo; declare -c ca=abc; echo $ca; up=def; echo $up",
        "ABC\nabc\nAbc\nDEF\n",
    ),
    (
        'declare -n ref=target; target=5; echo $ref; ref=6; echo $target ${!ref}; unset ref; echo "[$target]"',
        "5\n6 target\n[]\n",
    ),
    (
        "declare -p nosuch; echo $?; declare 1x; echo $?; declare x=1 y=2; echo $x$y; declare -r x; x=3; echo no",
        (
            "bash: line 1: declare: nosuch: not found\n"
            "1\n"
            "bash: line 1: declare: `1x': not a valid identifier\n"
            "1\n"
            "12\n"
            "bash: line 1: x: readonly variable\n"
            "[1]\n"
        ),
    ),
    ("f() { local v=in; declare w=x; declare -g g=glob; echo $v; }; v=out; f; echo $v $w $g", "in\nout glob\n"),
    (
        'declare -a a=(1); declare -A a; echo $?; declare "b=(1 2)"; echo $b; declare -a "c=(1 2)"; echo ${c[1]}',
        ("bash: line 1: declare: a: cannot convert indexed to associative array\n1\n(1 2)\n2\n"),
    ),
    (
        "f() { local -i n=5; local x y=2; n+=1; echo $n [$x] $y; local; }; f",
        '6 [] 2\ndeclare -i n="6"\ndeclare -- x\ndeclare -- y="2"\n',
    ),
    (
        ("readonly r=1; f() { local r=2; echo $?; }; f; declare r=3; echo $?; unset r; echo $?; export r=2; echo $?"),
        (
            "environment: line 1: local: r: readonly variable\n"
            "1\n"
            "bash: line 1: declare: r: readonly variable\n"
            "1\n"
            "bash: line 1: unset: r: cannot unset: readonly variable\n"
            "1\n"
            "bash: line 1: r: readonly variable\n"
            "1\n"
        ),
    ),
]


@pytest.mark.parametrize("script, shown", DECLARE)
def test_declare(sh, script, shown):
    assert sh(script) == shown


SCOPES = [
    ("f() { local x=1; g; }; g() { echo $x; x=2; h; }; h() { local x=3; echo $x; }; x=0; f; echo $x", "1\n3\n0\n"),
    (
        'f() { local x; echo "[${x-unset}]"; x=1; unset x; echo "[${x-unset}]"; }; x=out; f; echo $x',
        "[unset]\n[unset]\nout\n",
    ),
    ('f() { x=1; }; (f; echo $x); echo "[$x]"; f; echo $x', "1\n[]\n1\n"),
]


@pytest.mark.parametrize("script, shown", SCOPES)
def test_scopes(sh, script, shown):
    assert sh(script) == shown


UNSET = [
    (
        'x=1; unset x; echo "[$x]"; f() { :; }; unset f; type f; unset nosuch; echo $?; unset -v nosuch; echo $?',
        "[]\nbash: line 1: type: f: not found\n0\n0\n",
    ),
    (
        "f() { :; }; f=1; unset f; type f > /dev/null && echo function; unset -f f; type f",
        "function\nbash: line 1: type: f: not found\n[1]\n",
    ),
    (
        'a=(1 2); unset a; echo "[${a[@]}]"; unset -f -v x; echo $?',
        ("[]\nbash: line 1: unset: cannot simultaneously unset a function and a variable\n1\n"),
    ),
]


@pytest.mark.parametrize("script, shown", UNSET)
def test_unset(sh, script, shown):
    assert sh(script) == shown


EXPORT = [
    (
        "export x=1; export -p | grep ' x='; export -n x; env | grep ^x=; export y; y=2; env | grep ^y=",
        'declare -x x="1"\ny=2\n',
    ),
    ("X=1; bash -c 'echo \"[$X]\"'; export X; bash -c 'echo $X'; X=2 bash -c 'echo $X'; echo $X", "[]\n1\n2\n1\n"),
    (
        "f() { echo exported; }; export -f f; bash -c f; export -f nosuch; echo $?",
        "exported\nbash: line 1: export: nosuch: not a function\n1\n",
    ),
    ("env -i bash -c 'echo $PATH | wc -w; echo \"[$HOME]\"; echo $SHLVL'", "1\n[]\n1\n"),
    ("set -a; auto=1; env | grep ^auto", "auto=1\n"),
]


@pytest.mark.parametrize("script, shown", EXPORT)
def test_export(sh, script, shown):
    assert sh(script) == shown


THE_SHELL_S_OWN = [
    ("echo $PPID | grep -c '^[0-9]*$'; PPID=5; echo no", "1\nbash: line 1: PPID: readonly variable\n[1]\n"),
    ("UID=1; echo no", "bash: line 1: UID: readonly variable\n[1]\n"),
    ("RANDOM=42; a=$RANDOM; RANDOM=42; [ $a = $RANDOM ] && echo same; echo $RANDOM | grep -c '^[0-9]*$'", "same\n1\n"),
    ("SECONDS=10; echo $SECONDS; echo $BASHPID | grep -c .; (echo $((BASHPID != $$)) $BASH_SUBSHELL)", "10\n1\n1 1\n"),
    ("echo ${PIPESTATUS[0]}; echo $_; echo a b; echo $_; cd /tmp; echo $PWD $OLDPWD", "\necho\na b\nb\n/tmp /root\n"),
    (
        ("echo ${BASH_SOURCE[0]} ${#FUNCNAME[@]} $BASH_SUBSHELL; f() { echo ${FUNCNAME[@]} ${BASH_SOURCE[@]}; }; f"),
        "0 0\nf environment\n",
    ),
    ('IFS=:; set -- a b; echo "$*"; unset IFS; echo "$*"', "a:b\na b\n"),
]


@pytest.mark.parametrize("script, shown", THE_SHELL_S_OWN)
def test_the_shell_s_own(sh, script, shown):
    assert sh(script) == shown
