"""modprobe's configuration: the files of /etc/modprobe.d and the like (modprobe.d(5))."""

from collections.abc import Iterator

from kshell.userland.process import Process

FOLDERS = ("/etc/modprobe.d", "/run/modprobe.d", "/usr/local/lib/modprobe.d", "/lib/modprobe.d")
UNUSED = ("install", "remove", "softdep")


class Configuration:
    """Aliases as (pattern, module), blacklisted modules, and all options as (module, text), in the order read."""

    def __init__(self, p: Process) -> None:
        self.aliases: list[tuple[str, str]] = []
        self.blacklist: list[str] = []
        self.all_options: list[tuple[str, str]] = []
        for path in _files(p):
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

    def _read(self, line: str) -> bool:
        command, *words = line.split(None, 2)
        words = [words[0].replace("-", "_"), *words[1:]] if words else []
        if command == "alias" and len(words) == 2:
            self.aliases.append((words[0], words[1].split()[0].replace("-", "_")))
        elif command == "blacklist" and words:
            self.blacklist.append(words[0])
        elif command == "options" and len(words) == 2:
            self.all_options.append((words[0], words[1].strip()))
        else:
            return command in UNUSED and len(words) == 2
        return True


def _files(p: Process) -> list[str]:
    """The files to read, by name; one in an earlier folder hides those of the same name in later ones."""
    found: dict[str, str] = {}
    for folder in FOLDERS:
        try:
            names = p.sys.getdents(folder)
        except OSError:
            continue
        for name in names:
            if name.endswith((".conf", ".alias")) and not name.startswith("."):
                found.setdefault(name, f"{folder}/{name}")
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
