"""The commands ``kshell run``, ``kshell check`` and ``kshell export``."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TypeVar

from kshell.transcript.check import Checked, check_one
from kshell.transcript.collect import collect, mentions
from kshell.transcript.diff import report
from kshell.transcript.errors import TranscriptError
from kshell.transcript.format import Transcript
from kshell.transcript.options import WrongUsage, parser_of
from kshell.transcript.run import begin, load, run_transcript
from kshell.transcript.streams import complain, complain_of, interruptible, write
from kshell.transcript.tally import Tally, count

__all__ = ["WrongUsage", "main"]

ERROR, DIFFERENT = 1, 50
T = TypeVar("T")


def main(verb: str, args: Sequence[str], modules: Sequence[str]) -> int:
    """Do what a verb and its arguments ask for; the exit status. WrongUsage says what is wrong with the arguments."""
    parser = parser_of(verb)
    if "--help" in args:
        write(parser.format_help())
        return 0
    options = parser.parse_intermixed_args(args)
    if verb == "check" and (options.ask or options.yes) and not options.update:
        parser.error(f"{'-i' if options.ask else '--yes'} goes with --update")
    options.modules = [Path(folder) for folder in (*modules, *options.modules)]
    if verb == "export":
        from kshell.transcript.export.command import export  # noqa: PLC0415  # the other verbs do not need it

        return export(options, parser.error)
    return _run(options) if verb == "run" else _check(options)


def _run(options: argparse.Namespace) -> int:
    """Print a transcript with what is really shown in it."""
    try:
        transcript = load(options.file)
    except (TranscriptError, OSError) as error:
        complain_of(error)
        return ERROR
    with interruptible(), closing(begin(transcript, options.modules)) as session:
        for piece in run_transcript(transcript, session, complain):
            write(piece)
    return 0


def _check(options: argparse.Namespace) -> int:
    """Print where transcripts differ from what is shown; nothing runs while there is an error in any file."""
    found = list(collect(options.files))
    errors = [thing for thing in found if not isinstance(thing, Transcript)]
    for error in errors:
        complain_of(error)
    transcripts = [thing for thing in found if isinstance(thing, Transcript) and mentions(thing, options.text)]
    tally, kept = Tally(), list[Checked]()
    with interruptible(options.processes):
        for checked in _results(transcripts, options) if not errors else ():
            tally.add(checked)
            if options.json or options.junit:
                kept.append(checked)
            if not options.json:
                write("".join(line + "\n" for line in report(checked)))
            if options.first and tally.failed:
                break
    if not errors and not options.json:
        complain(str(tally))
    if (options.json or options.junit) and not _write_records(kept, errors, options):
        return ERROR
    return ERROR if errors else DIFFERENT if tally.failed else 0


def _results(transcripts: Sequence[Transcript], options: argparse.Namespace) -> Iterator[Checked]:
    """Check the transcripts, or update them and say so."""
    if not options.update:
        yield from _each(partial(check_one, modules=options.modules), transcripts, options.processes)
        return
    from kshell.transcript.ask import Asker  # noqa: PLC0415  # a check does not need them
    from kshell.transcript.update import all_steps, no_new_failures, update_file  # noqa: PLC0415  # a check does not need them

    decide = Asker(_ask) if options.ask else all_steps if options.yes else no_new_failures
    work = partial(update_file, modules=options.modules, decide=decide)
    for updated in _each(work, transcripts, 1 if options.ask else options.processes):
        for line in updated.refused:
            complain(line)
        if updated.steps:
            complain(f"{updated.checked.transcript.file}: {count(updated.steps, 'step')} updated")
        yield updated.checked


def _each(work: Callable[[Transcript], T], transcripts: Sequence[Transcript], processes: int) -> Iterator[T]:
    """Do some work for each transcript, here or in several processes."""
    if min(processes, len(transcripts)) <= 1:
        return map(work, transcripts)
    from kshell.transcript.workers import in_order  # noqa: PLC0415  # takes longer to import than many a check

    return in_order(work, transcripts, processes)


def _ask(lines: Sequence[str], question: str) -> str:
    """Show lines and ask a question; the end of input means to quit."""
    sys.stderr.write("\n".join([*lines, question]))
    sys.stderr.flush()
    return sys.stdin.readline() or "quit"


def _write_records(
    checked: Sequence[Checked], errors: Sequence[TranscriptError | OSError], options: argparse.Namespace
) -> bool:
    """Write what other programs read; whether it could be written."""
    from kshell.transcript.records import as_json, as_junit, error_record, record  # noqa: PLC0415  # seldom asked for

    records, wrong = [record(each) for each in checked], [error_record(error) for error in errors]
    if options.json:
        write(as_json(records, wrong))
    try:
        if options.junit:
            Path(options.junit).write_text(as_junit(records, wrong), "utf-8")
    except OSError as error:
        complain_of(error)
        return False
    return True
