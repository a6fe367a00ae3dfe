"""Manual pages, as help tells of them: kernel functions and programs, which bash itself has no help for."""

from typing import NamedTuple

from kshell.shell.builtins.call import Call
from kshell.userland.man.roff import sections

FOLDER = "/usr/share/man"
SECTIONS = ("1", "8", "9")
WIDTH = 76
OUTSIDE = ("NAME", "SYNOPSIS", "DESCRIPTION", "USAGE", "SEE ALSO")


class Page(NamedTuple):
    """A page in help's form: how it is called, and the first line of the text with all the others behind it."""

    synopsis: str
    text: str


def find_page(call: Call, name: str) -> Page | None:
    """The page about a function or program; None if there is none."""
    if "/" in name:
        return None
    for section in SECTIONS:
        try:
            source = call.shell.p.read_text(f"{FOLDER}/man{section}/{name}.{section}")
        except OSError:
            continue
        return _page(name, sections(source, WIDTH))
    return None


def _page(name: str, parts: dict[str, list[str]]) -> Page:
    what = " ".join(parts.get("NAME", [])).partition(" - ")[2]
    usage = parts.get("SYNOPSIS", parts.get("USAGE", []))
    lines = [what[:1].upper() + what[1:] + ("" if what.endswith("?") else ".")]
    for title in ("DESCRIPTION", "USAGE"):
        if title in parts:
            lines += ["", *parts[title]]
    for title, body in parts.items():
        if title not in OUTSIDE:
            lines += ["", f"{title.title()}:", *body]
    return Page(_synopsis(name, usage), "\n".join(lines))


def _synopsis(name: str, usage: list[str]) -> str:
    """The line that shows how it is called."""
    for line in usage:
        words = line.split()
        if words and words[0].lower() == "usage:":
            words.pop(0)
        if words and words[0].partition("(")[0] == name:
            return " ".join(words)
    return name
