"""The options of ``kshell run``, ``kshell check`` and ``kshell export``."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from kshell.transcript.actions import nanoseconds
from kshell.transcript.errors import Malformed


class WrongUsage(ValueError):
    """What is wrong with the arguments, in one line."""


class Parser(argparse.ArgumentParser):
    """argparse, with one line for an error, and help that returns."""

    def __init__(self, verb: str, description: str) -> None:
        super().__init__(f"kshell {verb}", description=description, add_help=False, allow_abbrev=False)
        self.verb = verb
        self.add_argument("--help", action="store_true", help="print this")
        self.add_argument("--modules", metavar="DIR", type=_folder, action="append", default=[], help=MODULES)

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"{self.verb}: {message} (see kshell {self.verb} --help)")


MODULES = "a folder of modules, to be the working directory's content; more than once for more folders"


def parser_of(verb: str) -> Parser:
    """The options of a verb."""
    return _VERBS[verb]()


def _run() -> Parser:
    parser = Parser("run", "Run a transcript and print it with what is really shown.")
    parser.add_argument("file", metavar="FILE")
    parser.epilog = "exit status: 0, or 1 for an error in the file"
    return parser


def _check() -> Parser:
    parser = Parser("check", "Run transcripts and print where they differ from what is shown.")
    parser.add_argument("files", metavar="FILE", nargs="+", help="a transcript, or a folder of them")
    parser.add_argument(
        "-k",
        metavar="TEXT",
        dest="text",
        default="",
        help="only files (or submissions) with this in their name or in a heading",
    )
    parser.add_argument("-x", dest="first", action="store_true", help="stop at the first file that differs")
    parser.add_argument(
        "-j",
        metavar="N",
        dest="processes",
        type=_processes,
        help="run N at a time (0, and the default for many: one for each CPU)",
    )
    parser.add_argument(
        "--submissions",
        metavar="DIR",
        type=_folders,
        help="examine each folder in DIR: its modules take the place of kshell's",
    )
    parser.add_argument("--json", action="store_true", help="print all that was found as JSON in the place of diffs")
    parser.add_argument("--junit", metavar="REPORT", help="also write a report in JUnit's XML")
    parser.add_argument("--update", action="store_true", help="rewrite what differs, and only that")
    parser.add_argument("-i", dest="ask", action="store_true", help="with --update: ask before each step is rewritten")
    parser.add_argument(
        "--yes", action="store_true", help="with --update: also where a command fails that passed before"
    )
    parser.epilog = "exit status: 0, 50 for a difference, or 1 for an error in a file, or no file (then nothing is run)"
    return parser


def _export() -> Parser:
    from kshell.transcript.export.formats import FORMATS  # noqa: PLC0415  # the other verbs do not need them

    parser = Parser("export", "Run a transcript and make a film, pictures, a page or a handout of it.")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument(
        "-o", metavar="OUT", dest="out", help="the file to write (a folder for stills); else standard output"
    )
    parser.add_argument("--format", metavar="FORMAT", choices=FORMATS, help="see below; OUT's name says it otherwise")
    for name, what in PACE:
        parser.add_argument(name, metavar="TIME", type=_duration, help=what)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    formats = "\n".join(f"  {name:<14}{made.what} (.{made.suffix})" for name, made in FORMATS.items())
    parser.epilog = f"formats:\n{formats}\n\nexit status: 0, or 1 for an error in the file"
    return parser


PACE = (
    ("--max-idle", "cut simulated time in which there is nothing to see down to this (2s)"),
    ("--max-wait", "fast-forward a '%% wait' that takes longer than this (6s)"),
    ("--key", "how long a key takes to type (40ms)"),
    ("--reading", "time to read before the next command is typed (0.8s)"),
)
_VERBS: dict[str, Callable[[], Parser]] = {"run": _run, "check": _check, "export": _export}


def _duration(text: str) -> int:
    try:
        return nanoseconds(text)
    except Malformed as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _folder(text: str) -> str:
    if not os.path.isdir(text):
        why = "Not a directory" if os.path.exists(text) else "No such file or directory"
        raise argparse.ArgumentTypeError(f"{text}: {why}")
    return text


def _folders(text: str) -> list[Path]:
    """The folders in a folder, by name, hidden ones left aside."""
    folders = sorted(path for path in Path(_folder(text)).iterdir() if path.is_dir() and not path.name.startswith("."))
    if not folders:
        raise argparse.ArgumentTypeError(f"{text}: there is no folder in it")
    return folders


def _processes(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > MOST_PROCESSES:
        raise argparse.ArgumentTypeError(f"{text}: not a number from 0 to {MOST_PROCESSES}")
    return int(text) or os.cpu_count() or 1


MOST_PROCESSES = 1000
