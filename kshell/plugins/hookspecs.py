"""The hooks that a plugin may implement (entry point group ``kshell``)."""

from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from kshell.kernel.module.image import Image
    from kshell.userland.registry import Registry

hookspec = pluggy.HookspecMarker("kshell")
hookimpl = pluggy.HookimplMarker("kshell")


@hookspec
def kshell_register_commands(registry: "Registry") -> None:
    """Add programs to the machine: ``registry.add("mytool", "my_package.mytool:main")``."""


@hookspec(firstresult=True)
def kshell_read_image(name: str, file: str, data: bytes) -> "Image | None":
    """Make a module's image of a file's bytes, or return None to leave it to another reader.

    A reader for another source language plugs in here; raise ``kshell.kernel.module.image.BadImage`` with the
    line for the kernel log to refuse the file.
    """


@hookspec
def kshell_module_paths() -> list[Path]:  # type: ignore[empty-body]  # pluggy calls the implementations
    """Folders of modules to show in the shell's first working directory."""
