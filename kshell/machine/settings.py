"""What a machine is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """What a machine is made of; the same settings and keys give the same bytes.

    ``modules`` are folders of the host whose Python files stand in the first working directory, beside kshell's own
    ``samples`` and the ``files`` given as bytes. ``boot`` is the kernel command line, ``term`` what programs learn of
    the terminals ("dumb": no colours).
    """

    kernel: str = "article"
    cpus: int = 2
    boot: str = ""
    columns: int = 80
    rows: int = 24
    term: str = "linux"
    modules: tuple[Path, ...] = ()
    samples: bool = True
    files: Mapping[str, bytes] = field(default_factory=dict)
