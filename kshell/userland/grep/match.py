"""What grep looks for: one or several patterns (GNU grep 3.8)."""

import re
from collections.abc import Callable, Iterator, Sequence

from kshell.userland.libc.posix_regex import BadRegex, Regex, translate


class Matcher:
    """Finds any of the patterns in a line; BadRegex.

    ``syntax`` is G (basic), E (extended), F (strings) or P (Perl's, as far as Python's re has them); ``flags`` may hold
    i (case does not matter), w (whole words) and x (whole lines). ``warn`` is told of odd patterns.
    """

    def __init__(self, patterns: Sequence[str], syntax: str, flags: set[str], warn: Callable[[str], None]) -> None:
        whole = r"\A(?:{})\Z" if "x" in flags else r"(?<!\w)(?:{})(?!\w)" if "w" in flags else "{}"
        spelled = [_spelled(pattern, syntax, warn) for pattern in dict.fromkeys(patterns)]
        if not any(re.search(r"\\[1-9]", pattern) for pattern in spelled):
            spelled = ["|".join(spelled)] if spelled else []
        self._regexes = [Regex(whole.replace("{}", text, 1), ignore_case="i" in flags) for text in spelled]

    def matches(self, line: str) -> bool:
        """Whether the line is to be selected."""
        return any(regex.matches(line) for regex in self._regexes)

    def spans(self, line: str) -> Iterator[tuple[int, int]]:
        """The parts of the line that match and are not empty, from left to right."""
        at = 0
        while at <= len(line):
            found = [match for regex in self._regexes if (match := regex.search(line, at))]
            if not found:
                return
            best = min(found, key=lambda match: (match.start(), -match.end()))
            start, end = best.span("keep") if "keep" in best.re.groupindex else best.span()
            if end > start:
                yield start, end
            at = best.end() if best.end() > best.start() else best.end() + 1


def _spelled(pattern: str, syntax: str, warn: Callable[[str], None]) -> str:
    """The pattern in Python's spelling; BadRegex."""
    if syntax == "F":
        return re.escape(pattern)
    if syntax == "P":
        return _perl(pattern)
    return translate(pattern, extended=syntax == "E", warn=warn)


def _perl(pattern: str) -> str:
    r"""A Perl pattern; what follows ``\K`` is the match that is shown."""
    before, keep, after = pattern.partition(r"\K")
    spelled = f"(?:{before})(?P<keep>{after})" if keep else pattern
    try:
        re.compile(spelled)
    except re.error as error:
        known = {"missing ), unterminated subpattern": "missing closing parenthesis"}
        known["unterminated character set"] = "missing terminating ] for character class"
        raise BadRegex(known.get(error.msg, error.msg)) from None
    return spelled
