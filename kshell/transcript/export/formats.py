"""The formats that ``kshell export`` knows."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kshell.transcript.export.asciicast import asciicast
from kshell.transcript.export.cut import Pace
from kshell.transcript.export.film import Film
from kshell.transcript.export.frames import Frame, last_frames
from kshell.transcript.export.page import page, still_page
from kshell.transcript.export.svg import moving_svg, still_svg
from kshell.transcript.export.text import handout, plain_text

SLUG = 40


class Format(NamedTuple):
    """A format of which a film makes one file; ``suffix`` is the file's."""

    suffix: str
    what: str
    write: Callable[[Film, Pace], str]


class Stills(NamedTuple):
    """A format of which a film makes a file for each step."""

    suffix: str
    what: str
    write: Callable[[Film, Frame], str]


FORMATS: dict[str, Format | Stills] = {
    "asciicast-v3": Format("cast", "for asciinema's players", lambda film, pace: asciicast(film, pace, 3)),
    "asciicast-v2": Format("cast", "for older players", lambda film, pace: asciicast(film, pace, 2)),
    "svg": Format("svg", "a picture that moves", moving_svg),
    "html": Format("html", "a page that plays the film, with the prose beside it", page),
    "text": Format("txt", "what was to be seen", lambda film, pace: plain_text(film)),
    "markdown": Format("md", "a handout: the prose, and what was really shown", lambda film, pace: handout(film)),
    "stills-svg": Stills("svg", "a picture of each step, into a folder", still_svg),
    "stills-html": Stills("html", "a page of each step, into a folder", still_page),
}


def format_of(file: str) -> str:
    """The format that a file's name asks for, or nothing."""
    suffix = file.rpartition(".")[2].lower()
    return next((name for name, made in FORMATS.items() if made.suffix == suffix), "")


def stills(film: Film, made: Stills) -> Iterator[tuple[str, str]]:
    """The files of a format that makes one for each step: names, which sort in order, and texts."""
    for n, (scene, frame) in enumerate(zip(film.scenes, last_frames(film), strict=True), 1):
        slug = re.sub("[^a-z0-9]+", "-", scene.step.head[0].lower()).strip("-")[:SLUG].strip("-")
        yield f"{n:02}-{slug}.{made.suffix}", made.write(film, frame)
