"""getopts (bash builtins/getopts.def)."""

from kshell.shell.builtins.call import Call, Usage
from kshell.shell.builtins.declare import valid_name


def _getopts(call: Call) -> int:
    call.options("")
    if len(call.args) < 2:
        raise Usage
    shell, letters, name = call.shell, call.args[0], call.args[1]
    words = call.args[2:] or shell.arguments
    if not valid_name(name):
        call.complain(f"`{name}': not a valid identifier")
        return 1
    given = shell.variables.get("OPTIND") or "1"
    index = int(given) if given.isdecimal() else 1
    if shell.getopts_index != index:
        shell.getopts_index, shell.getopts_at = index, 1
    at = shell.getopts_at
    word = words[index - 1] if 0 < index <= len(words) else ""
    if at == 1 and (len(word) < 2 or word[0] != "-" or word == "--"):
        shell.variables.set("OPTIND", str(index + (word == "--")))
        shell.getopts_index = index + (word == "--")
        shell.variables.set(name, "?")
        shell.variables.table.pop("OPTARG", None)
        return 1
    return _next_option(call, letters, name, words, index, at)


def _next_option(call: Call, letters: str, name: str, words: list[str], index: int, at: int) -> int:
    shell = call.shell
    word, quiet = words[index - 1], letters.startswith(":")
    letter, at = word[at], at + 1
    place = letters.find(letter) if letter != ":" else -1
    value: str | None = None
    if at >= len(word):
        index, at = index + 1, 1
    chosen = letter
    if place < 0:
        chosen, value = "?", letter if quiet else None
        if not quiet and shell.variables.get("OPTERR") != "0":
            shell.p.err(f"{shell.name}: illegal option -- {letter}\n")
    elif letters[place + 1 : place + 2] == ":":
        if at > 1:
            value, index, at = word[at:], index + 1, 1
        elif index <= len(words):
            value, index = words[index - 1], index + 1
        elif quiet:
            chosen, value = ":", letter
        else:
            chosen = "?"
            if shell.variables.get("OPTERR") != "0":
                shell.p.err(f"{shell.name}: option requires an argument -- {letter}\n")
    shell.variables.set("OPTIND", str(index))
    shell.getopts_index, shell.getopts_at = index, at
    shell.variables.set(name, chosen)
    if value is None:
        shell.variables.table.pop("OPTARG", None)
    else:
        shell.variables.set("OPTARG", value)
    return 0


BUILTINS = {"getopts": _getopts}
