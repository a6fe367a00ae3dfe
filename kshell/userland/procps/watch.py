"""watch: run a command again and again, and show what it prints on the whole screen (procps-ng 4.0.2)."""

from kshell.uapi.signals import Signal
from kshell.uapi.syscalls import CLOCK_MONOTONIC, CLOCK_REALTIME
from kshell.uapi.wait import WEXITSTATUS, WIFEXITED
from kshell.userland import procps
from kshell.userland.libc.execvp import execvp, status_of
from kshell.userland.libc.localtime import NSEC_PER_SEC, gmtime, strftime
from kshell.userland.libc.strtol import strtol
from kshell.userland.process import Process
from kshell.userland.procps.watch_screen import CLEAR_BELOW, CLEAR_LINE, HOME, Marks, header, layout

USAGE = """
Usage:
 {name} [options] command

Options:
  -b, --beep             beep if command has a non-zero exit
  -c, --color            interpret ANSI color and style sequences
  -d, --differences[=<permanent>]
                         highlight changes between updates
  -e, --errexit          exit if command has a non-zero exit
  -g, --chgexit          exit when output from command changes
  -q, --equexit <cycles>
                         exit when output from command does not change
  -n, --interval <secs>  seconds to wait between updates
  -p, --precise          attempt run command in precise intervals
  -t, --no-title         turn off header
  -w, --no-wrap          turn off line wrapping
  -x, --exec             pass command to exec instead of "sh -c"

 -h, --help     display this help and exit
 -v, --version  output version information and exit

For more details see watch(1).
"""
LONG = {
    "beep": "b",
    "color": "c",
    "differences=?": "d",
    "errexit": "e",
    "chgexit": "g",
    "equexit=": "q",
    "interval=": "n",
    "precise": "p",
    "no-title": "t",
    "no-wrap": "w",
    "exec": "x",
    "help": "help",
    "version": "V",
}
SHELL = "/usr/bin/sh"
SHORTEST = 0.1
TITLE_ROWS = 2
EXIT_COMMAND_FAILED = 8
DUMB = ("", "dumb")


def main(p: Process) -> int:
    parsed = procps.parse(p, "bcdeghq:n:pvtwx", LONG, USAGE, permute=False)
    if isinstance(parsed, int):
        return parsed
    options, command = parsed
    given = dict(options)
    if "h" in given:
        p.out(USAGE.format(name=p.name))
        return 0
    if "v" in given:
        p.out("watch from procps-ng 4.0.2\n")
        return 0
    for text in (given.get("q"), given.get("n"), p.env.get("WATCH_INTERVAL")):
        if text is not None and procps.strtod(text) is None:
            what = "failed to parse argument"
            if text not in (given.get("q"), given.get("n")):
                what = "Could not parse interval from WATCH_INTERVAL"
            return procps.refuse(p, f"{what}: '{text}': Invalid argument")
    if not command:
        p.err(USAGE.format(name=p.name))
        return 1
    if not p.env.get("TERM"):
        p.err("Error opening terminal: unknown.\n")
        return 1
    return Watch(p, given, command).run()


class Watch:
    """One run: its options by letter, and the command."""

    def __init__(self, p: Process, given: dict[str, str], command: list[str]) -> None:
        self._p = p
        self._given = given
        self._command = command
        interval = given.get("n", p.env.get("WATCH_INTERVAL", "2"))
        self._interval = max(procps.strtod(interval) or 0.0, SHORTEST)
        self._marks = Marks(permanent=bool(given.get("d")))
        self._done = False

    def run(self) -> int:
        """Show the command's output until a signal, or what an option waits for; the exit status."""
        sys = self._p.sys
        for sig in (Signal.SIGINT, Signal.SIGTERM, Signal.SIGHUP):
            sys.sigaction(sig, lambda sig: self._end())
        sys.sigaction(Signal.SIGWINCH, lambda sig: None)
        same = 0
        next_loop = sys.clock_gettime(CLOCK_MONOTONIC)
        first, status = True, 0
        while not self._done:
            text, failed = self._output()
            changed = self._show(text) and not first
            if failed and "b" in self._given:
                self._p.out("\a")
            if failed and "e" in self._given:
                status = self._give_up()
                break
            same = 0 if changed else same + (not first)
            first = False
            if changed and "g" in self._given:
                break
            if "q" in self._given and same > (procps.strtod(self._given["q"]) or 0):
                break
            next_loop += int(self._interval * NSEC_PER_SEC)
            self._sleep(next_loop)
        rows, _ = self._size()
        self._p.out(f"\x1b[{rows};1H" if self._can_move else "")
        return status

    def _end(self) -> None:
        self._done = True

    def _sleep(self, next_loop: int) -> None:
        sys = self._p.sys
        ns = int(self._interval * NSEC_PER_SEC)
        if "p" in self._given:
            ns = max(next_loop - sys.clock_gettime(CLOCK_MONOTONIC), 0)
        try:
            sys.nanosleep(0 if self._done else ns)
        except InterruptedError:
            return

    # -- the command

    def _output(self) -> tuple[str, bool]:
        """What the command prints, and whether it fails."""
        sys = self._p.sys
        reader, writer = sys.pipe()
        child = sys.fork(lambda: self._become(reader, writer))
        sys.close(writer)
        data = b""
        status = 0
        try:
            data = self._p.read_all(reader)
            status = sys.waitpid(child)[1]
        except InterruptedError:
            status = 0
        sys.close(reader)
        return data.decode("utf-8", "replace"), not WIFEXITED(status) or WEXITSTATUS(status) != 0

    def _become(self, reader: int, writer: int) -> int:
        sys = self._p.sys
        sys.dup2(writer, 1)
        sys.dup2(writer, 2)
        sys.close(reader)
        sys.close(writer)
        argv = self._command if "x" in self._given else [SHELL, "-c", " ".join(self._command)]
        try:
            execvp(self._p, argv, self._p.env)
        except OSError as failed:
            self._p.err(f"watch: unable to execute '{argv[0]}': {failed.strerror}\n")
            return status_of(failed)

    # -- the screen

    @property
    def _can_move(self) -> bool:
        """Whether the terminal can be drawn over."""
        return self._p.env.get("TERM", "") not in DUMB

    def _size(self) -> tuple[int, int]:
        rows, columns = 24, 80
        for fd in (2, 1):
            try:
                rows, columns = self._p.sys.winsize(fd)
                break
            except OSError:
                continue
        return strtol(self._p.env.get("LINES", "")) or rows, strtol(self._p.env.get("COLUMNS", "")) or columns

    def _show(self, text: str) -> bool:
        """Draw a frame; whether it differs from the last."""
        rows, columns = self._size()
        title = [] if "t" in self._given else [self._header(columns), ""]
        room = max(rows - len(title), 1)
        lines = layout(text, room, columns, wrap="w" not in self._given, colour="c" in self._given)
        changed = self._marks.update(lines)
        shown = title + [
            self._marks.draw(row, line) if "d" in self._given or line.colours else line.text
            for row, line in enumerate(lines)
        ]
        if self._can_move:
            self._p.out(HOME + f"{CLEAR_LINE}\n".join(shown) + CLEAR_LINE + CLEAR_BELOW)
        else:
            self._p.out("\n".join([*title, *(line.text for line in lines)]) + "\n")
        return changed

    def _header(self, columns: int) -> str:
        now = strftime("%a %b %e %H:%M:%S %Y", gmtime(self._p.sys.clock_gettime(CLOCK_REALTIME)))
        right = f"{self._p.sys.uname().nodename}: {now}"
        return header(self._interval, " ".join(self._command), right, columns)

    def _give_up(self) -> int:
        """The command has failed: wait for a key; the exit status."""
        rows, _ = self._size()
        text = "command exit with a non-zero status, press a key to exit"
        self._p.out(f"\x1b[{rows};1H{text}" if self._can_move else f"{text}\n")
        try:
            sane = self._p.sys.tcgetattr(0)
        except OSError:
            return EXIT_COMMAND_FAILED
        self._p.sys.tcsetattr(0, sane.cbreak())
        try:
            self._p.sys.read(0)
        except InterruptedError:
            pass
        finally:
            self._p.sys.tcsetattr(0, sane)
        return EXIT_COMMAND_FAILED
