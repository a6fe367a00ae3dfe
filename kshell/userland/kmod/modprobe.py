"""modprobe: load a module with what it needs, unload it with what only it needed (kmod 30, tools/modprobe.c)."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import O_TRUNC
from kshell.uapi.syscalls import MODULE_INIT_IGNORE_MODVERSIONS, MODULE_INIT_IGNORE_VERMAGIC
from kshell.userland import kmod
from kshell.userland.kmod.modprobe_conf import Configuration
from kshell.userland.kmod.modules_dep import Index, Installed
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
\t-d, --dirname=DIR           Use DIR as filesystem root for /lib/modules
\t-S, --set-version=VERSION   Use VERSION instead of `uname -r`
\t-s, --syslog                print to syslog, not stderr
\t-q, --quiet                 disable messages
\t-v, --verbose               enables more messages
\t-V, --version               show version
\t-h, --help                  show this help
"""
SHORT = "arRibfDcnd:S:sqv"
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
    "dirname=": "d",
    "set-version=": "S",
    "syslog": "s",
    "quiet": "q",
    "verbose": "v",
}


class Target(NamedTuple):
    """A module that was asked for; ``alias`` is the name it was asked by, if that is not its own."""

    module: Installed
    alias: str


class Modprobe:
    """One run: its options, its configuration, the index of installed modules."""

    def __init__(self, p: Process, options: Sequence[tuple[str, str]]) -> None:
        given = dict(options)
        self.p = p
        self.given = given
        self.verbose = "v" in given or "D" in given
        self.dry_run = "n" in given or "D" in given
        self.look = "D" not in given
        self.quiet = "q" in given
        root, release = given.get("d", ""), given.get("S") or p.sys.uname().release
        self.folder = f"{root}/lib/modules/{release}"
        self.config = Configuration(p)
        self.index = Index(p, self.folder)

    def say(self, text: str, level: str) -> None:
        if not self.quiet:
            kmod.error(self.p, text, level)

    def fatal(self, text: str) -> bool:
        """A message about a module that cannot be had; with -a it is only a warning."""
        self.say(text, "WARNING" if "a" in self.given else "FATAL")
        return False

    def show(self, text: str) -> None:
        if self.verbose:
            self.p.out(text + "\n")

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
            return self.fatal(f"Module {name} not found in directory {self.folder}")
        done = [self._insert(target, params) for target in targets]
        return done[-1]

    def _insert(self, target: Target, params: str) -> bool:
        module = target.module
        if "R" in self.given:
            self.p.out(f"{module.name}\n")
            return True
        try:
            self._probe(target, params)
        except OSError as failed:
            self.say(f"could not insert '{module.name}': {_reason(failed)}", "ERROR")
            return False
        return True

    def _probe(self, target: Target, params: str) -> None:
        """Load a module behind those that it needs; OSError."""
        module, first_time = target.module, "first-time" in self.given
        if self.look and self._live(module.name):
            if first_time:
                raise OSError(Errno.EEXIST, Errno.EEXIST.text)
            return
        if module.name in self.config.blacklist and (target.alias or "b" in self.given):
            return
        for path in reversed(module.needs):
            name = kmod.module_name(path)
            if not (self.look and self._live(name)):
                self._load(path, self.config.options(name), first_time=False)
        conf = self.config.options(module.name, target.alias or module.name)
        self._load(module.path, f"{conf} {params}" if conf else params, first_time=first_time)

    def _live(self, name: str) -> bool:
        return kmod.initstate(self.p, name) == "live"

    def _load(self, path: str, params: str, *, first_time: bool) -> None:
        self.show(f"insmod {path} {params}")
        if self.dry_run:
            return
        flags = MODULE_INIT_IGNORE_MODVERSIONS if {"f", "force-modversion"} & self.given.keys() else 0
        flags |= MODULE_INIT_IGNORE_VERMAGIC if {"f", "force-vermagic"} & self.given.keys() else 0
        try:
            kmod.insert(self.p, path, params, flags)
        except FileExistsError:  # somebody was faster
            if first_time:
                raise

    def remove_all(self, name: str) -> bool:
        """Unload everything that a name stands for; False after a message."""
        targets = self.lookup(name)
        if not targets:
            return self.fatal(f"Module {name} not found.")
        return all(self.remove(target.module, holders="remove-holders" in self.given) for target in targets)

    def remove(self, module: Installed, *, holders: bool) -> bool:
        """Unload a module, its holders first if wanted, and then what it needed and nobody else does."""
        name = module.name
        if not kmod.initstate(self.p, name):
            return "first-time" not in self.given or self.fatal(f"Module {name} is not in kernel.")
        for holder in reversed(kmod.holders(self.p, name)) if holders else ():
            if not self.remove(self.index.modules.get(holder, Installed(holder, "", ())), holders=False):
                return False
        if (kmod.refcnt(self.p, name) or 0) > 0:
            return self.fatal(f"Module {name} is in use.")
        if not self._unload(name):
            return False
        for path in reversed(module.needs):
            needed = kmod.module_name(path)
            if kmod.refcnt(self.p, needed) == 0:
                self._unload(needed)
        return True

    def _unload(self, name: str) -> bool:
        self.show(f"rmmod {name}")
        if not self.dry_run:
            try:
                kmod.remove(self.p, name, O_TRUNC if "f" in self.given else 0)
            except OSError:
                return False
        return True

    def show_configuration(self) -> None:
        """Print the configuration and the index, as ``modprobe -c`` does."""
        config, out = self.config, self.p.out
        out("".join(f"blacklist {name}\n" for name in config.blacklist))
        out("".join(f"alias {alias} {module}\n" for alias, module in config.aliases))
        out("".join(f"options {name} {text}\n" for name, text in config.all_options))
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
