"""Which candidates fit where the cursor stands."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from kshell.frontend.completion import commands, modules, processes, values
from kshell.frontend.completion.candidate import Candidate, beginning
from kshell.frontend.completion.files import files, only_folders, programs
from kshell.frontend.completion.prefixes import runs_another
from kshell.frontend.pieces import Spot, spot
from kshell.machine.surroundings import Surroundings

VARIABLE = re.compile(r"\$\{?(\w*)$")
Source = Callable[[Surroundings, Spot], Iterable[Candidate]]


def complete(around: Surroundings, text: str) -> tuple[Spot, list[Candidate]]:
    """Where the end of ``text`` stands, and what may stand there; candidates replace the word that is there."""
    here = spot(text)
    if around.shell is None or here.kind == "comment":
        return here, []
    found = {candidate.text: candidate for candidate in beginning(here.word, _candidates(around, here))}
    return here, list(found.values())


def _candidates(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    variable = VARIABLE.search(here.raw)
    if variable is not None and not here.raw.startswith("'"):
        return _variables(around, here, variable)
    if here.kind == "command":
        if "/" in here.word:
            return files(around, here.word, programs)
        return commands.commands(around, here.word)
    if here.kind == "assignment":
        return _value(around, here)
    if here.kind == "target" or not here.words:
        return files(around, here.word)
    inner = runs_another(here.words)
    if inner is not None and not (here.word.startswith("-") and not inner):
        return _candidates(around, here._replace(words=inner, kind="argument" if inner else "command"))
    special = ARGUMENTS.get(here.words[0].rpartition("/")[2])
    if special is not None and (offered := list(beginning(here.word, special(around, here)))):
        return offered
    if here.word.startswith("-") and "=" not in here.word:
        return commands.options(around, here.words[0])
    if "=" in here.word and special is None:
        return _value(around, here)
    return files(around, here.word) if special is None else ()


def _variables(around: Surroundings, here: Spot, found: re.Match[str]) -> Iterator[Candidate]:
    """``$NA``, alone or at the end of a word."""
    word = VARIABLE.search(here.word)
    head = here.word[: word.start()] if word is not None else ""
    brace = found[0].startswith("${")
    for candidate in beginning(found[1], commands.variables(around)):
        text = head + ("${" + candidate.text + "}" if brace else "$" + candidate.text)
        yield Candidate(text, candidate.about, whole=False)


def _value(around: Surroundings, here: Spot) -> Iterator[Candidate]:
    """The file behind ``name=`` or ``--option=``."""
    name, equals, value = here.word.partition("=")
    return (Candidate(f"{name}{equals}{c.text}", c.about, c.whole) for c in files(around, value))


# -- what each command takes


def _operands(here: Spot) -> list[str]:
    """The words behind the command that are no options."""
    return [word for word in here.words[1:] if not word.startswith("-")]


def _insmod(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    operands = _operands(here)
    if operands:
        return modules.parameters(around, operands[0])
    return () if here.word.startswith("-") else modules.loadable(around, here.word)


def _rmmod(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    return (c for c in modules.loaded(around) if c.text not in here.words)


def _modprobe(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    if "-r" in here.words or "--remove" in here.words:
        return _rmmod(around, here)
    operands = _operands(here)
    if operands:
        return modules.parameters(around, modules.installed_file(around, operands[0]))
    return modules.installed(around)


def _modinfo(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    if here.word.startswith("-"):
        return ()
    return chain(modules.module_files(around, here.word), modules.installed(around))


def _kill(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    if here.words[-1] in ("-s", "--signal", "-l"):
        return processes.signals()
    if here.word.startswith("-") and len(here.words) == 1:
        return chain(processes.signals("-"), processes.numbers("-"), commands.options(around, here.words[0]))
    return chain(processes.jobs(around), processes.pids(around, here.word))


def _pkill(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    if here.word.startswith("-") and len(here.words) == 1:
        return chain(processes.signals("-"), commands.options(around, here.words[0]))
    return () if here.word.startswith("-") else processes.names(around)


def _pid(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    return processes.pids(around, here.word)


def _jobs(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    return processes.jobs(around)


def _taskset(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    return processes.pids(around, here.word) if any("p" in word for word in here.words[1:]) else ()


def _sysctl(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    return () if here.word.startswith("-") else values.settings(around, here.word)


def _dmesg(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    option = here.words[-1] if not here.word.startswith("--") else here.word.partition("=")[0]
    if option in ("-l", "--level", "-n", "--console-level") and (here.word[:1] != "-" or "=" in here.word):
        return values.listed(here.word, values.levels())
    if option in ("-f", "--facility") and (here.word[:1] != "-" or "=" in here.word):
        return values.listed(here.word, values.facilities())
    return ()


def _ps(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    option = here.words[-1]
    if option.startswith("-") and option.endswith(("o", "O", "-sort", "-format")):
        return values.listed(here.word, values.columns())
    if here.word.startswith(("--sort=", "--format=")):
        return values.listed(here.word, values.columns())
    if option == "-C":
        return processes.names(around)
    return processes.pids(around, here.word) if option in ("-p", "--pid", "-q", "--ppid") else ()


def _su(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    return () if here.word.startswith("-") else values.users(around)


def _man(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    return commands.manual(around, here.word)


def _help(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    return commands.topics(around, here.word)


def _command(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    return commands.commands(around, here.word)


def _names(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    return commands.variables(around)


def _aliases(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    known = around.shell.aliases if around.shell is not None else {}
    return (Candidate(name, value) for name, value in known.items())


def _cd(around: Surroundings, here: Spot) -> Iterable[Candidate]:
    return files(around, here.word, only_folders)


ARGUMENTS: dict[str, Source] = {
    "insmod": _insmod, "rmmod": _rmmod, "reload": _rmmod, "modprobe": _modprobe, "modinfo": _modinfo,
    "kill": _kill, "pkill": _pkill, "killall": _pkill, "pgrep": _pkill, "pidof": _pkill, "why": _pid, "renice": _pid,
    "fg": _jobs, "bg": _jobs, "jobs": _jobs, "disown": _jobs, "wait": _jobs,
    "man": _man, "whatis": _man, "apropos": _man, "help": _help,
    "which": _command, "type": _command, "sysctl": _sysctl, "dmesg": _dmesg, "ps": _ps, "taskset": _taskset,
    "su": _su, "id": _su, "groups": _su,
    "unset": _names, "export": _names, "unalias": _aliases, "cd": _cd, "rmdir": _cd,
}  # fmt: skip
