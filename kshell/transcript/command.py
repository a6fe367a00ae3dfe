"""The commands ``kshell run`` and ``kshell check``."""

import argparse
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from kshell.transcript.ask import Asker
from kshell.transcript.check import Checked
from kshell.transcript.collect import collect, mentions
from kshell.transcript.diff import report
from kshell.transcript.errors import TranscriptError
from kshell.transcript.format import Transcript
from kshell.transcript.options import WrongUsage, parser_of
from kshell.transcript.records import Record, as_json, as_junit, error_record, record
from kshell.transcript.run import begin, load, run_transcript
from kshell.transcript.tally import Tally, count
from kshell.transcript.update import all_steps, no_new_failures, update_file
from kshell.transcript.workers import INTERRUPTED, check_one, in_order

__all__ = ["WrongUsage", "main"]

ERROR, DIFFERENT = 1, 50


def main(verb: str, args: Sequence[str], modules: Sequence[str]) -> int:
    """Do what a verb and its arguments ask for; the exit status. WrongUsage says what is wrong with the arguments."""
    parser = parser_of(verb)
    if "--help" in args:
        _write(parser.format_help())
        return 0
    options = parser.parse_intermixed_args(args)
    if verb == "check" and (options.ask or options.yes) and not options.update:
        parser.error(f"{'-i' if options.ask else '--yes'} goes with --update")
    options.modules = [Path(folder) for folder in (*modules, *options.modules)]
    return {"run": _run, "check": _check}[verb](options)


def _run(options: argparse.Namespace) -> int:
    """Print a transcript with what is really shown in it."""
    try:
        transcript = load(options.file)
    except (TranscriptError, OSError) as error:
        _complain_of(error)
        return ERROR
    with _interruptible(), closing(begin(transcript, options.modules)) as session:
        for piece in run_transcript(transcript, session, _complain):
            _write(piece)
    return 0


def _check(options: argparse.Namespace) -> int:
    """Print where transcripts differ from what is shown; nothing runs while there is an error in any file."""
    found = list(collect(options.files))
    errors = [thing for thing in found if not isinstance(thing, Transcript)]
    for error in errors:
        _complain_of(error)
    transcripts = [thing for thing in found if isinstance(thing, Transcript) and mentions(thing, options.text)]
    records: list[Record] = []
    tally = Tally()
    with _interruptible(options.processes):
        for checked in _results(transcripts, options) if not errors else ():
            tally.add(checked)
            if options.json or options.junit:
                records.append(record(checked))
            if not options.json:
                _write("".join(line + "\n" for line in report(checked)))
            if options.first and tally.failed:
                break
    return _close(options, tally, records, [error_record(error) for error in errors])


def _results(transcripts: Sequence[Transcript], options: argparse.Namespace) -> Iterator[Checked]:
    """Check the transcripts, or update them and say so."""
    if not options.update:
        yield from in_order(partial(check_one, modules=options.modules), transcripts, options.processes)
        return
    decide = Asker(_ask) if options.ask else all_steps if options.yes else no_new_failures
    work = partial(update_file, modules=options.modules, decide=decide)
    for updated in in_order(work, transcripts, 1 if options.ask else options.processes):
        for line in updated.refused:
            _complain(line)
        if updated.steps:
            _complain(f"{updated.checked.transcript.file}: {count(updated.steps, 'step')} updated")
        yield updated.checked


def _ask(lines: Sequence[str], question: str) -> str:
    """Show lines and ask a question; the end of input means to quit."""
    sys.stderr.write("\n".join([*lines, question]))
    sys.stderr.flush()
    return sys.stdin.readline() or "quit"


def _close(options: argparse.Namespace, tally: Tally, records: Sequence[Record], errors: Sequence[Record]) -> int:
    """Write what can be written only when all is known; the exit status."""
    if options.json:
        _write(as_json(records, errors))
    elif not errors:
        _complain(str(tally))
    if options.junit:
        try:
            Path(options.junit).write_text(as_junit(records, errors), "utf-8")
        except OSError as error:
            _complain_of(error)
            return ERROR
    return ERROR if errors else DIFFERENT if tally.failed else 0


def _complain_of(error: TranscriptError | OSError) -> None:
    """Say what is wrong with a file."""
    if isinstance(error, TranscriptError):
        _complain("\n".join(error.with_caret()))
    else:
        _complain(f"kshell: {error.filename}: {error.strerror}")


def _write(text: str) -> None:
    if sys.stdout is not None:
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()


def _complain(line: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(line + "\n")


@contextmanager
def _interruptible(processes: int = 1) -> Iterator[None]:
    """^C ends kshell at once: an exception would strike whichever task of the machine is running."""
    try:
        before = signal.signal(signal.SIGINT, lambda number, frame: os._exit(INTERRUPTED)) if processes == 1 else None
    except ValueError:  # not the main thread: whoever runs us there handles ^C
        before = None
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
