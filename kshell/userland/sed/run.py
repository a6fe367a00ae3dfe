"""What sed does with each line (GNU sed 4.9, execute.c)."""

from collections.abc import Callable, Iterator

from kshell.uapi.fcntl import O_CREAT, O_TRUNC, O_WRONLY
from kshell.userland.libc.posix_regex import Regex
from kshell.userland.process import Process
from kshell.userland.sed.commands import Address, Command
from kshell.userland.sed.input import Input, Trouble
from kshell.userland.sed.text import replaced

LINE_WRAP = 70
ESCAPES = {"\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v", "\\": "\\\\"}


class Quit(Exception):
    """``q`` or ``Q``: nothing more is read."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Runner:
    """Runs a script on lines. The hold space and the files that are written stay from one input to the next."""

    def __init__(self, p: Process, commands: list[Command], flags: set[str]) -> None:
        self._p = p
        self._commands = commands
        self._quiet = "n" in flags
        self._end = "\0" if "z" in flags else "\n"
        self._hold = ""
        self._space = ""
        self._newline = True
        self._missing_newline = False
        self._replaced = False
        self._appended: list[tuple[str, str]] = []
        self._regex: Regex | None = None
        self._readers: dict[str, Iterator[str]] = {}
        self._writers = self._open_writers()

    def _open_writers(self) -> dict[str, int]:
        names = [c.text for c in self._commands if c.name in "wW"]
        names += [c.substitution.file for c in self._commands if c.substitution and c.substitution.file]
        fds = {"/dev/stdout": 1, "/dev/stderr": 2}
        for name in names:
            if name not in fds:
                try:
                    fds[name] = self._p.sys.open(name, O_WRONLY | O_CREAT | O_TRUNC)
                except OSError as failed:
                    raise Trouble(f"couldn't open file {name}: {failed.strerror}") from None
        return fds

    def run(self, source: Input, write: Callable[[str], None]) -> int:
        """Edit all lines; 0. Quit, Trouble, WriteError."""
        self._input, self._write = source, write
        self._missing_newline = False
        again = False
        while again or self._read():
            again = self._cycle(again)
        return 0

    def _read(self) -> bool:
        line = self._input.next()
        if line is None:
            return False
        self._space, self._newline = line
        return True

    def _cycle(self, again: bool) -> bool:
        """Run the script once; whether it is to be run again without reading (D)."""
        self._replaced = self._replaced if again else False
        at = 0
        while at < len(self._commands):
            command = self._commands[at]
            at += 1
            if self._selected(command) == command.negated:
                at = command.jump if command.name == "{" else at
                continue
            if command.name == "D" and "\n" in self._space:
                self._space = self._space.partition("\n")[2]
                self._finish(printed=False)
                return True
            jump = self._do(command)
            if jump is None:
                return False
            if jump >= 0:
                self._p.sys.sched_yield()  # a loop that only computes must let others run
                at = jump
        self._finish(printed=not self._quiet)
        return False

    def _finish(self, *, printed: bool) -> None:
        """The end of a cycle: print the pattern space, then what was appended."""
        if printed:
            self._print(self._space)
        for kind, text in self._appended:
            if kind == "a":
                self._output(text)
            elif kind == "r":
                try:
                    content = self._p.read_text(text) if text != "/dev/stdin" else self._p.read_all(0).decode()
                except OSError:
                    continue  # a file that cannot be read is one without lines
                if content:
                    self._output(content)
            else:
                line = next(self._lines_of(text), None)
                if line is not None:
                    self._output(line.removesuffix("\n") + "\n")
        self._appended.clear()

    def _lines_of(self, name: str) -> Iterator[str]:
        if name not in self._readers:
            try:
                self._readers[name] = self._p.lines(self._p.sys.open(name))
            except OSError:
                self._readers[name] = iter(())
        return self._readers[name]

    # -- output

    def _output(self, text: str) -> None:
        """Write text, after the newline that the last line lacked."""
        if self._missing_newline:
            self._write(self._end)
            self._missing_newline = False
        self._write(text)

    def _print(self, text: str) -> None:
        self._output(text + (self._end if self._newline else ""))
        self._missing_newline = not self._newline

    # -- addresses

    def _selected(self, command: Command) -> bool:
        start, end = command.start, command.end
        if start is None:
            return True
        number = self._input.number
        if end is None:
            return self._matches(start)
        if command.active:
            return self._within(command, end)
        if start.kind == "number" and not start.first and number == 1 and command.last_line < 0:
            command.active, command.last_line = True, number
            return self._within(command, end)
        if not self._matches(start):
            return False
        command.last_line = {
            "plus": number + end.first,
            "multiple": -(-number // end.first) * end.first if end.first else number,
            "number": end.first,
        }.get(end.kind, 1 << 62)
        command.active = number < command.last_line and not (end.kind == "last" and self._input.last)
        return True

    def _within(self, command: Command, end: Address) -> bool:
        """Whether a line behind the first of a range is in it; it may be the last."""
        if end.kind in ("number", "plus", "multiple"):
            command.active = self._input.number < command.last_line
            return self._input.number <= command.last_line
        command.active = not self._matches(end)
        return True

    def _matches(self, address: Address) -> bool:
        number = self._input.number
        if address.kind == "number":
            return number == address.first
        if address.kind == "step":
            first, step = address.first, address.step
            return number == first if not step else number >= first and (number - first) % step == 0
        if address.kind == "last":
            return self._input.last
        return self._current(address.regex).matches(self._space)

    def _current(self, regex: Regex | None) -> Regex:
        """An expression; the empty one is the last that was used."""
        self._regex = regex or self._regex
        if self._regex is None:
            raise Trouble("-e expression #1, char 0: no previous regular expression", 1)
        return self._regex

    # -- commands

    def _do(self, command: Command) -> int | None:
        """Carry out a command: -1 to go on, the place to go on at, or None at the end of the cycle."""
        name = command.name
        if self._simple(command):
            return -1
        if name == "b" or (name in "tT" and self._replaced == (name == "t")):
            self._replaced = False if name != "b" else self._replaced
            return command.jump
        if name in "tT":
            self._replaced = False
            return -1
        if name in "dDc":
            if name == "c" and (command.end is None or command.negated or not command.active):
                self._output(command.text)
            self._finish(printed=False)
            return None
        if name in "qQ":
            if name == "q":
                self._finish(printed=not self._quiet)
            raise Quit(max(command.number, 0))
        if name in "nN":
            return self._next(name)
        return -1

    def _next(self, name: str) -> int:
        """Read the next line, in the place of this one or behind it; without one the script is over."""
        if self._input.ended:
            return len(self._commands)
        before = self._space
        self._finish(printed=name == "n" and not self._quiet)
        self._read()
        if name == "N":
            self._space = f"{before}\n{self._space}"
        return -1

    def _write_line(self, name: str, text: str) -> None:
        if name == "/dev/stdout":
            self._output(text + "\n")
        else:
            self._p.write(self._writers[name], (text + "\n").encode("utf-8", "surrogateescape"))

    def _substitute(self, command: Command) -> None:
        made = command.substitution
        if made is None:
            return
        regex = self._current(made.regex)
        out, at, count = "", 0, 0
        for found in regex.find_all(self._space):
            count += 1
            if count < made.number:
                continue
            out += self._space[at : found.start()] + replaced(made, found)
            at = found.end()
            if not made.everywhere:
                break
        if count < made.number or not count:
            return
        self._space = out + self._space[at:]
        self._replaced = True
        if made.printed:
            self._print(self._space)
        if made.file:
            self._write_line(made.file, self._space)

    def _show(self, command: Command) -> None:
        """The ``l`` command: the line with all its characters visible, folded."""
        width = command.number if command.number >= 0 else LINE_WRAP
        line = ""
        for char in self._space:
            shown = ESCAPES.get(char, char)
            if shown == char and not " " <= char <= "~":
                shown = "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))
            if width > 1 and len(line) + len(shown) > width - 1:
                self._output(line + "\\\n")
                line = ""
            line += shown
        self._output(line + "$\n")

    def _simple(self, command: Command) -> bool:
        """Carry out a command that neither jumps nor reads; False for the others."""
        name = command.name
        if name in "gGhHx":
            self._exchange(name)
        elif name == "p":
            self._print(self._space)
        elif name == "P":
            self._output(self._space.partition("\n")[0] + "\n")
        elif name == "s":
            self._substitute(command)
        elif name == "y":
            self._space = self._space.translate(command.table)
        elif name == "z":
            self._space = ""
        elif name in "arR":
            self._appended.append((name, command.text))
        elif name == "i":
            self._output(command.text)
        elif name in "=F":
            self._output(f"{self._input.number if name == '=' else self._input.name}\n")
        elif name == "l":
            self._show(command)
        elif name in "wW":
            self._write_line(command.text, self._space if name == "w" else self._space.partition("\n")[0])
        else:
            return False
        return True

    def _exchange(self, name: str) -> None:
        """Between the pattern space and the hold space."""
        if name == "g":
            self._space = self._hold
        elif name == "G":
            self._space = f"{self._space}\n{self._hold}"
        elif name == "h":
            self._hold = self._space
        elif name == "H":
            self._hold = f"{self._hold}\n{self._space}"
        else:
            self._space, self._hold = self._hold, self._space
