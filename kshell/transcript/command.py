"""The commands ``kshell run``, ``kshell check`` and ``kshell export``."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TypeVar

from kshell.transcript.check import Checked
from kshell.transcript.collect import collect, mentions
from kshell.transcript.diff import report
from kshell.transcript.errors import TranscriptError
from kshell.transcript.format import Transcript
from kshell.transcript.options import WrongUsage, parser_of
from kshell.transcript.run import begin, load, run_transcript
from kshell.transcript.streams import complain, complain_of, interruptible, write
from kshell.transcript.submissions import Errand, errands, table_row
from kshell.transcript.tally import Tally, count

__all__ = ["WrongUsage", "main"]

ERROR, DIFFERENT = 1, 50
MANY = 20  # as many transcripts are worth the start of more processes
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
    if verb == "check" and options.submissions and options.update:
        parser.error("--submissions does not go with --update")
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
    transcripts = [thing for thing in found if isinstance(thing, Transcript)]
    todo = [
        errand
        for errand in errands(transcripts, tuple(options.modules), options.submissions)
        if mentions(errand.transcript, options.text) or options.text in errand.submission
    ]
    if not todo and not errors:
        why = f"has '{options.text}' in its name or in a heading" if options.text else "is there"
        complain(f"kshell: check: no transcript {why}")
        return ERROR
    tally, kept = Tally(), list[Checked]()
    processes = _processes(options, len(todo))
    with interruptible(alone=not processes):
        for checked in _results(todo, options, processes) if not errors else ():
            tally.add(checked)
            if options.json or options.junit:
                kept.append(checked)
            if not options.json:
                lines = [table_row(checked, todo)] if options.submissions else report(checked)
                write("".join(line + "\n" for line in lines))
            if options.first and tally.failed:
                break
    if not errors and not options.json:
        complain(str(tally))
    if (options.json or options.junit) and not _write_records(kept, errors, options):
        return ERROR
    return ERROR if errors else DIFFERENT if tally.failed else 0


def _processes(options: argparse.Namespace, errands: int) -> int:
    """How many processes of their own to use, none to do it in this one; submissions cannot be trusted with it."""
    wanted = options.processes or (os.cpu_count() or 1 if errands >= MANY else 1)
    if options.ask or (wanted == 1 and not options.submissions):
        return 0
    return min(wanted, errands)


def _results(todo: Sequence[Errand], options: argparse.Namespace, processes: int) -> Iterator[Checked]:
    """Check transcripts, or update them and say so."""
    if not options.update:
        yield from _each(Errand.check, todo, processes, Errand.lost)
        return
    from kshell.transcript.ask import Asker  # noqa: PLC0415  # a check does not need them
    from kshell.transcript.update import Updated, all_steps, no_new_failures, update_errand  # noqa: PLC0415  # the same

    def lost(errand: Errand, why: str) -> Updated:
        return Updated(b"", 0, (), errand.lost(why))

    decide = Asker(_ask) if options.ask else all_steps if options.yes else no_new_failures
    for updated in _each(partial(update_errand, decide=decide), todo, processes, lost):
        for line in updated.refused:
            complain(line)
        if updated.steps:
            complain(f"{updated.checked.transcript.file}: {count(updated.steps, 'step')} updated")
        yield updated.checked


def _each(
    work: Callable[[Errand], T], todo: Sequence[Errand], processes: int, lost: Callable[[Errand, str], T]
) -> Iterator[T]:
    """Do every errand, here or in processes of their own."""
    if not processes:
        return map(work, todo)
    from kshell.transcript.workers import in_order  # noqa: PLC0415  # takes longer to import than many a check

    return in_order(work, todo, processes, lost)


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
