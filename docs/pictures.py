"""Makes the pictures in docs/images: types at a real kshell in a terminal of its own, and draws the screen.

``scripts/pictures`` does it, and a test sees that it still gives the same. Time stands still while a story is typed, so
that it goes on only where the story says so.
"""

import io
import re
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyte
from rich.console import Console
from rich.text import Text

from tests.frontend.window import F2, PROMPT, Window

COLUMNS = 104
IMAGES = Path(__file__).parent / "images"
FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)  # rich names one to be fetched
MENU = "\x0f"
PAUSE, NEXT_MESSAGE, SKIP, SPLIT = (MENU + key for key in "pmks")
HANG = [
    ("insmod kthread_hang.ko\r", "Running$"),
    (NEXT_MESSAGE, "Running\n.*Running$"),
    ("rmmod kthread_hang\r", "Up$"),
]


class Story(NamedTuple):
    """``steps`` are keys, each with what must be seen before the next."""

    title: str
    steps: list[tuple[str, str]]
    options: tuple[str, ...] = ()
    rows: int = 18


STORIES = {
    "hang-1": Story("kshell: rmmod waits for a thread that never listens", [
        *HANG, ("\x03", r"^\^C$"), ("\x1a", r"^\^C\^Z$"),
    ]),
    "hang-2": Story("kshell: the second terminal says why", [
        *HANG, (F2, r"\Aroot@kshell:~#$"),
        ("ps -C mythread,rmmod -o pid,stat,wchan:14,comm\r", "rmmod\nroot@kshell:~#$"),
        ("kill -9 $(pidof rmmod)\r", r"rmmod\)\nroot@kshell:~#$"), ("lsmod\r", "-1\nroot@kshell:~#$"),
        ("why $(pidof rmmod)\r", "helps.\nroot@kshell:~#$"),
    ]),
    "split": Story("kshell: the split view, two minutes later", [
        *HANG, (F2, r"\Aroot@kshell:~#$"), (SPLIT, "Up$"), (SKIP, r"up 1:\d\d$"), (SKIP, r"up 2:\d\d$"),
        ("ps -C rmmod\r", "rmmod\nroot@kshell:~#$"),
    ], rows=24),
    "completion": Story("kshell: Tab after rmmod offers what is loaded", [
        ("insmod kthread_stop.ko; insmod hello.ko\r", "loaded\nroot@kshell:~#$"), ("\x0crmmod \t", "^ kthread_stop"),
    ]),
    "projector": Story("kshell --projector: for an audience", [
        *HANG, ("\x03", r"^\^C$"),
    ], options=("--projector",)),
}  # fmt: skip


def screen_after(story: Story) -> pyte.Screen:
    """What the terminal shows at the end of a story."""
    with TemporaryDirectory(prefix="kshell") as folder:
        own = dict.fromkeys(("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"), folder)
        w = Window(*story.options, columns=COLUMNS, rows=story.rows, **own)
        try:
            w.wait(PROMPT)
            for keys, shown in [(PAUSE, "paused"), *story.steps, (PAUSE, r"menu up \d:\d\d$")]:
                w.type(keys)
                w.see(shown)
            w.until(lambda: "paused" not in w.toolbar, "time to go on")
        finally:
            w.close()
    return w.emulator


def draw(screen: pyte.Screen, title: str) -> str:
    """The screen as SVG."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), color_system="truecolor", force_terminal=True)
    for row in range(screen.lines):
        line = Text()
        cells = [screen.buffer[row][column] for column in range(COLUMNS)]
        for look, run in groupby(cells, key=style):
            line.append("".join(cell.data or " " for cell in run), look)
        console.print(line, no_wrap=True, crop=True)
    return FONT.sub("", console.export_svg(title=title, unique_id="kshell"))


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
    for name, story in STORIES.items():
        (IMAGES / f"{name}.svg").write_text(draw(screen_after(story), story.title), "utf-8")


if __name__ == "__main__":
    main()
