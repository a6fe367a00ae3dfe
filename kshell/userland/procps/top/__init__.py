"""top: which processes use the CPU, again and again (procps-ng 4.0.2)."""

from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.procps.top.frame import chosen, header, line, plain, summary
from kshell.userland.procps.top.options import ENVIRONMENT, SCREENMAX, Done, Options, Wrong, parse_options
from kshell.userland.procps.top.options import USAGE as USAGE
from kshell.userland.procps.top.sample import Sampler

NSEC_PER_SEC = 1_000_000_000
FIRST_NSEC = 150_000_000


def main(p: Process) -> int:
    try:
        options = parse_options(p)
    except Done as done:
        return done.status
    except Wrong as wrong:
        p.err(f"{p.name}: {wrong}\n")
        return 1
    if options.batch:
        return _batch(p, options)
    from kshell.userland.procps.top.interactive import run  # noqa: PLC0415  # batch runs need no screen

    return run(p, options)


def _batch(p: Process, options: Options) -> int:
    """Print frame after frame."""
    sampler = Sampler(p)
    sampler.cpus()
    sampler.rows(options)
    p.sys.nanosleep(FIRST_NSEC)
    while True:
        rows = sampler.rows(options)
        lines = summary(p, options, rows, sampler.cpus(), sampler.memory())
        columns = _width(p, options)
        p.out("".join(f"{plain(text)[:columns]}\n" for text in [*lines, "", header(columns)]))
        p.out("".join(f"{line(options, row, columns)}\n" for row in chosen(options, rows)))
        options.iterations -= 1
        if not options.iterations:
            return 0
        p.sys.nanosleep(int(options.delay * NSEC_PER_SEC))
        p.out("\n")


def _width(p: Process, options: Options) -> int:
    """How wide lines get: as the option w says, or the terminal, or 80."""
    if options.width > 0:
        return options.width
    if options.width == ENVIRONMENT:
        return min(strtol(p.env.get("COLUMNS", ""), 0) or SCREENMAX, SCREENMAX)
    try:
        return p.sys.winsize(1)[1]
    except OSError:
        return strtol(p.env.get("COLUMNS", ""), 0) or 80
