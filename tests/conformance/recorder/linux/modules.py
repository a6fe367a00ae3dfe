"""Kernel modules from their C sources."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.conformance.recorder.linux.debian import Kernel


class CannotBuild(Exception):
    """The compiler or the linker refused; the text is what make said."""


def build(names: Sequence[str], sources: Path, kernel: Kernel, folder: Path) -> list[Path]:
    """Build modules together in a folder, so that they see each other's symbols; their files. CannotBuild."""
    if not names:
        return []
    folder.mkdir()
    for name in names:
        shutil.copy(sources / f"{name}.c", folder)
    (folder / "Makefile").write_text("obj-m := " + " ".join(f"{name}.o" for name in names) + "\n")
    made = subprocess.run(
        ["make", "-C", kernel.build, f"M={folder}", "modules"], capture_output=True, text=True, check=False
    )
    files = [folder / f"{name}.ko" for name in names]
    if made.returncode or not all(file.exists() for file in files):
        raise CannotBuild(made.stdout + made.stderr)
    return files
