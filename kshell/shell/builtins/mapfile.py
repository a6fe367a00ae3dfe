"""mapfile, also called readarray (bash builtins/mapfile.def)."""

from kshell.shell.builtins.call import Call
from kshell.shell.builtins.declare import valid_name
from kshell.shell.execute.reading import run_text
from kshell.shell.expand.quote import single_quote
from kshell.shell.input import Bytes
from kshell.shell.variables import IndexedArray, ReadOnly


def _mapfile(call: Call) -> int:
    options = dict(call.options("d:n:O:s:tu:C:c:"))
    shell = call.shell
    name = call.args[0] if call.args else "MAPFILE"
    if not valid_name(name):
        call.complain(f"`{name}': not a valid identifier")
        return 1
    numbers = dict[str, int]()
    for letter, what in (("n", "line count"), ("O", "array origin"), ("s", "line count"), ("c", "callback quantum")):
        text = options.get(letter, "5000" if letter == "c" else "0")
        if not text.isdecimal():
            call.complain(f"{text}: invalid {what}")
            return 1
        numbers[letter] = int(text)
    delimiter = (options["d"][:1] or "\0" if "d" in options else "\n").encode()
    lines = _lines(call, int(options.get("u", "0")), delimiter, numbers["n"], numbers["s"], strip="t" in options)
    try:
        variable = shell.variables.writable(name)
    except ReadOnly as problem:
        shell.complain(f"{problem.name}: readonly variable")
        return 1
    elements = variable.value if "O" in options and isinstance(variable.value, IndexedArray) else IndexedArray()
    variable.value = elements
    for number, line in enumerate(lines, numbers["O"]):
        count = number - numbers["O"] + 1
        if "C" in options and count % numbers["c"] == 0:
            run_text(shell, f"{options['C']} {number} {single_quote(line)}", "mapfile")
        elements[number] = line
    return 0


def _lines(call: Call, fd: int, delimiter: bytes, most: int, skip: int, *, strip: bool) -> list[str]:
    source, lines, data = Bytes(call.shell, fd), list[str](), b""
    while not (most and len(lines) >= most + skip):
        byte = source.next()
        if byte and byte != delimiter:
            data += byte
            continue
        if byte or data:
            whole = data if strip or not byte else data + byte
            lines.append(whole.decode("utf-8", "surrogateescape"))
            data = b""
        if not byte:
            break
    source.finish()
    return lines[skip:]


BUILTINS = {"mapfile": _mapfile, "readarray": _mapfile}
