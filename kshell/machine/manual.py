"""The manual: /usr/share/man, with a page for each function that modules call and for each program.

Pages are made when they are looked up, in the few roff requests that the program ``man`` knows. What they say comes
from the code: docstrings, sample modules, and what each program says of itself with --help.
"""

from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module

from kshell.kernel.fs.inode import GeneratedDirectory, RegularFile
from kshell.kernel.kernel import Kernel
from kshell.machine.examples import COMMANDS
from kshell.userland.registry import Registry

MAN = "/usr/share/man"
SECTIONS = {"1": "/usr/bin/", "8": "/usr/sbin/"}

Page = Callable[[str], str]


def make_manual(kernel: Kernel, registry: Registry) -> None:
    """Put the manual in place; no page is written before somebody asks for it."""
    for section, folder in SECTIONS.items():
        _section(kernel, section, partial(_programs, registry, folder), _program_page(registry, section))
    _section(kernel, "9", _functions, _function_page)


def _programs(registry: Registry, folder: str) -> list[str]:
    return [path.removeprefix(folder) for path in registry.paths() if path.startswith(folder)]


def _section(kernel: Kernel, number: str, names: Callable[[], Iterable[str]], page: Page) -> None:
    def lookup(file: str) -> RegularFile | None:
        name, dot, suffix = file.rpartition(".")
        return RegularFile(page(name).encode()) if dot and suffix == number and name in names() else None

    listed = GeneratedDirectory(lookup, lambda: sorted(f"{name}.{number}" for name in names()), 0o755)
    kernel.vfs.make(f"{MAN}/man{number}", listed)


def _program_page(registry: Registry, section: str) -> Page:
    def page(name: str) -> str:
        program = import_module(registry.find(name).__module__)
        what = (program.__doc__ or "").split("\n")[0].partition(": ")[2].partition(" (")[0].rstrip(".")
        usage: str = getattr(program, "USAGE", "")
        parts = {
            "USAGE": verbatim(usage.replace("{name}", name)),
            "EXAMPLE": verbatim(f"# {COMMANDS[name]}" if name in COMMANDS else ""),
        }
        return roff(name, section, "Programs", what, parts)

    return page


def _functions() -> list[str]:
    from kshell.machine.manual9 import functions  # noqa: PLC0415  # it imports what modules import from

    return functions()


def _function_page(name: str) -> str:
    from kshell.machine.manual9 import page  # noqa: PLC0415  # the same

    return page(name)


# -- roff


def roff(name: str, section: str, book: str, what: str, parts: dict[str, str]) -> str:
    """A page: its heading, its NAME line, and parts whose texts are roff already."""
    head = f'.TH {name.upper()} {section} "" kshell "{book}"\n.SH NAME\n{name} \\- {escaped(what)}\n'
    return head + "".join(f".SH {title}\n{text}" for title, text in parts.items() if text)


def escaped(text: str) -> str:
    """Text that roff shows as it is."""
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in text.replace("\\", "\\e").split("\n"))


def verbatim(text: str) -> str:
    """Lines that are not filled."""
    return f".nf\n{escaped(text.strip(chr(10)))}\n.fi\n" if text.strip() else ""
