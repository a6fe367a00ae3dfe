"""Finds and calls the plugins."""

import sys
from functools import cache
from pathlib import Path

import pluggy

from kshell.kernel.module.image import Image, read_image
from kshell.plugins import hookspecs, programs
from kshell.plugins.hookspecs import hookimpl
from kshell.userland.registry import Registry

PROJECT = "kshell"


class PythonImages:
    """kshell's own reader of images: Python source. Other readers are asked first."""

    @hookimpl(trylast=True)
    def kshell_read_image(self, name: str, file: str, data: bytes) -> Image:
        return read_image(name, file, data)


def plugin_manager() -> pluggy.PluginManager:
    """The manager with kshell's own parts and every installed plugin of the entry point group ``kshell``."""
    return _manager(tuple(sys.path))


@cache  # the machines of one process have the same plugins, and pluggy looks at each of their names
def _manager(path: tuple[str, ...]) -> pluggy.PluginManager:
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(PythonImages(), "kshell.images")
    manager.register(programs, "kshell.programs")
    if _strangers(path):
        manager.load_setuptools_entrypoints(PROJECT)
    return manager


def _strangers(path: tuple[str, ...]) -> bool:
    """Whether any package installed on a path has entry points for kshell.

    Looking costs about a millisecond; importlib.metadata, which knows them all, takes 40 to import.
    """
    for folder in path:
        for file in Path(folder or ".").glob("*.dist-info/entry_points.txt"):
            try:
                if f"[{PROJECT}]" in file.read_text(encoding="utf-8", errors="replace"):
                    return True
            except OSError:
                continue
    return False


@cache
def registry(manager: pluggy.PluginManager) -> Registry:
    """The programs that all plugins register; the machines of one process share them."""
    commands = Registry()
    manager.hook.kshell_register_commands(registry=commands)
    return commands


def module_paths(manager: pluggy.PluginManager) -> list[Path]:
    """The folders of modules that plugins bring."""
    return [path for paths in manager.hook.kshell_module_paths() for path in paths]
