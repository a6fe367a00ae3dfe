"""Makes the pictures in docs/images: types at a real kshell in a terminal of its own and draws the screen."""

import io
import os
import re
import sys
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from time import monotonic

import pexpect
import pyte
from rich.console import Console
from rich.text import Text

ROWS, COLUMNS = 18, 104
IMAGES = Path(__file__).parent / "images"
FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)  # rich names one to be fetched
KEYS = {"F1": "\x1bOP", "F2": "\x1bOQ", "C-c": "\x03", "C-z": "\x1a", "C-o": "\x0f"}
STORIES = {
    "hang-1": ("kshell: rmmod waits for a thread that never listens", [
        ("insmod kthread_hang.ko\n", 6), ("rmmod kthread_hang\n", 2), ("C-c", 1), ("C-z", 4),
    ]),
    "hang-2": ("kshell: the second terminal says why", [
        ("insmod kthread_hang.ko\n", 1), ("rmmod kthread_hang\n", 1), ("F2", 1),
        ("ps -C mythread,rmmod -o pid,stat,wchan:14,comm\n", 1), ("kill -9 $(pidof rmmod)\n", 1), ("lsmod\n", 1),
        ("why $(pidof rmmod)\n", 2),
    ]),
    "split": ("kshell: the split view, two minutes later", [
        ("insmod kthread_hang.ko\n", 1), ("rmmod kthread_hang\n", 1), ("F2", 1), ("C-o", 0.5), ("s", 1),
        ("C-o", 0.5), ("k", 2), ("C-o", 0.5), ("k", 2), ("ps -C rmmod\n", 1),
    ]),
}  # fmt: skip


def screen_after(keys: list[tuple[str, float]]) -> pyte.Screen:
    """What the terminal shows after keys, each with seconds to wait behind it."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.Stream(screen)
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": "/nonexistent"}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "kshell"],
        cwd=IMAGES.parents[1],
        env=environment,
        dimensions=(ROWS, COLUMNS),
        encoding="utf-8",
    )
    for typed, seconds in [("", 2), *keys]:
        child.send(KEYS.get(typed, typed.replace("\n", "\r")))
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0:
            with suppress(pexpect.TIMEOUT):
                stream.feed(child.read_nonblocking(65536, timeout=left))
    child.terminate(force=True)
    return screen


def draw(screen: pyte.Screen, title: str) -> str:
    """The screen as SVG."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), color_system="truecolor", force_terminal=True)
    for row in range(ROWS):
        line = Text()
        cells = [screen.buffer[row][column] for column in range(COLUMNS)]
        for look, run in groupby(cells, key=style):
            line.append("".join(cell.data or " " for cell in run), look)
        console.print(line, no_wrap=True, crop=True)
    return FONT.sub("", console.export_svg(title=title))


def style(char: pyte.screens.Char) -> str:
    """A character's colours and weight, as rich calls them."""
    names = [name for name in ("bold", "italics", "underscore", "reverse") if getattr(char, name)]
    words = [{"italics": "italic", "underscore": "underline"}.get(name, name) for name in names]
    front, back = colour(char.fg), colour(char.bg)
    return " ".join([*words, front, *(["on", back] if back != "default" else [])])


def colour(name: str) -> str:
    if len(name) == 6 and all(digit in "0123456789abcdef" for digit in name.lower()):
        return f"#{name}"
    return {"brown": "yellow", "default": "default"}.get(name, name.replace("bright", "bright_"))


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    for name, (title, keys) in STORIES.items():
        (IMAGES / f"{name}.svg").write_text(draw(screen_after(keys), title), "utf-8")


if __name__ == "__main__":
    main()
