"""Writing what was shown as expected lines again, as loosely as the lines that they replace.

A line keeps the ``[..]`` and the captures of the line it takes the place of, where what stands around them is still
there; a value that was captured is written as its capture.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from kshell.transcript.actions import Command
from kshell.transcript.check import CheckedStep
from kshell.transcript.match import fit
from kshell.transcript.pattern import CAPTURE, ELISION, NO_EOL, BadPattern, Pattern, Shown, parse_line
from kshell.transcript.steps import written

_STAMP = r"^\[ *\d+\.\d{6}\]"
_PLAIN = re.compile(rf"{_STAMP}|\w+|\s+|.", re.DOTALL)
_LOOSE = re.compile(rf"\[\.\.\]|{CAPTURE.pattern}|{_STAMP}|\w+|\s+|.", re.DOTALL)
_KINDS = re.compile(r" \((?:re|glob|esc)[*+?]?\)$")
SIMILAR = 0.5
TELLING = 3  # a captured value of so many characters is folded wherever it stands


def refolded(checked: CheckedStep, known: Mapping[str, str]) -> list[str]:
    """The step's output as it should be expected from now on; ``known``: what was captured before it."""
    output: list[str] = []
    gone: list[tuple[int, Pattern]] = []
    values = dict(known)
    for removed, lines, kept in _gaps(checked):
        used = {name for pattern in removed for name in pattern.uses}
        gone += [(len(output), pattern) for pattern in removed if not lines]
        for line, pattern in _paired(removed, lines):
            first = not output and isinstance(checked.step.action, Command)
            text = _as_loose(pattern, line, values) if pattern is not None else ""
            text = text or _with_captures(written(line, first=first), line, values, used)
            output.append(text)
            values |= parse_line(text).fits(line, values) or {}
        if kept is not None:
            output.append(kept.text)
            values |= {name: checked.known[name] for name in kept.defines if name in checked.known}
    return _brought_back(output, gone, checked.outcome.shown, known)


def _brought_back(
    output: list[str], gone: Sequence[tuple[int, Pattern]], shown: Sequence[Shown], known: Mapping[str, str]
) -> list[str]:
    """Lines that went beside an elision, which has swallowed what came in their place, put back as they are now."""
    added = 0
    for index, pattern in gone:
        at = index + added
        if ELISION not in output[max(at - 1, 0) : at + 1]:
            continue
        for line in shown:
            text = _as_loose(pattern, line, known) if _overlap(pattern, line) >= SIMILAR else ""
            with_it = [*output[:at], text, *output[at:]]
            if text and fit([parse_line(each) for each in with_it], shown, known) is not None:
                output, added = with_it, added + 1
                break
    return output


def _gaps(checked: CheckedStep) -> Iterator[tuple[Sequence[Pattern], Sequence[Shown], Pattern | None]]:
    """Before each line that still holds, and at the end: the expected lines that went, and the lines that came."""
    patterns, at = checked.step.patterns, 0
    came: list[Shown] = []
    for line in checked.merged:
        if isinstance(line, Shown):
            came.append(line)
        else:
            end = patterns.index(line, at)
            yield patterns[at:end], came, line
            at, came = end + 1, []
    yield patterns[at:], came, None


def _paired(removed: Sequence[Pattern], lines: Sequence[Shown]) -> Iterator[tuple[Shown, Pattern | None]]:
    """Each line with the removed pattern that it takes the place of: in order, and only if it is similar enough."""
    partners: dict[int, Pattern] = {}
    start = 0
    for pattern in removed:
        rated = [(_similarity(pattern, line), -n) for n, line in enumerate(lines[start:], start)]
        rate, n = max(rated, default=(0.0, 0))
        if rate >= SIMILAR:
            partners[-n], start = pattern, 1 - n
    yield from ((line, partners.get(n)) for n, line in enumerate(lines))


def _similarity(pattern: Pattern, line: Shown) -> float:
    """How much of a pattern's plain text is in a line, from 0 to 1; 0 if there is nothing loose to keep."""
    return _overlap(pattern, line) if any(map(_is_loose, _tokens(pattern))) else 0


def _overlap(pattern: Pattern, line: Shown) -> float:
    """How much of a pattern's plain text is in a line, from 0 to 1."""
    tokens = _tokens(pattern)
    plain = [token for token in tokens if not _is_loose(token) and not token.isspace()]
    if pattern.elision or not tokens:
        return 0
    matcher = SequenceMatcher(None, tokens, _PLAIN.findall(line.text), autojunk=False)
    same = sum(
        not tokens[n].isspace() for start, _, size in matcher.get_matching_blocks() for n in range(start, start + size)
    )
    return same / len(plain) if plain else 1


def _tokens(pattern: Pattern) -> list[str]:
    """A pattern's text in words; nothing for one with a regular expression and the like."""
    text = pattern.text if pattern.eol else pattern.text.removesuffix(NO_EOL)
    return [] if _KINDS.search(text) else [found[0] for found in _LOOSE.finditer(text)]


def _is_loose(token: str) -> bool:
    return token == "[..]" or CAPTURE.fullmatch(token) is not None


def _as_loose(pattern: Pattern, line: Shown, values: Mapping[str, str]) -> str:
    """A line with what is loose in a pattern, wherever it stands for something in the line; nothing if it cannot be."""
    old, new = _tokens(pattern), [found[0] for found in _PLAIN.finditer(line.text)]
    text = ""
    for what, i, k, j, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        covered = "".join(new[j:m])
        loose = "".join(old[i:k]) if what != "equal" and all(map(_is_loose, old[i:k])) else ""
        text += loose if loose and _still_fits(loose, Shown(covered), values) else covered
    text += "" if line.eol else NO_EOL
    plain = written(line, first=True) == line.text + ("" if line.eol else NO_EOL)
    return text if plain and _still_fits(text, line, values) else ""


def _with_captures(text: str, line: Shown, values: Mapping[str, str], used: set[str]) -> str:
    """A written line with the values of captures as their names: those the removed lines used, and the telling ones."""
    if text != line.text + ("" if line.eol else NO_EOL):
        return text
    names = sorted((name for name in values if name in used or len(values[name]) >= TELLING), key=_rank(values, used))
    if not any(values[name] in text for name in names):
        return text
    whole = {values[name]: name for name in names if values[name]}
    among = "|".join(re.escape(value) for value in sorted(whole, key=len, reverse=True))
    folded = re.sub(rf"(?<![\w.])(?:{among})(?!\w|\.\d)", lambda found: f"[[{whole[found[0]]}]]", text)
    return folded if _still_fits(folded, line, values) else text


def _rank(values: Mapping[str, str], used: set[str]) -> Callable[[str], tuple[bool, int]]:
    """Of captures with the same value the last counts: one that the removed lines used, else the latest."""
    order = {name: n for n, name in enumerate(values)}
    return lambda name: (name in used, order[name])


def _still_fits(text: str, line: Shown, values: Mapping[str, str]) -> bool:
    try:
        return parse_line(text).fits(line, values) is not None
    except BadPattern:
        return False
