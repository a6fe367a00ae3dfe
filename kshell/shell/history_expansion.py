"""``!!`` and ``^old^new`` in a line (bash(1), HISTORY EXPANSION; readline histexpand.c)."""

import re

from kshell.shell.history import History

_DESIGNATOR = re.compile(
    r"!(?:(?P<last>!)|(?P<number>-?\d+)|\?(?P<contains>[^?\n]*)\??|(?P<line>\#)|(?P<starts>[^\s!:=(?$^*\"';|&<>-][^\s:;|&()<>\"'^$*]*))?"
    r"(?P<word>:?[$^*]|:\d+(?:-(?:\d+|\$)?|\*)?|:-\d+)?(?P<modifiers>(?::(?:[hterpq]|g?s/[^/]*/[^/]*/?|&))*)"
)
_QUICK = re.compile(r"\^([^^\n]*)\^([^^\n]*)(?:\^(.*))?", re.DOTALL)
_WORD = re.compile(r"(?:\"[^\"]*\"|'[^']*'|\\.|[^\s|&;<>()])+|[|&;<>()]+")


class HistoryProblem(Exception):
    """A designator that stands for nothing: ``text`` is what bash says."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Expansion:
    """Replaces what stands for earlier lines."""

    def __init__(self, history: History) -> None:
        self._history = history

    def expand(self, line: str) -> tuple[str, bool]:
        """The line with its designators replaced, and whether it is only to be shown (:p); HistoryProblem."""
        quick = _QUICK.fullmatch(line)
        if quick is not None:
            return self._quick(quick, line), False
        out, at, double, only_shown = "", 0, False, False
        while at < len(line):
            c = line[at]
            if c == "\\" and at + 1 < len(line):
                out += line[at : at + 2]
                at += 2
            elif c == "'" and not double and (end := line.find("'", at + 1)) > 0:
                out += line[at : end + 1]
                at = end + 1
            elif c == "!" and self._begins(line, at, double=double):
                match = _DESIGNATOR.match(line, at)
                if match is None or match.end() == at + 1:
                    out += c
                    at += 1
                    continue
                text, shown = self._replaced(match, out)
                out, at, only_shown = out + text, match.end(), only_shown or shown
            else:
                double ^= c == '"'
                out += c
                at += 1
        return out, only_shown

    def _begins(self, line: str, at: int, *, double: bool) -> bool:
        after = line[at + 1 : at + 2]
        if not after or after in " \t\n=(" or (double and after == '"'):
            return False
        return not (at and line[at - 1] in "$[{" and line[at - 1 : at + 1] in ("[!", "{!", "$!"))

    def _quick(self, match: "re.Match[str]", line: str) -> str:
        """``^old^new``"""
        last = self._history.lines[-1] if self._history.lines else ""
        if match[1] not in last or not match[1]:
            raise HistoryProblem(f":s{line}: substitution failed")
        return last.replace(match[1], match[2], 1) + (match[3] or "")

    def _event(self, match: "re.Match[str]", so_far: str) -> str:
        if match["line"]:
            return so_far
        try:
            if match["number"]:
                number = int(match["number"])
                return self._history.get(number) if number > 0 else self._history.lines[number]
            if match["contains"] is not None:
                return next(line for line in reversed(self._history.lines) if match["contains"] in line)
            if match["starts"]:
                return next(line for line in reversed(self._history.lines) if line.startswith(match["starts"]))
            return self._history.lines[-1]
        except (IndexError, StopIteration):
            what = match[0][: match.start("word") - match.start()] if match["word"] else match[0]
            raise HistoryProblem(f"{what}: event not found") from None

    def _replaced(self, match: "re.Match[str]", so_far: str) -> tuple[str, bool]:
        event = self._event(match, so_far)
        text = _words(event, match["word"]) if match["word"] else event
        if text is None:
            raise HistoryProblem(f"{match['word']}: bad word specifier")
        modifiers = re.findall(r":(g?s/[^/]*/[^/]*/?|.)", match["modifiers"] or "")
        for modifier in modifiers:
            text = _modified(text, modifier)
        return text, "p" in modifiers


def _words(event: str, designator: str) -> str | None:
    """The words of a line that ``$ ^ * :n :n-m :n*`` choose."""
    words = _WORD.findall(event)
    chosen = designator.lstrip(":")
    if chosen == "$":
        return words[-1] if words else ""
    if chosen == "^":
        return words[1] if len(words) > 1 else None
    if chosen == "*":
        return " ".join(words[1:])
    first, dash, last = chosen.partition("-")
    if chosen.endswith("*"):
        return " ".join(words[int(chosen[:-1]) :])
    start = int(first or 0)
    end = start if not dash else len(words) - 1 if last == "$" else len(words) - 2 if not last else int(last)
    return " ".join(words[start : end + 1]) if end < len(words) else None


def _modified(text: str, modifier: str) -> str:
    if modifier[0] in "gs" and "/" in modifier:
        _, old, new, *_ = [*modifier.split("/"), ""]
        return text.replace(old, new, -1 if modifier[0] == "g" else 1)
    head, slash, tail = text.rpartition("/")
    stem, dot, suffix = tail.rpartition(".")
    values = {"h": head or slash, "t": tail, "r": f"{head}{slash}{stem}" if dot else text, "e": dot + suffix}
    return values.get(modifier, text)
