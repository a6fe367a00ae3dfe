"""The command ``kshell export``."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from kshell.transcript.errors import TranscriptError
from kshell.transcript.export.cut import Pace
from kshell.transcript.export.film import Film, shoot
from kshell.transcript.export.formats import FORMATS, Format, Stills, format_of, stills
from kshell.transcript.run import load
from kshell.transcript.streams import complain, complain_of, interruptible, write

ERROR = 1


def export(options: argparse.Namespace, wrong: Callable[[str], NoReturn]) -> int:
    """Film a transcript and write the film in the format that is asked for; ``wrong`` is called for wrong usage."""
    name = options.format or format_of(options.out or "")
    if not name:
        wrong("which format? say --format FORMAT, or -o OUT with the suffix of one")
    made = FORMATS[name]
    if isinstance(made, Stills) and not options.out:
        wrong(f"{name} makes many files: say into which folder with -o OUT")
    try:
        transcript = load(options.file)
        with interruptible():
            film = shoot(transcript, options.modules)
        for scene in film.scenes:
            if scene.outcome.problem:
                complain(f"{transcript.file}:{scene.step.line}: {scene.outcome.problem}")
        _write(film, made, _pace(options), options.out)
    except (TranscriptError, OSError) as error:
        complain_of(error)
        return ERROR
    return 0


def _pace(options: argparse.Namespace) -> Pace:
    given = {"key": options.key, "reading": options.reading, "idle": options.max_idle, "wait": options.max_wait}
    return Pace(**{name: ns for name, ns in given.items() if ns is not None})


def _write(film: Film, made: Format | Stills, pace: Pace, out: str | None) -> None:
    if isinstance(made, Stills):
        folder = Path(out or ".")
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in stills(film, made):
            (folder / name).write_text(text, "utf-8")
    elif out:
        Path(out).write_text(made.write(film, pace), "utf-8")
    else:
        write(made.write(film, pace))
