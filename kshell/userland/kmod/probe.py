"""What modprobe does to load and unload a module: dependencies, soft dependencies, commands in their place.

The order of steps is libkmod's (kmod_module_probe_insert_module) and that of tools/modprobe.c (rmmod_do_module).
"""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from kshell.uapi.errno import Errno
from kshell.uapi.fcntl import O_TRUNC
from kshell.uapi.syscalls import MODULE_INIT_IGNORE_MODVERSIONS, MODULE_INIT_IGNORE_VERMAGIC
from kshell.userland import kmod
from kshell.userland.kmod.commands import run_command
from kshell.userland.kmod.modprobe_conf import Configuration
from kshell.userland.kmod.modules_dep import Index, Installed
from kshell.userland.process import Process

CONTEXT = "0x55d0c8a912a0"


class Target(NamedTuple):
    """A module that was asked for; ``alias`` is the name it was asked by, if that is not its own."""

    module: Installed
    alias: str


class Step(NamedTuple):
    """A module to load. ``required``: if that fails all does; ``plain``: no command stands in its place."""

    module: Installed
    required: bool
    plain: bool


class CannotRemove(Exception):
    """A module that stays; the text is the message."""


class Steps:
    """What is shown (-v) and, unless it is a dry run (-n), done."""

    def __init__(self, p: Process, *, verbose: bool, dry_run: bool, say: Callable[[str, str], None]) -> None:
        self.p = p
        self.verbose = verbose
        self.dry_run = dry_run
        self.say = say

    def show(self, text: str) -> None:
        if self.verbose:
            self.p.out(text + "\n")


class Inserter:
    """Loads modules."""

    def __init__(
        self, steps: Steps, config: Configuration, lookup: Callable[[str], list[Target]], given: Collection[str]
    ) -> None:
        self._steps = steps
        self._config = config
        self._lookup = lookup
        self._given = given

    def insert(self, target: Target, params: str) -> None:
        """Load a module behind those that it needs; OSError."""
        module, look = target.module, "D" not in self._given
        if look and self._live(module.name):
            if "first-time" in self._given:
                raise OSError(Errno.EEXIST, Errno.EEXIST.text)
            return
        if module.name in self._config.blacklist and (target.alias or "b" in self._given):
            return
        steps: dict[str, Step] = {}
        self._plan(module, steps, required=True, plain="i" in self._given)
        for step in steps.values():
            if look and self._live(step.module.name):
                continue
            asked = step.module.name == module.name
            names = (module.name, target.alias or module.name) if asked else (step.module.name,)
            configured, own = self._config.options(*names), params if asked else ""
            self._take(step, f"{configured} {own}" if configured else own, asked=asked)

    def _plan(self, module: Installed, steps: dict[str, Step], *, required: bool, plain: bool = False) -> None:
        """The modules to load, in order: what it needs, each with its soft dependencies, and then itself."""
        if module.name in steps:
            return
        for path in reversed(self._needs(module)):
            self._with_softdeps(Installed(kmod.module_name(path), path, ()), steps, required=required)
        if plain:
            steps[module.name] = Step(module, required, plain=True)
        else:
            self._with_softdeps(module, steps, required=required)

    def _needs(self, module: Installed) -> tuple[str, ...]:
        """The files that it needs; none, after two messages, if one has gone."""
        gone = next((path for path in reversed(module.needs) if not kmod.mode(self._steps.p, path)), None)
        if gone is None:
            return module.needs
        for _ in range(2):
            kmod.library_error(
                self._steps.p,
                f"191 kmod_module_parse_depline() ctx={CONTEXT} path={gone} error={Errno.ENOENT.text}",
            )
        return ()

    def _with_softdeps(self, module: Installed, steps: dict[str, Step], *, required: bool) -> None:
        softdep = self._config.softdep(module.name)
        self._plan_softly(softdep.pre, steps)
        steps.setdefault(module.name, Step(module, required, plain=bool(softdep.pre or softdep.post)))
        self._plan_softly(softdep.post, steps)

    def _plan_softly(self, names: Iterable[str], steps: dict[str, Step]) -> None:
        for name in names:
            for found in self._lookup(name):
                self._plan(found.module, steps, required=False)

    def _live(self, name: str) -> bool:
        return kmod.initstate(self._steps.p, name) == "live"

    def _take(self, step: Step, params: str, *, asked: bool) -> None:
        """Load one module, or run the command in its place; OSError if it was required."""
        command = None if step.plain else self._config.command("install", step.module.name)
        self._steps.show(f"insmod {step.module.path} {params}" if command is None else f"install {command} {params}")
        if self._steps.dry_run:
            return
        try:
            if command is None:
                self._load(step.module.path, params)
            else:
                self._run(step.module.name, command, params)
        except FileExistsError:  # somebody was faster
            if asked and "first-time" in self._given:
                raise
        except OSError:
            if step.required:
                raise

    def _load(self, path: str, params: str) -> None:
        flags = MODULE_INIT_IGNORE_MODVERSIONS if self._has("f", "force-modversion") else 0
        flags |= MODULE_INIT_IGNORE_VERMAGIC if self._has("f", "force-vermagic") else 0
        kmod.insert(self._steps.p, path, params, flags)

    def _has(self, *options: str) -> bool:
        return any(option in self._given for option in options)

    def _run(self, name: str, command: str, params: str) -> None:
        status = run_command(self._steps.p, name, command, params)
        if status:
            kmod.library_error(
                self._steps.p,
                f"1047 command_do() Error running install command '{command}' for module {name}: retcode {status}",
            )
            raise OSError(Errno.EINVAL, Errno.EINVAL.text)


class Remover:
    """Unloads modules."""

    def __init__(self, steps: Steps, config: Configuration, index: Index, given: Collection[str]) -> None:
        self._steps = steps
        self._config = config
        self._index = index
        self._given = given

    def remove(self, module: Installed, *, holders: bool) -> bool:
        """Unload a module, its holders first if wanted, and then what it needed and nobody else does; CannotRemove."""
        p, name, obeys = self._steps.p, module.name, "i" not in self._given
        softdep = self._config.softdep(name)
        command = self._config.command("remove", name) if obeys else None
        if command is None and not kmod.initstate(p, name):
            if "first-time" in self._given:
                raise CannotRemove(f"Module {name} is not in kernel.")
            return True
        for post in reversed(softdep.post if obeys else ()):
            self.remove(self._installed(post), holders=False)
        for holder in reversed(kmod.holders(p, name)) if holders else ():
            if not self.remove(self._installed(holder), holders=False):
                return False
        if command is None and (kmod.refcnt(p, name) or 0) > 0:
            raise CannotRemove(f"Module {name} is in use.")
        if not (self._unload(name) if command is None else self._run(name, command)):
            return False
        for needed in (*map(kmod.module_name, reversed(module.needs)), *(reversed(softdep.pre) if obeys else ())):
            if kmod.refcnt(p, needed) == 0:
                self._unload(needed)
        return True

    def _installed(self, name: str) -> Installed:
        return self._index.modules.get(name, Installed(name, "", ()))

    def _unload(self, name: str) -> bool:
        self._steps.show(f"rmmod {name}")
        if not self._steps.dry_run:
            try:
                kmod.remove(self._steps.p, name, O_TRUNC if "f" in self._given else 0)
            except OSError:
                return False
        return True

    def _run(self, name: str, command: str) -> bool:
        self._steps.show(f"remove {command}")
        if not self._steps.dry_run and run_command(self._steps.p, name, command):
            self._steps.say(f"Error running remove command for {name}", "ERROR")
            return False
        return True
