"""Transcripts per second of ``kshell check``: 100 files of echo and pipes.

Compared with starting a real shell for each of them, below which no tool that uses real machines can come, and with
prysk where that is installed.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.figure import Figure, side_by_side
from benchmarks.process import seconds

FILES = 100
COMMANDS = {
    "echo one two | wc -w": "2",
    "for i in 1 2 3; do echo line $i; done | grep 2": "line 2",
    "printf 'b\\na\\n' | sort | head -n 1": "a",
    'x=5; echo "$x and $((x + 1))"': "5 and 6",
    "false || echo failed": "failed",
}


def figures() -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        files = _write(Path(folder))
        peers = {"sh": _shells}
        if prysk := shutil.which("prysk"):
            peers["prysk"] = partial(_prysk, prysk, Path(folder))
        for name, run in peers.items():
            ours, theirs, ratio = side_by_side(partial(_rate, partial(_kshell, files)), partial(_rate, run), rounds=5)
            aim = ">= 20.0" if name == "prysk" else ">= 1.0"
            yield Figure("transcripts checked", f"{ours:.0f} /s", f"{name} {theirs:.0f} /s", ratio, aim)


def _write(folder: Path) -> list[str]:
    """The same transcripts in kshell's format and in prysk's; the names of the former."""
    files = []
    for n in range(FILES):
        steps = "".join(f"# {command}\n{shown}\n" for command, shown in COMMANDS.items())
        (folder / f"{n}.ksh.md").write_text(f"# Number {n}\n\n```console\n{steps}```\n")
        steps = "".join(f"  $ {command}\n  {shown}\n" for command, shown in COMMANDS.items())
        (folder / f"{n}.t").write_text(f"Number {n}\n\n{steps}")
        files.append(str(folder / f"{n}.ksh.md"))
    return files


def _rate(run: Callable[[], float]) -> float:
    return FILES / run()


def _kshell(files: list[str]) -> float:
    return seconds("-m", "kshell", "check", *files)


def _shells() -> float:
    script = "\n".join(COMMANDS)
    began = perf_counter()
    for _ in range(FILES):
        subprocess.run(["sh", "-c", script], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - began


def _prysk(prysk: str, folder: Path) -> float:
    began = perf_counter()
    subprocess.run([prysk, "--quiet", *(str(path) for path in folder.glob("*.t"))], check=True, capture_output=True)
    return perf_counter() - began
