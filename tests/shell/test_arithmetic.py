"""$(( )), (( )), let: numbers, operators, and what is wrong with an expression."""

import pytest

OPERATORS = [
    (
        "echo $((1+2*3)) $(( (1+2)*3 )) $((7/2)) $((-7/2)) $((7%3)) $((-7%3)) $((2**10)) $((2**3**2)) $((-2**2))",
        "7 9 3 -3 1 -1 1024 512 4\n",
    ),
    (
        "echo $((1<<4)) $((256>>4)) $((5&3)) $((5|3)) $((5^3)) $((~5)) $((!5)) $((!0)) $((- -3))",
        "16 16 1 7 6 -6 0 1 3\n",
    ),
    (
        "echo $((5>3)) $((5<3)) $((5>=5)) $((5<=4)) $((5==5)) $((5!=5)) $((1&&0)) $((1||0)) $((0||0))",
        "1 0 1 0 1 0 0 1 0\n",
    ),
    ("echo $((1?2:3)) $((0?2:3)) $((1?2:3?4:5)) $((1,2))", "2 3 2 2\n"),
    ("echo $((1||1/0)) $((0&&1/0))", "1 0\n"),
]


@pytest.mark.parametrize("script, shown", OPERATORS)
def test_operators(sh, script, shown):
    assert sh(script) == shown


NUMBERS = [
    ("echo $((0x1f)) $((010)) $((2#101)) $((36#Z)) $((64#_)) $((16#fF))", "31 8 5 35 63 255\n"),
    (
        "echo $((9223372036854775807+1)) $((2**63)) $((99999999999999999999))",
        "-9223372036854775808 -9223372036854775808 7766279631452241919\n",
    ),
    ("echo $(()) $(( )) $((00)) $((-0))", "0 0 0 0\n"),
    ("echo $((08)); echo no", ('bash: line 1: 08: value too great for base (error token is "08")\n[1]\n')),
    ("echo $((2#3)); echo no", ('bash: line 1: 2#3: value too great for base (error token is "2#3")\n[1]\n')),
    ("echo $((99#1)); echo no", ('bash: line 1: 99#1: invalid arithmetic base (error token is "99#1")\n[1]\n')),
    ("echo $((1e5)); echo no", ('bash: line 1: 1e5: value too great for base (error token is "1e5")\n[1]\n')),
]


@pytest.mark.parametrize("script, shown", NUMBERS)
def test_numbers(sh, script, shown):
    assert sh(script) == shown


VARIABLES = [
    ("x=5; echo $((x+1)) $(($x+1)) $((x*x)) $((${x}2)) $((y)) $((y+1))", "6 6 25 52 0 1\n"),
    ("x=5; y=x; echo $((y+1)); z='1 + 2'; echo $((z*2))", "6\n6\n"),
    ("echo $((x=5)) $x $((x++)) $x $((++x)) $((x--)) $((--x)) $((x+=2)) $((x<<=1)) $x", "5 5 5 6 7 7 5 7 14 14\n"),
    ("a=(1 2 3); echo $((a[1]+a[2])) $((a[0]++)) ${a[0]} $((a[5]=7)) ${!a[@]}", "5 1 2 7 0 1 2 5\n"),
    ("x=3; y=4; echo $((x+++y)) $((x---y)) $x", "7 0 3\n"),
]


@pytest.mark.parametrize("script, shown", VARIABLES)
def test_variables(sh, script, shown):
    assert sh(script) == shown


WHAT_IS_WRONG = [
    ("echo $((1/0)); echo no", 'bash: line 1: 1/0: division by 0 (error token is "0")\n[1]\n'),
    ("echo $((1+)); echo no", ('bash: line 1: 1+: syntax error: operand expected (error token is "+")\n[1]\n')),
    ("echo $((1 2)); echo no", ('bash: line 1: 1 2: syntax error in expression (error token is "2")\n[1]\n')),
    (
        "echo $((1.5)); echo no",
        ('bash: line 1: 1.5: syntax error: invalid arithmetic operator (error token is ".5")\n[1]\n'),
    ),
    (
        "echo $((5=3)); echo no",
        ('bash: line 1: 5=3: attempted assignment to non-variable (error token is "=3")\n[1]\n'),
    ),
    (
        "echo $((1?2)); echo no",
        ('bash: line 1: 1?2: `:\' expected for conditional expression (error token is "2")\n[1]\n'),
    ),
    ("echo $((1?:3)); echo no", 'bash: line 1: 1?:3: expression expected (error token is ":3")\n[1]\n'),
    ("echo $((2**-1)); echo no", ('bash: line 1: 2**-1: exponent less than 0 (error token is "1")\n[1]\n')),
    ("echo $(('1')); echo no", ("bash: line 1: '1': syntax error: operand expected (error token is \"'1'\")\n[1]\n")),
    ("echo $((x[)); echo no", 'bash: line 1: x[: bad array subscript (error token is "x[")\n[1]\n'),
    ("x='1+'; echo $((x)); echo no", ('bash: line 1: 1+: syntax error: operand expected (error token is "+")\n[1]\n')),
    ("x=x; echo $((x)); echo no", ('bash: line 1: x: expression recursion level exceeded (error token is "x")\n[1]\n')),
]


@pytest.mark.parametrize("script, shown", WHAT_IS_WRONG)
def test_what_is_wrong(sh, script, shown):
    assert sh(script) == shown


COMMANDS = [
    ("((1)) && echo t; ((0)) || echo f; ((x=5, y=x*2)); echo $x $y", "t\nf\n5 10\n"),
    ("((1/0)); echo $?", 'bash: line 1: ((: 1/0: division by 0 (error token is "0")\n1\n'),
    ("(( 1 + )); echo $?", ('bash: line 1: ((: 1 + : syntax error: operand expected (error token is "+ ")\n1\n')),
    ("let; echo $?", "bash: line 1: let: expression expected\n1\n"),
    ("let 1; echo $?; let 0; echo $?; let x=5 y=x+1; echo $x $y", "0\n1\n5 6\n"),
    ("let x=1/0; echo $?", 'bash: line 1: let: x=1/0: division by 0 (error token is "0")\n1\n'),
    ('let "x = 2 * 3" && echo $x', "6\n"),
    ("readonly r=1; ((r=2)); echo $?", "bash: line 1: r: readonly variable\n1\n"),
    ("declare -i n=2*3; echo $n; n=n+1; echo $n; n+=5; echo $n", "6\n7\n12\n"),
    ("for ((i=0;i<3;i++)); do echo $i; done; for ((i=3;i;i--)) { echo $i; }", "0\n1\n2\n3\n2\n1\n"),
    ("for ((i=0,j=5;i<j;i++,j--)); do echo $i $j; done; for ((;;)); do break; done; echo $?", "0 5\n1 4\n2 3\n0\n"),
    (
        "for ((i=0;i<1/0;i++)); do echo no; done; echo $?",
        'bash: line 1: ((: i<1/0: division by 0 (error token is "0")\n1\n',
    ),
]


@pytest.mark.parametrize("script, shown", COMMANDS)
def test_commands(sh, script, shown):
    assert sh(script) == shown
