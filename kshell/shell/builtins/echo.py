"""echo and let."""

import re

from kshell.shell.arithmetic.evaluate import evaluate
from kshell.shell.arithmetic.problem import ArithmeticProblem
from kshell.shell.builtins.call import Call
from kshell.shell.syntax.ansi_c import echo_escapes
from kshell.shell.variables import ReadOnly

_OPTION = re.compile(r"-[neE]+")


def _echo(call: Call) -> int:
    words, newline, escapes = call.args, True, call.shell.options.shopt["xpg_echo"]
    while words and _OPTION.fullmatch(words[0]):
        for letter in words[0][1:]:
            if letter == "n":
                newline = False
            else:
                escapes = letter == "e"
        words = words[1:]
    text = " ".join(words)
    if escapes:
        text, stopped = echo_escapes(text)
        newline = newline and not stopped
    call.out_lines(text + "\n" if newline else text)
    return 0


def _let(call: Call) -> int:
    call.args = call.args[1:] if call.args[:1] == ["--"] else call.args
    if not call.args:
        call.complain("expression expected")
        return 1
    value = 0
    for expression in call.args:
        try:
            value = evaluate(expression, call.shell.store)
        except ArithmeticProblem as problem:
            call.complain(problem.text)
            return 1
        except ReadOnly as problem:
            call.shell.complain(f"{problem.name}: readonly variable")
            return 1
    return int(not value)


BUILTINS = {"echo": _echo, "let": _let}
