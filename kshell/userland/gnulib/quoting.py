"""File names quoted for a shell, as ls and the messages of coreutils show them (gnulib, quotearg.c)."""

SPECIAL = frozenset(" !\"$&'()*;<=>?[\\^`|")
KEPT_IN_DOUBLE_QUOTES = frozenset('!"$\\`')
LETTERS = {"\a": "a", "\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t", "\v": "v"}


def quoteaf(name: str) -> str:
    """A name in quotes, as messages show it: ``'hello.ko'``."""
    return quoted(name, always=True)


def quotef(name: str) -> str:
    """A name before a colon, as messages show it: in quotes only where a shell needs them, or where it has a colon."""
    return quoted(name, always=":" in name)


def quoted(name: str, *, always: bool = False) -> str:
    """A name as a shell would read it, in quotes only where it needs them, or always."""
    if not _needs_quotes(name):
        return f"'{name}'" if always else name
    if all(map(str.isprintable, name)) and "'" in name and not KEPT_IN_DOUBLE_QUOTES & set(name):
        return f'"{name}"'
    out, escaping = ["'"], False
    for char in name:
        if char.isprintable():
            out.append("''" if escaping else "")
            out.append("'\\''" if char == "'" else char)
        else:
            out.append("" if escaping else "'$'")
            out.append(_escaped(char))
        escaping = not char.isprintable()
    return "".join(out) + "'"


def c_quoted(name: str, *, quotes: bool) -> str:
    """A name with C's escapes, in double quotes or (then blanks are escaped too) without."""
    out = []
    for char in name:
        if char == "\\" or (char == '"' and quotes) or (char == " " and not quotes):
            out.append("\\" + char)
        else:
            out.append(char if char.isprintable() else _escaped(char))
    return '"' + "".join(out) + '"' if quotes else "".join(out)


def _needs_quotes(name: str) -> bool:
    if not name or name in "{}" or name[0] in "#~":
        return True
    return bool(SPECIAL & set(name)) or not all(map(str.isprintable, name))


def _escaped(char: str) -> str:
    """A character that cannot be printed, inside ``$'...'``."""
    if char in LETTERS:
        return "\\" + LETTERS[char]
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))
