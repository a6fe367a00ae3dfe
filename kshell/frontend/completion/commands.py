"""Commands, their options, manual pages, and the names that the shell itself knows."""

import re
from collections.abc import Iterator
from functools import partial

from kshell.frontend.completion.candidate import Candidate
from kshell.machine.surroundings import Surroundings
from kshell.shell.builtins import builtin_names
from kshell.shell.builtins.help_texts import TOPICS
from kshell.shell.variables import Dynamic

MAN = "/usr/share/man"
PROGRAM_SECTIONS = ("1", "8")
SECTIONS = ("1", "8", "9")
OPTION = re.compile(r"(?<![\w<=\[-])(--?[A-Za-z0-9?][\w-]*)(\[?=)?")
GAP = re.compile(r"\t+|  +")
LONGEST_VALUE = 60


def commands(around: Surroundings, prefix: str) -> Iterator[Candidate]:
    """Functions, aliases, builtins and the programs in $PATH; what is found first is what would be run."""
    shell = around.shell
    if shell is None:
        return
    found: dict[str, Candidate] = {}
    for name, value in shell.aliases.items():
        found[name] = Candidate(name, f"alias for {value}")
    for name in shell.functions:
        found.setdefault(name, Candidate(name, "function"))
    for name in builtin_names():
        if name not in shell.disabled:
            found.setdefault(name, Candidate(name, first_line(name)))
    for folder in (shell.variables.get("PATH") or "").split(":"):
        for entry in around.entries(folder or ".", prefix):
            if entry.program:
                found.setdefault(entry.name, Candidate(entry.name, partial(whatis, around, entry.name)))
    yield from (found[name] for name in sorted(found))


def first_line(topic: str) -> str:
    """What ``help`` says first of a builtin."""
    return TOPICS.get(topic, "").partition("\n")[0].removesuffix(".")


def page(around: Surroundings, name: str, sections: tuple[str, ...] = PROGRAM_SECTIONS) -> str:
    """The source of a manual page; empty if there is none."""
    pages = (around.read(f"{MAN}/man{section}/{name}.{section}") for section in sections)
    return next((data.decode() for data in pages if data), "")


def whatis(around: Surroundings, name: str, sections: tuple[str, ...] = PROGRAM_SECTIONS) -> str:
    """The line that ``whatis`` shows, without the name."""
    return page(around, name, sections).partition("\\- ")[2].partition("\n")[0].replace("\\e", "\\")


def options(around: Surroundings, command: str) -> Iterator[Candidate]:
    """The options that a program's own --help text lists, each with what stands beside it."""
    usage = page(around, command.rpartition("/")[2]).partition(".SH USAGE\n")[2].replace("\\e", "\\")
    lines = [line.removeprefix("\\&") for line in usage.splitlines()]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if not line.lstrip().startswith("-"):
            continue
        head, *about = GAP.split(line.strip(), maxsplit=1)
        text = about[0] if about else "" if after.lstrip().startswith("-") else after.strip()
        for name, equals in OPTION.findall(head):
            yield Candidate(name + ("=" if equals == "=" else ""), text.strip(), whole=equals != "=")


def manual(around: Surroundings, prefix: str) -> Iterator[Candidate]:
    """The pages of the manual."""
    for section in SECTIONS:
        for entry in around.entries(f"{MAN}/man{section}", prefix):
            name = entry.name.removesuffix(f".{section}")
            yield Candidate(name, partial(whatis, around, name, (section,)))


def topics(around: Surroundings, prefix: str) -> Iterator[Candidate]:
    """What ``help`` knows: the shell's own topics, and what has a page in the manual."""
    yield from (Candidate(topic, first_line(topic)) for topic in TOPICS if " " not in topic)
    yield from (candidate for candidate in manual(around, prefix) if candidate.text not in TOPICS)


def variables(around: Surroundings) -> Iterator[Candidate]:
    """Variables with their values; those that are worked out when they are read ($RANDOM) are left alone."""
    table = around.shell.variables.table if around.shell is not None else {}
    for name in sorted(table):
        variable = table[name]
        if isinstance(variable, Dynamic):
            yield Candidate(name)
        elif (value := variable.text()) is not None:
            yield Candidate(name, value[:LONGEST_VALUE])
