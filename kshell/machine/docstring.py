"""What the docstring of a kernel function says, sorted: what it does, what it returns, whether it may sleep.

A docstring is ``name - what it does`` and sentences: ``Returns ...``, ``May sleep.`` and others. What is returned may
also stand in the first sentence, behind a colon or the last semicolon.
"""

import inspect
import re
from typing import Any, NamedTuple

SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z`])")
COLON = re.compile(r": (?!``)(?![^(]*\))")
STATE = re.compile(r"sleep(?:ing)?\b.*?\bstate ([A-Z])\b")
SLEEPS = re.compile(r"(?:May sleep|Sleeps|Gives up the CPU)\b")
ENDS = re.compile(r"(?:Never sleeps|Does not return|Does not sleep)\b")


class Said(NamedTuple):
    """``sleeps`` says that it may sleep; ``ends`` that it never does, or never returns."""

    what: str
    more: str
    returns: str
    sleeps: str
    ends: str


def said(function: Any) -> Said:
    """Sort the sentences of a function's or class's docstring."""
    text = " ".join((inspect.getdoc(function) or "").split())
    first, *others = SENTENCE.split(text.partition(" - ")[2] or _lower(text))
    taken: dict[str, list[str]] = {"returns": [], "sleeps": [], "ends": [], "more": []}
    for sentence in others:
        taken[_kind(sentence)].append(sentence)
    what = first.rstrip(".")
    if not taken["returns"]:
        what, *taken["returns"] = _parted(what, _result(function))
    state = STATE.search(text)
    if state is not None and not taken["sleeps"]:
        taken["sleeps"] = [f"Sleeps in state {state[1]}."]
    joined = {kind: _plain(" ".join(sentences)).removeprefix("Returns ") for kind, sentences in taken.items()}
    return Said(_plain(what), **joined)


def _plain(text: str) -> str:
    return text.replace("``", "")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _kind(sentence: str) -> str:
    if sentence.startswith("Returns "):
        return "returns"
    return "sleeps" if SLEEPS.match(sentence) else "ends" if ENDS.match(sentence) else "more"


def _result(function: Any) -> str:
    """What the annotations say of the result: ``value``, ``nothing``, or nothing for a class."""
    if isinstance(function, type):
        return ""
    result = inspect.signature(function).return_annotation
    return "nothing" if result in (None, "None") else "value"


def _parted(first: str, result: str) -> tuple[str, str]:
    """The first sentence, and what it says of the result."""
    if result == "nothing":
        return first, "Nothing"
    colon = COLON.search(first)
    if colon is not None:
        return first[: colon.start()], first[colon.end() :]
    what, semicolon, value = first.rpartition("; ")
    if result and semicolon:
        return what, value
    if first.endswith("?"):
        return first, "True or false"
    return first, first if result else ""
