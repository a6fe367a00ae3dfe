"""ps: which processes there are and what they do (procps-ng 4.0.2).

The command line (parse) says which processes (select), which columns (formats, columns) and which order (forest);
the rows are laid out by printing. The pieces have the names of procps' own source files where there is one.
"""

from collections.abc import Iterator

from kshell.userland.process import Process
from kshell.userland.procps.ps.columns.column import Scope
from kshell.userland.procps.ps.forest import Forest, sort, sort_for_forest
from kshell.userland.procps.ps.help import USAGE as USAGE
from kshell.userland.procps.ps.help import print_help
from kshell.userland.procps.ps.options import Done, Options, Threads, Wrong
from kshell.userland.procps.ps.parse import Request, parse
from kshell.userland.procps.ps.printing import Printer
from kshell.userland.procps.ps.screen import screen_size
from kshell.userland.procps.ps.view import View
from kshell.userland.procps.readproc import FILES, Proc, processes


def main(p: Process) -> int:
    try:
        request = parse(p, Proc(p, p.sys.getpid(), ("stat",)).number("tty"))
    except Done as done:
        return done.status
    except Wrong as wrong:
        p.err(f"error: {wrong}\n")
        return print_help(p, "", 1)
    refused = _refuse_quick(request)
    if refused:
        p.err(f"{refused}\n")
        return 1
    options, layout = request.options, request.layout
    view = View(p, options)
    printer = Printer(p, view, layout.fields, *screen_size(p, options))
    chosen = [proc for proc in _all(p, request) if request.selection.wants(proc)]
    if options.forest:
        Forest(view, sort_for_forest(view, chosen, layout.order), printer.process).show()
    else:
        for proc in sort(view, chosen, layout.order):
            _print(printer, proc, options.threads)
    return printer.finish()


def _print(printer: Printer, proc: Proc, threads: Threads) -> None:
    """Print the line of a process, of its thread, or both: a process here has one thread."""
    if threads & Threads.SHOW_PROC and threads & Threads.SHOW_TASK:
        printer.process(proc, Scope.PROCESS)
        printer.process(proc, Scope.THREAD)
    else:
        printer.process(proc)


def _all(p: Process, request: Request) -> Iterator[Proc]:
    """All processes that are to be looked at: with the option q those that it names."""
    files = (*FILES, *{field.column.file for field in request.layout.fields if field.column and field.column.file})
    quick = _quick(request.options)
    if not quick:
        yield from processes(p, files)
    for pid in quick:
        try:
            yield Proc(p, pid, files)
        except OSError:
            continue


def _quick(options: Options) -> list[int]:
    return [int(item) for listed in options.lists if listed.kind == "quick" for item in listed.items]


def _refuse_quick(request: Request) -> str:
    """What forbids the option q, if it was given."""
    options = request.options
    kinds = [listed.kind for listed in options.lists]
    if "quick" not in kinds:
        return ""
    if kinds.count("quick") > 1:
        return "q/-q/--quick-pid can only be used once."
    if len(kinds) > 1:
        return "q/-q/--quick-pid cannot be combined with other selection options."
    if options.forest:
        return "q/-q/--quick-pid cannot be used together with forest type listings."
    if request.layout.order:
        return "q/-q,--quick-pid cannot be used together with sort options."
    return "q/-q/--quick-pid cannot be used together with negation switches." if options.negate else ""
