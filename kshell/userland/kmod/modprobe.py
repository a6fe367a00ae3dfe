"""modprobe: load a module with what it needs, unload it with what only it needed (kmod 30, tools/modprobe.c)."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from kshell.uapi.errno import Errno
from kshell.userland import kmod
from kshell.userland.kmod.modprobe_conf import FOLDERS, Configuration
from kshell.userland.kmod.modules_dep import Index
from kshell.userland.kmod.probe import CannotRemove, Inserter, Remover, Steps, Target
from kshell.userland.libc.long_options import short_names
from kshell.userland.process import Process

USAGE = """\
Usage:
\t{name} [options] [-i] [-b] modulename
\t{name} [options] -a [-i] [-b] modulename [modulename...]
\t{name} [options] -r [-i] modulename
\t{name} [options] -r -a [-i] modulename [modulename...]
\t{name} [options] -c
Management Options:
\t-a, --all                   Consider every non-argument to
\t                            be a module name to be inserted
\t                            or removed (-r)
\t-r, --remove                Remove modules instead of inserting
\t    --remove-dependencies   Deprecated: use --remove-holders
\t    --remove-holders        Also remove module holders (use together with -r)
\t    --first-time            Fail if module already inserted or removed
\t-i, --ignore-install        Ignore install commands
\t-i, --ignore-remove         Ignore remove commands
\t-b, --use-blacklist         Apply blacklist to resolved alias.
\t-f, --force                 Force module insertion or removal.
\t                            implies --force-modversions and
\t                            --force-vermagic
\t    --force-modversion      Ignore module's version
\t    --force-vermagic        Ignore module's version magic

Query Options:
\t-R, --resolve-alias         Only lookup and print alias and exit
\t-D, --show-depends          Only print module dependencies and exit
\t-c, --showconfig            Print out known configuration and exit
\t-c, --show-config           Same as --showconfig

General Options:
\t-n, --dry-run               Do not execute operations, just print out
\t-n, --show                  Same as --dry-run

\t-C, --config=FILE           Use FILE instead of default search paths
\t-d, --dirname=DIR           Use DIR as filesystem root for /lib/modules
\t-S, --set-version=VERSION   Use VERSION instead of `uname -r`
\t-s, --syslog                print to syslog, not stderr
\t-q, --quiet                 disable messages
\t-v, --verbose               enables more messages
\t-V, --version               show version
\t-h, --help                  show this help
"""
SHORT = "arRibfDcnC:d:S:sqv"
LONG = {
    "all": "a",
    "remove": "r",
    "remove-dependencies": "remove-holders",
    "remove-holders": "remove-holders",
    "resolve-alias": "R",
    "first-time": "first-time",
    "ignore-install": "i",
    "ignore-remove": "i",
    "use-blacklist": "b",
    "force": "f",
    "force-modversion": "force-modversion",
    "force-vermagic": "force-vermagic",
    "show-depends": "D",
    "showconfig": "c",
    "show-config": "c",
    "dry-run": "n",
    "show": "n",
    "config=": "C",
    "dirname=": "d",
    "set-version=": "S",
    "syslog": "s",
    "quiet": "q",
    "verbose": "v",
}


class Modprobe:
    """One run: its options, its configuration, the index of installed modules."""

    def __init__(self, p: Process, options: Sequence[tuple[str, str]]) -> None:
        given = dict(options)
        self.p = p
        self.given = given
        self.quiet = "q" in given
        root, release = given.get("d", ""), given.get("S") or p.sys.uname().release
        self.folder = f"{root}/lib/modules/{release}"
        paths = [value for letter, value in options if letter == "C"] or FOLDERS
        self.config = Configuration(p, paths, f"{self.folder}/modules.softdep")
        self.index = Index(p, self.folder)
        steps = Steps(p, verbose="v" in given or "D" in given, dry_run="n" in given or "D" in given, say=self.say)
        self._inserter = Inserter(steps, self.config, self.lookup, given.keys())
        self._remover = Remover(steps, self.config, self.index, given.keys())

    def say(self, text: str, level: str) -> None:
        if not self.quiet:
            kmod.error(self.p, text, level)

    def _fatal(self, text: str) -> bool:
        """A message about a module that cannot be had; with -a it is only a warning."""
        self.say(text, "WARNING" if "a" in self.given else "FATAL")
        return False

    def lookup(self, name: str) -> list[Target]:
        """The modules behind a name: by the configuration's aliases, else by the index."""
        plain = name.replace("-", "_")
        meant = [module for alias, module in self.config.aliases if fnmatchcase(plain, alias)]
        if meant:
            return [Target(found, plain) for module in meant for found in self.index.named(module)]
        return [Target(found, "" if found.name == plain else plain) for found in self.index.named(plain)]

    def insert_all(self, name: str, params: str = "") -> bool:
        """Load everything that a name stands for; False after a message."""
        targets = self.lookup(name)
        if not targets:
            return self._fatal(f"Module {name} not found in directory {self.folder}")
        done = [self._insert(target, params) for target in targets]
        return done[-1]

    def _insert(self, target: Target, params: str) -> bool:
        module = target.module
        if "R" in self.given:
            self.p.out(f"{module.name}\n")
            return True
        try:
            self._inserter.insert(target, params)
        except OSError as failed:
            self.say(f"could not insert '{module.name}': {_reason(failed)}", "ERROR")
            return False
        return True

    def remove_all(self, name: str) -> bool:
        """Unload everything that a name stands for; False after a message."""
        targets = self.lookup(name)
        if not targets:
            return self._fatal(f"Module {name} not found.")
        try:
            return all(
                self._remover.remove(target.module, holders="remove-holders" in self.given) for target in targets
            )
        except CannotRemove as refused:
            return self._fatal(str(refused))

    def show_configuration(self) -> None:
        """Print the configuration and the index, as ``modprobe -c`` does."""
        out = self.p.out
        out(self.config.text())
        out("\n# End of configuration files. Dumping indexes now:\n\n")
        out("".join(f"alias {alias} {module}\n" for alias, module in self.index.aliases()))
        out("".join(f"alias {alias} {module}\n" for alias, module in self.index.symbols()))


def main(p: Process) -> int:
    parsed = kmod.parse(p, SHORT, tuple(LONG), USAGE)
    if isinstance(parsed, int):
        return parsed
    options, args = short_names(parsed[0], LONG), parsed[1]
    if ("s", "") in options:
        p = kmod.Syslog(p)
    if not args and ("c", "") not in options:
        kmod.error(p, "missing parameters. See -h.")
        return 1
    run = Modprobe(p, options)
    if "c" in run.given:
        run.show_configuration()
        return 0
    if "r" in run.given:
        done = [run.remove_all(name) for name in args]
    elif "a" in run.given:
        done = [run.insert_all(name) for name in args]
    else:
        done = [run.insert_all(args[0], " ".join(map(_quoted, args[1:])))]
    return 0 if all(done) else 1


def _quoted(option: str) -> str:
    """A parameter whose value has blanks gets quotes around the value."""
    name, equals, value = option.partition("=")
    if " " in value and not value.startswith(('"', "'")):
        return f'{name}{equals}"{value}"'
    return option


def _reason(failed: OSError) -> str:
    if failed.errno == Errno.EEXIST:
        return "Module already in kernel"
    if failed.errno == Errno.ENOENT:
        return "Unknown symbol in module, or unknown parameter (see dmesg)"
    return str(failed.strerror)
