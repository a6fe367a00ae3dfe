"""modprobe's configuration: the files of /etc/modprobe.d and the like (modprobe.d(5), libkmod/libkmod-config.c)."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from kshell.uapi.fcntl import S_ISDIR
from kshell.userland import kmod
from kshell.userland.process import Process

FOLDERS = ("/etc/modprobe.d", "/run/modprobe.d", "/usr/local/lib/modprobe.d", "/lib/modprobe.d")


class Softdep(NamedTuple):
    """Modules to load before another and behind it, if they are there."""

    pre: tuple[str, ...] = ()
    post: tuple[str, ...] = ()


class Configuration:
    """What the files say, in the order read: aliases as (pattern, module), options as (module, text), and so on.

    ``paths`` are the files and folders to read, ``own`` the file of what modules say of themselves.
    """

    def __init__(self, p: Process, paths: Sequence[str] = FOLDERS, own: str = "") -> None:
        self.aliases: list[tuple[str, str]] = []
        self.blacklist: list[str] = []
        self.all_options: list[tuple[str, str]] = []
        self.commands: dict[str, list[tuple[str, str]]] = {"install": [], "remove": []}
        self.softdeps: list[tuple[str, Softdep]] = []
        for path in (*_files(p, paths), *([own] if own and kmod.mode(p, own) else [])):
            for number, line in _lines(p.read_text(path)):
                if not self._read(line):
                    start = line.split()[0]
                    p.err(
                        "libkmod: ERROR ../libkmod/libkmod-config.c:712 kmod_config_parse: "
                        f"{path} line {number}: ignoring bad line starting with '{start}'\n"
                    )

    def options(self, *names: str) -> str:
        """The parameters set for a module under any of its names."""
        return " ".join(text for module, text in self.all_options if module in names)

    def command(self, kind: str, name: str) -> str | None:
        """What to run instead of loading (``install``) or unloading (``remove``) a module."""
        return next((text for pattern, text in self.commands[kind] if fnmatchcase(name, pattern)), None)

    def softdep(self, name: str) -> Softdep:
        """What to load with a module."""
        return next((softdep for pattern, softdep in self.softdeps if fnmatchcase(name, pattern)), Softdep())

    def _read(self, line: str) -> bool:
        command, *words = line.split(None, 2)
        words = [*(word.replace("-", "_") for word in words[:1]), *(word.strip() for word in words[1:])]
        if command == "alias" and len(words) == 2:
            self.aliases.append((words[0], words[1].split()[0].replace("-", "_")))
        elif command == "blacklist" and words:
            self.blacklist.append(words[0])
        elif command == "options" and len(words) == 2:
            self.all_options.append((words[0], words[1]))
        elif command in self.commands and len(words) == 2:
            self.commands[command].append((words[0], words[1]))
        elif command == "softdep" and len(words) == 2:
            self.softdeps.append((words[0], _softdep(words[1])))
        else:
            return False
        return True

    def text(self) -> str:
        """All of it, as ``modprobe -c`` prints it."""
        rows = [f"blacklist {name}" for name in self.blacklist]
        rows += [f"{kind} {name} {text}" for kind, commands in self.commands.items() for name, text in commands]
        rows += [f"alias {alias} {module}" for alias, module in self.aliases]
        rows += [f"options {name} {text}" for name, text in self.all_options]
        for name, softdep in self.softdeps:
            parts = (
                f"{kind}: {' '.join(found)}" for kind, found in zip(("pre", "post"), softdep, strict=True) if found
            )
            rows.append(f"softdep {name} {' '.join(parts)}")
        return "".join(f"{row}\n" for row in rows)


def _softdep(text: str) -> Softdep:
    """``pre: a b post: c``"""
    found: dict[str, list[str]] = {"pre:": [], "post:": []}
    into: list[str] = []
    for word in text.split():
        if word in found:
            into = found[word]
        else:
            into.append(word.replace("-", "_"))
    return Softdep(tuple(found["pre:"]), tuple(found["post:"]))


def _files(p: Process, paths: Sequence[str]) -> list[str]:
    """The files to read, by name; one in an earlier folder hides those of the same name in later ones."""
    found: dict[str, str] = {}
    for path in paths:
        if not S_ISDIR(kmod.mode(p, path)):
            if kmod.mode(p, path):
                found.setdefault(path, path)
            continue
        for name in p.sys.getdents(path):
            if name.endswith((".conf", ".alias")) and not name.startswith("."):
                found.setdefault(name, f"{path}/{name}")
    return [found[name] for name in sorted(found)]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their numbers; a backslash joins a line to the next."""
    begun = ""
    for number, line in enumerate(text.splitlines(), 1):
        begun += line
        if begun.endswith("\\"):
            begun = begun[:-1]
            continue
        if begun.strip() and not begun.startswith("#"):
            yield number, begun
        begun = ""
