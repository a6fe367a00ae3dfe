"""Writing text so that a shell reads it back (bash lib/sh/shquote.c)."""

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f]|[\udc80-\udcff]")
_SPECIAL = re.compile(r"[ \t\n!\"$&'()*;<>?\[\\\]^`{|},]|^[#~]|(?<=[:=])~")
_META = re.compile(r"[ \t\n!\"$&'()*;<>?\[\\\]^`{|}]|^[#~]|(?<=[:=])~")
_ESCAPES = {"\a": "a", "\b": "b", "\x1b": "E", "\f": "f", "\n": "n", "\r": "r", "\t": "t", "\v": "v"}


def single_quote(text: str) -> str:
    """In single quotes."""
    return "'" + text.replace("'", "'\\''") + "'"


def double_quote(text: str) -> str:
    """In double quotes."""
    return '"' + re.sub(r'([$`"\\])', r"\\\1", text) + '"'


def ansi_quote(text: str) -> str:
    """As $'...', for text with control characters."""
    out = ""
    for c in text:
        if c in _ESCAPES:
            out += "\\" + _ESCAPES[c]
        elif c in "'\\":
            out += "\\" + c
        elif _CONTROL.match(c):
            out += "".join(f"\\{byte:03o}" for byte in c.encode("utf-8", "surrogateescape"))
        else:
            out += c
    return f"$'{out}'"


def backslash_quote(text: str) -> str:
    """With backslashes, as printf %q does it."""
    if not text:
        return "''"
    if _CONTROL.search(text):
        return ansi_quote(text)
    return _SPECIAL.sub(r"\\\g<0>", text)


def reusable(text: str) -> str:
    """In single quotes if it needs any, as set does it."""
    if _CONTROL.search(text):
        return ansi_quote(text)
    return single_quote(text) if _META.search(text) else text


def always_quoted(text: str) -> str:
    """In quotes in any case, as ${x@Q} does it."""
    return ansi_quote(text) if _CONTROL.search(text) else single_quote(text)


def declared(text: str) -> str:
    """In double quotes, as declare -p does it."""
    return ansi_quote(text) if _CONTROL.search(text) else double_quote(text)
