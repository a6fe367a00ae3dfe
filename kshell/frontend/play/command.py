"""The options of ``kshell play``."""

import argparse
import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from kshell.transcript.errors import TranscriptError
from kshell.transcript.options import Parser
from kshell.transcript.run import load
from kshell.transcript.streams import complain, complain_of, write

ERROR = 1
SLOWEST, FASTEST = 0.1, 1000.0
DUMB = ("", "dumb", "unknown")


def main(args: Sequence[str], modules: Sequence[str], looks: Sequence[str]) -> int:
    """Do what the arguments ask for; the exit status. WrongUsage says what is wrong with them."""
    parser = _parser()
    if "--help" in args:
        write(parser.format_help())
        return 0
    options = parser.parse_intermixed_args(args)
    if options.notes:
        if options.auto or options.modules or modules:
            parser.error("--notes goes with nothing but the process id of a kshell play")
        return _notes(options.file)
    if options.file is None:
        parser.error("name one transcript: kshell play FILE")
    if any(stream is None or not stream.isatty() for stream in (sys.stdin, sys.stdout)):
        parser.error("standard input or output is not a terminal")
    if os.name != "nt" and os.environ.get("TERM", "") in DUMB:
        parser.error(f"a terminal that can move its cursor is needed (TERM is '{os.environ.get('TERM', '')}')")
    try:
        transcript = load(options.file)
    except (TranscriptError, OSError) as error:
        complain_of(error)
        return ERROR
    from kshell.frontend.play.presenter import play  # noqa: PLC0415  # prompt_toolkit takes long to import

    folders = [Path(folder) for folder in (*modules, *options.modules)]
    return play(transcript, folders, [*looks, *options.looks], auto=options.auto, speed=options.speed)


def _notes(pid: str | None) -> int:
    """Show the notes of a kshell play that runs in another terminal."""
    from kshell.frontend.attach.command import CannotAttach  # noqa: PLC0415  # not on Windows
    from kshell.frontend.attach.command import main as attach  # noqa: PLC0415  # the same

    try:
        return attach(["--notes", *([pid] if pid else [])])
    except CannotAttach as why:
        complain(f"kshell: play: {why}")
        return why.status


def _parser() -> Parser:
    parser = Parser("play", "A terminal in which Enter types the next step of a transcript, and runs it.")
    parser.add_argument("file", metavar="FILE", nargs="?", help="a transcript; with --notes the process id of a kshell")
    parser.add_argument("--auto", action="store_true", help="go on by itself")
    parser.add_argument(
        "--speed", metavar="N", type=_speed, default=1.0, help="so many times as fast as a person; max: at once"
    )
    for look, text in (("projector", "for an audience: high contrast, and no notes"), ("plain", "no bars, no colours")):
        parser.add_argument(f"--{look}", dest="looks", action="append_const", const=look, default=[], help=text)
    parser.add_argument(
        "--notes", action="store_true", help="in another terminal: the notes of the kshell play that runs, to read from"
    )
    parser.epilog = "exit status: 0 after leaving, 1 for an error in the file, 2 for wrong usage"
    return parser


def _speed(text: str) -> float:
    try:
        speed = math.inf if text == "max" else float(text)
    except ValueError:
        speed = math.nan
    if speed != math.inf and not SLOWEST <= speed <= FASTEST:
        raise argparse.ArgumentTypeError(f"{text}: not a number from {SLOWEST:g} to {FASTEST:g}, or max")
    return speed
