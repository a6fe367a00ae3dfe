"""``$name`` and ``${...}`` (bash(1), Parameter Expansion)."""

import re
from typing import TYPE_CHECKING

from kshell.shell.expand import edit
from kshell.shell.expand.attributes import assignment_text, attribute_letters
from kshell.shell.expand.fields import Fields, Joined
from kshell.shell.expand.parts import emit, expand_operand
from kshell.shell.expand.strings import arithmetic_or_fail, expand_pattern, expand_string, subscript_key
from kshell.shell.syntax.word import Parameter, Text, Word
from kshell.shell.variables import AssociativeArray, ReadOnly

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

_REFERENCE = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(?:\[(.*)\])?|[0-9]+|[@*#?$!-]", re.DOTALL)


def expand_parameter(shell: "Shell", part: Parameter, out: Fields, quoted: bool) -> None:
    """Add the value of one parameter."""
    if part.prefix == "!":
        indirect = _indirect(shell, part, out, quoted=quoted)
        if indirect is None:
            return
        part = indirect
    if part.every:
        _expand_all(shell, part, out, quoted=quoted)
        return
    value = _value(shell, part)
    if part.prefix == "#":
        if value is None:
            _check_set(shell, part)
        emit(out, str(len(value or "")), quoted)
    elif part.operator and part.operator[-1] in "-=?+":
        _default(shell, part, value, value is not None and (part.operator[0] != ":" or value != ""), out, quoted=quoted)
    else:
        if value is None:
            _check_set(shell, part)
            if part.operator[:1] != "@":
                value = ""
        emit(out, _edited(shell, part, value), quoted)


def _value(shell: "Shell", part: Parameter) -> str | None:
    if part.subscript is None:
        return shell.parameter(part.name)
    key = subscript_key(shell, part.name, part.subscript)
    elements = shell.variables.array(part.name)
    return elements.get(str(key)) if isinstance(elements, AssociativeArray) else elements.get(int(key))


def _display(part: Parameter) -> str:
    return part.name if part.subscript is None else f"{part.name}[{part.subscript.text}]"


def _check_set(shell: "Shell", part: Parameter) -> None:
    """With ``set -u`` a parameter must have a value."""
    if shell.options.nounset:
        shell.leave(f"{_display(part)}: unbound variable")


# -- all elements


def values_of(shell: "Shell", part: Parameter) -> list[str]:
    """The values behind ``$@``, ``$*``, ``${a[@]}``, ``${a[*]}``."""
    if part.subscript is None:
        return shell.arguments
    return [value for _, value in shell.variables.array(part.name).in_order()]


def _expand_all(shell: "Shell", part: Parameter, out: Fields, *, quoted: bool) -> None:
    values = values_of(shell, part)
    if part.prefix == "#":
        emit(out, str(len(values)), quoted)
        return
    operator = part.operator
    if operator and operator[-1] in "-=?+":
        _default(shell, part, None, bool(values) and (operator[0] != ":" or any(values)), out, quoted=quoted)
        return
    if operator == ":":
        values = _slice(shell, part)
    elif operator in ("@A", "@K", "@k", "@a"):
        values = _described(shell, part, operator)
    elif operator:
        values = [_edited(shell, part, value) for value in values]
    add_all(shell, values, part.every, out, quoted=quoted)


def add_all(shell: "Shell", values: list[str], every: str, out: Fields, *, quoted: bool) -> None:
    """Add several values: ``"@"`` in quotes keeps them apart, ``"*"`` joins them with the first character of IFS."""
    if every == "*" and (quoted or isinstance(out, Joined)):
        ifs = shell.variables.get("IFS")
        emit(out, (" " if ifs is None else ifs[:1]).join(values), quoted)
        return
    for number, value in enumerate(values):
        if number:
            out.end_field()
        if quoted:
            out.add(value, quoted=True)
        else:
            out.split(value)


def _slice(shell: "Shell", part: Parameter) -> list[str]:
    """``${@:offset:length}`` and ``${a[@]:offset:length}``."""
    offset = arithmetic_or_fail(shell, part.operand, part.name) if part.operand is not None else 0
    length = arithmetic_or_fail(shell, part.second, part.name) if part.second is not None else None
    if length is not None and length < 0:
        shell.fail(f"{part.second.text if part.second is not None else ''}: substring expression < 0")
    if part.subscript is None:
        values = [shell.name, *shell.arguments]
        start = offset if offset >= 0 else len(values) + offset
        chosen = values[start:] if start >= 0 else []
    else:
        elements = shell.variables.array(part.name)
        if isinstance(elements, AssociativeArray):
            pairs = list(enumerate(value for _, value in elements.in_order()))
        else:
            pairs = elements.in_order()
        start = offset if offset >= 0 else max(elements_end(pairs) + offset, -1)
        chosen = [value for number, value in pairs if number >= start] if start >= 0 else []
    return chosen if length is None else chosen[:length]


def elements_end(pairs: list[tuple[int, str]]) -> int:
    """The number behind that of the last element."""
    return pairs[-1][0] + 1 if pairs else 0


def _described(shell: "Shell", part: Parameter, operator: str) -> list[str]:
    if part.subscript is None:
        return shell.arguments
    variable = shell.variables.find(part.name)
    if operator == "@A":
        text = assignment_text(part.name, variable)
        return [text] if text else []
    elements = shell.variables.array(part.name).in_order()
    if operator == "@a":
        return [attribute_letters(variable)] * len(elements)
    if operator == "@k":
        return [text for key, value in elements for text in (str(key), value)]
    return [" ".join(f"{key} {edit.transform(value, 'K')}" for key, value in elements)]


# -- ${x:-word} and its kin


def _default(shell: "Shell", part: Parameter, value: str | None, there: bool, out: Fields, *, quoted: bool) -> None:
    kind, word = part.operator[-1], part.operand or Word("", [])
    if kind == "+":
        if there:
            expand_operand(shell, word.parts, out, quoted=quoted)
        return
    if there:
        if part.every:
            add_all(shell, values_of(shell, part), part.every, out, quoted=quoted)
        else:
            emit(out, value or "", quoted)
    elif kind == "-":
        expand_operand(shell, word.parts, out, quoted=quoted)
    elif kind == "?":
        text = expand_string(shell, word)
        default = "parameter null or not set" if part.operator[0] == ":" else "parameter not set"
        shell.leave(f"{_display(part)}: {text or default}")
    else:
        emit(out, _assigned(shell, part, word), quoted)


def _assigned(shell: "Shell", part: Parameter, word: Word) -> str:
    if not (part.name[0].isalpha() or part.name[0] == "_"):
        shell.fail(f"${part.name}: cannot assign in this way")
    text = expand_string(shell, word)
    try:
        if part.subscript is None:
            shell.variables.set(part.name, text)
        else:
            shell.variables.set_element(part.name, subscript_key(shell, part.name, part.subscript), text)
    except ReadOnly as problem:
        shell.fail(f"{problem.name}: readonly variable")
    return text


# -- operators on a value


def _edited(shell: "Shell", part: Parameter, value: str | None) -> str:
    operator = part.operator
    if not operator or value is None:
        return value or ""
    extended = shell.options.shopt["extglob"]
    if operator[0] in "#%":
        trim = edit.remove_prefix if operator[0] == "#" else edit.remove_suffix
        pattern = expand_pattern(shell, part.operand or Word("", []))
        return trim(value, pattern, longest=len(operator) == 2, extended=extended)
    if operator[0] == "/":
        return _replaced(shell, part, value, extended=extended)
    if operator == ":":
        return _substring(shell, part, value)
    if operator[0] == "@":
        return _transformed(shell, part, value, operator[1])
    pattern = expand_pattern(shell, part.operand) if part.operand is not None else ""
    return edit.change_case(value, operator, pattern, extended=extended)


def _replaced(shell: "Shell", part: Parameter, value: str, *, extended: bool) -> str:
    pattern = expand_pattern(shell, part.operand or Word("", []))
    if part.second is None:
        return edit.substitute(value, part.operator, pattern, lambda found: "", extended=extended)
    joined = Joined()
    expand_operand(shell, part.second.parts, joined, quoted=False)
    if not shell.options.shopt["patsub_replacement"] or not any("&" in t for t, quoted in joined.fragments):
        plain = joined.text
        return edit.substitute(value, part.operator, pattern, lambda found: plain, extended=extended)
    pieces = joined.fragments

    def new(found: str) -> str:
        return "".join(text if quoted else _with_match(text, found) for text, quoted in pieces)

    return edit.substitute(value, part.operator, pattern, new, extended=extended)


def _with_match(text: str, found: str) -> str:
    """Replacement text in which ``&`` is what was found, ``\\&`` an ampersand."""
    return re.sub(r"\\([\\&])|&", lambda match: match[1] or found, text)


def _substring(shell: "Shell", part: Parameter, value: str) -> str:
    start = arithmetic_or_fail(shell, part.operand, part.name) if part.operand is not None else 0
    if start < 0:
        start += len(value)
        if start < 0:
            return ""
    if part.second is None:
        return value[start:]
    length = arithmetic_or_fail(shell, part.second, part.name)
    if length >= 0:
        return value[start : start + length]
    if len(value) + length < start:
        shell.fail(f"{part.second.text}: substring expression < 0")
    return value[start : len(value) + length]


def _transformed(shell: "Shell", part: Parameter, value: str, letter: str) -> str:
    if letter in "UuLQE":
        return edit.transform(value, letter)
    variable = shell.variables.find(part.name)
    if letter == "A":
        return assignment_text(part.name, variable) if variable is not None else ""
    if letter == "a":
        return attribute_letters(variable)
    if letter == "P":
        return shell.prompt_text(value)
    if letter not in "Kk":
        shell.leave(f"{part.text}: bad substitution")
    return edit.transform(value, "K") if letter == "K" else value


# -- ${!x}


def _indirect(shell: "Shell", part: Parameter, out: Fields, *, quoted: bool) -> Parameter | None:
    """The parameter that ``${!x}`` stands for; None when names or keys were meant, which are added."""
    if part.operator in ("@", "*"):
        add_all(shell, shell.variables.names(part.name), part.operator, out, quoted=quoted)
        return None
    variable = shell.variables.table.get(part.name)
    if variable is not None and variable.nameref and part.subscript is None:
        emit(out, shell.variables.resolve(part.name), quoted)
        return None
    if part.subscript is not None and part.every:
        keys = [str(key) for key, _ in shell.variables.array(part.name).in_order()]
        add_all(shell, keys, part.every, out, quoted=quoted)
        return None
    target = shell.parameter(part.name) if part.subscript is None else _value(shell, part)
    if target is None and not (part.operator and part.operator[-1] in "-=?+"):
        shell.fail(f"{part.name}: invalid indirect expansion")
    match = _REFERENCE.fullmatch("_" if target is None else target)
    if match is None:
        shell.fail(f"{target}: invalid variable name")
    subscript = Word(match[2], [Text(match[2])]) if match[2] is not None else None
    found = Parameter(part.text, match[1] or match[0], subscript)
    found.operator, found.operand, found.second = part.operator, part.operand, part.second
    return found
