"""sysctl: show and set kernel parameters, the files of /proc/sys (procps-ng 4.0.2)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import S_ISDIR
from kshell.userland.libc.getopt import UsageError, parse
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

ROOT = "/proc/sys/"
DEFAULT_FILE = "/etc/sysctl.conf"
SYSTEM_FOLDER = "/etc/sysctl.d"
USAGE = """
Usage:
 {name} [options] [variable[=value] ...]

Options:
  -a, --all            display all variables
  -A                   alias of -a
  -X                   alias of -a
      --deprecated     include deprecated parameters to listing
      --dry-run        Print the key and values but do not write
  -b, --binary         print value without new line
  -e, --ignore         ignore unknown variables errors
  -N, --names          print variable names without values
  -n, --values         print only values of the given variable(s)
  -p, --load[=<file>]  read values from file
  -f                   alias of -p
      --system         read values from all system directories
  -r, --pattern <expression>
                       select setting that match expression
  -q, --quiet          do not echo variable set
  -w, --write          enable writing a value to variable
  -o                   does nothing
  -x                   does nothing
  -d                   alias of -h

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see sysctl(8).
"""
LONG = {
    "all": "a",
    "deprecated": "o",
    "dry-run": "dry-run",
    "binary": "b",
    "ignore": "e",
    "names": "N",
    "values": "n",
    "load": "p",
    "system": "system",
    "pattern=": "r",
    "quiet": "q",
    "write": "w",
    "help": "h",
    "version": "V",
}
ALIASES = {"A": "a", "X": "a", "f": "p", "d": "h"}


class Setting(NamedTuple):
    """A value to be written; ``lenient`` (a ``-`` before the key) makes a failure no error."""

    key: str
    value: str
    lenient: bool


class Sysctl:
    """One run of the program with its options."""

    def __init__(self, p: Process, options: Sequence[tuple[str, str]]) -> None:
        self.p = p
        self.given = {option for option, _ in options}
        patterns = [value for option, value in options if option == "r"]
        self.pattern = re.compile(patterns[-1]) if patterns else None

    def warn(self, text: str) -> int:
        """Print a message; 1, which counts as a failure."""
        self.p.err(f"{self.p.name}: {text}\n")
        return 1

    # -- reading

    def show(self, argument: str) -> int:
        """Show a parameter, or all of a folder; how many failed."""
        if not argument:
            self.warn('"" is an unknown key')
            return 255
        key = self._path(argument)
        try:
            mode = self.p.sys.stat(ROOT + key).mode
        except OSError as failed:
            if failed.errno == Errno.ENOENT and "e" in self.given:
                return 0
            return self.warn(f"cannot stat {ROOT}{key}: {failed.strerror}")
        if S_ISDIR(mode):
            return self.show_all(key.rstrip("/") + "/")
        return self._show_file(key) if mode & 0o400 else 0

    def show_all(self, folder: str = "") -> int:
        """Show everything in a folder of /proc/sys; how many failed."""
        try:
            names = sorted(self.p.sys.getdents(ROOT + folder))
        except OSError as failed:
            return self.warn(f'unable to open directory "{ROOT}{folder}": {failed.strerror}')
        return sum(self.show(folder + name) for name in names)

    def _show_file(self, key: str) -> int:
        name = key.replace("/", ".")
        if self.pattern is not None and not self.pattern.search(name):
            return 0
        if "N" in self.given:
            self.p.out(f"{name}\n")
            return 0
        try:
            text = self.p.read_text(ROOT + key)
        except OSError as failed:
            if failed.errno == Errno.EACCES:
                return self.warn(f"permission denied on key '{name}'")
            return self.warn(f'reading key "{name}": {failed.strerror}')
        for line in text.splitlines() or [""]:
            self._print(name, line)
        return 0

    def _print(self, name: str, value: str) -> None:
        if "b" in self.given:
            self.p.out(value)
        else:
            self.p.out(f"{value}\n" if "n" in self.given else f"{name} = {value}\n")

    def _path(self, key: str) -> str:
        """The file of a key: the separator that comes first, dot or slash, is the folder's."""
        dot, slash = key.find("."), key.find("/")
        if dot < 0 or 0 <= slash < dot:
            return key
        if ".." in key:
            self.warn(f"separators should not be repeated: {key[key.index('..') :]}")
        return key.translate({ord("."): "/", ord("/"): "."})

    # -- writing

    def settings(self, lines: Sequence[str], source: str, first: int = 1) -> Iterator[Setting | None]:
        """The settings in lines of a file, None for one that cannot be understood."""
        for number, line in enumerate(lines, first):
            line = line.strip()
            if not line or line[0] in "#;":
                continue
            key, equals, value = line.partition("=")
            if not equals:
                self.warn(f"{source}({number}): invalid syntax, continuing...")
                yield None
            elif key.strip("- "):
                yield Setting(key.strip().removeprefix("-"), value.strip(), key.startswith("-"))
            else:
                yield None

    def write(self, setting: Setting) -> int:
        """Write a value to its file and show it; 1 after a failure."""
        key = self._path(setting.key)
        name = key.replace("/", ".")
        try:
            mode = self.p.sys.stat(ROOT + key).mode
        except OSError as failed:
            if failed.errno == Errno.ENOENT and "e" in self.given:
                return 0
            return self._failed(f"cannot stat {ROOT}{key}: {failed.strerror}", setting)
        if S_ISDIR(mode) or not mode & 0o200:
            self.warn(f'setting key "{name}": {Errno.EINVAL.text}')
            return 0
        if "dry-run" not in self.given:
            try:
                self.p.write_file(ROOT + key, setting.value + "\n")
            except OSError as failed:
                if failed.errno in (Errno.EACCES, Errno.EPERM, Errno.EROFS):
                    ignoring = ", ignoring" if setting.lenient else ""
                    return self._failed(f'permission denied on key "{name}"{ignoring}', setting)
                return self._failed(f'setting key "{name}": {failed.strerror}', setting)
        if "q" not in self.given:
            self.p.out(f"{name}\n") if "N" in self.given else self._print(name, setting.value)
        return 0

    def _failed(self, text: str, setting: Setting) -> int:
        self.warn(text)
        return 0 if setting.lenient else 1

    def write_all(self, settings: Sequence[Setting | None]) -> int:
        """Write several values; 1 when one of them failed or could not be understood."""
        done = [1 if setting is None else self.write(setting) for setting in settings]
        return max(done, default=0)

    # -- files

    def load(self, files: Sequence[str]) -> int:
        """Read settings from files, then write them; 1 after a failure."""
        settings: list[Setting | None] = []
        for file in files:
            try:
                text = self.p.read_all(0) if file == "-" else self.p.read_file(file)
            except OSError as failed:
                self.warn(f'cannot open "{file}": {failed.strerror}')
                settings.append(None)
                continue
            settings += self.settings(text.decode("utf-8", "surrogateescape").splitlines(), file)
        return self.write_all(settings)

    def load_system(self) -> int:
        """Read the settings that the system is booted with."""
        try:
            names = sorted(name for name in self.p.sys.getdents(SYSTEM_FOLDER) if name.endswith(".conf"))
        except OSError:
            names = []
        files = [f"{SYSTEM_FOLDER}/{name}" for name in names]
        try:
            self.p.sys.stat(DEFAULT_FILE)
        except OSError:
            pass
        else:
            files.append(DEFAULT_FILE)
        for file in files:
            self.p.out(f"* Applying {file} ...\n")
        return self.load(files)


def main(p: Process) -> int:
    try:
        typed, args = parse(_plain(p.args), "bneNwfpqoxaAXr:Vdh", tuple(LONG))
    except UsageError as error:
        p.err(f"{p.name}: {error}\n{USAGE.format(name=p.name)}")
        return 0
    options = [(ALIASES.get(name, name), value) for name, value in short_names(typed, LONG)]
    given = {option for option, _ in options}
    if "h" in given:
        p.out(USAGE.format(name=p.name))
        return 0
    if "V" in given:
        p.out(f"{p.name} from procps-ng 4.0.2\n")
        return 0
    try:
        run = Sysctl(p, options)
    except re.error:
        return 0
    return _act(run, args, typed)


def _act(run: Sysctl, args: Sequence[str], typed: Sequence[tuple[str, str]]) -> int:
    if "system" in run.given:
        return run.load_system()
    if "p" in run.given:
        return run.load(args or [DEFAULT_FILE])
    if "a" in run.given:
        return run.show_all()
    if not args:
        if not typed:
            run.p.err(USAGE.format(name=run.p.name))
        else:
            run.warn(f"no variables specified\nTry `{run.p.name} --help' for more information.")
        return 1
    settings: list[Setting | None] = []
    status = 0
    for argument in args:
        if "w" in run.given or "=" in argument:
            settings += run.settings([argument], "command line", 0)
        else:
            status += run.show(argument)
    return min(status + run.write_all(settings), 255)


def _plain(args: Sequence[str]) -> list[str]:
    """The arguments with ``--load=FILE`` as ``--load FILE``."""
    return [word for arg in args for word in (arg.split("=", 1) if arg.startswith("--load=") else [arg])]
