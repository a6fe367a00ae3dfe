"""tr: translate, squeeze or delete bytes (coreutils 9.1)."""

from kshell.userland import coreutils
from kshell.userland.coreutils.tr_sets import BadSet, complement, expand, filled, parse_set
from kshell.userland.libc.long_options import short_names
from kshell.userland.libc.stdout import Stdout
from kshell.userland.process import Process, WriteError

USAGE = """\
Usage: {name} [OPTION]... STRING1 [STRING2]
Translate, squeeze, and/or delete characters from standard input,
writing to standard output.  STRING1 and STRING2 specify arrays of
characters ARRAY1 and ARRAY2 that control the action.

  -c, -C, --complement    use the complement of ARRAY1
  -d, --delete            delete characters in ARRAY1, do not translate
  -s, --squeeze-repeats   replace each sequence of a repeated character
                            that is listed in the last specified ARRAY,
                            with a single occurrence of that character
  -t, --truncate-set1     first truncate ARRAY1 to length of ARRAY2
      --help        display this help and exit
      --version     output version information and exit

ARRAYs are specified as strings of characters.  Most represent themselves.
Interpreted sequences are:

  \\NNN            character with octal value NNN (1 to 3 octal digits)
  \\\\              backslash
  \\a \\b \\f \\n \\r \\t \\v  as in C
  CHAR1-CHAR2     all characters from CHAR1 to CHAR2 in ascending order
  [CHAR*]         in ARRAY2, copies of CHAR until length of ARRAY1
  [CHAR*REPEAT]   REPEAT copies of CHAR, REPEAT octal if starting with 0
  [:alnum:] [:alpha:] [:blank:] [:cntrl:] [:digit:] [:graph:]
  [:lower:] [:print:] [:punct:] [:space:] [:upper:] [:xdigit:]
  [=CHAR=]        all characters which are equivalent to CHAR
"""
LONG = {"complement": "c", "delete": "d", "squeeze-repeats": "s", "truncate-set1": "t"}
NEEDS_TWO = {
    "": "Two strings must be given when translating.",
    "ds": "Two strings must be given when both deleting and squeezing repeats.",
}
ONLY_ONE = "Only one string may be given when deleting without squeezing repeats."


def main(p: Process) -> int:
    parsed = coreutils.parse(p, "cCdst", tuple(LONG), USAGE, permute=False)
    if isinstance(parsed, int):
        return parsed
    options, words = parsed
    flags = {letter.replace("C", "c") for letter, _ in short_names(options, LONG)}
    mode = "".join(letter for letter in "ds" if letter in flags)
    wrong = _count(words, mode)
    if wrong:
        return coreutils.refuse(p, wrong)
    try:
        table, deleted, squeezed = _plan(p, words, flags)
    except BadSet as bad:
        p.err(f"tr: {bad}\n")
        return 1
    last = -1
    try:
        with Stdout(p) as out:
            for data in p.chunks(0):
                data = data.translate(table, deleted)
                if squeezed:
                    kept = bytearray()
                    for byte in data:
                        if byte != last or byte not in squeezed:
                            kept.append(byte)
                        last = byte
                    data = bytes(kept)
                out.write_bytes(data)
    except WriteError:
        raise
    except OSError as failed:
        p.err(f"tr: read error: {failed.strerror}\n")
        return 1
    return 0


def _count(words: list[str], mode: str) -> str:
    """What is wrong with the number of strings."""
    if not words:
        return "missing operand"
    if len(words) == 1 and mode in NEEDS_TWO:
        return f"missing operand after '{words[0]}'\n{NEEDS_TWO[mode]}"
    most = 1 if mode == "d" else 2
    if len(words) > most:
        more = f"\n{ONLY_ONE}" if mode == "d" and len(words) == 2 else ""
        return f"extra operand '{words[most]}'{more}"
    return ""


def _plan(p: Process, words: list[str], flags: set[str]) -> tuple[bytes | None, bytes, frozenset[int]]:
    """The table of translation, the bytes to delete and those to squeeze; BadSet."""
    first = parse_set(words[0], lambda text: p.err(f"tr: warning: {text}\n"))
    second = parse_set(words[1], lambda text: p.err(f"tr: warning: {text}\n")) if len(words) > 1 else None
    translating = second is not None and "d" not in flags
    ones = expand(first, 0)
    if "c" in flags:
        ones = complement(ones)
    if second is None:
        return None, bytes(ones) if "d" in flags else b"", frozenset(ones) if "s" in flags else frozenset()
    twos = expand(second, len(ones))
    if not translating:
        return None, bytes(ones), frozenset(twos)
    ones, twos = filled(first, second, ones, twos, truncate="t" in flags, complemented="c" in flags)
    table = bytearray(range(256))
    for one, two in zip(ones, twos, strict=False):
        table[one] = two
    return bytes(table), b"", frozenset(twos) if "s" in flags else frozenset()
