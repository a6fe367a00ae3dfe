"""What a builtin is given when it runs: its arguments, its options, and how to complain."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from kshell.shell.control import Exit

if TYPE_CHECKING:
    from kshell.shell.shell import Shell

USAGE = 2


class Usage(Exception):
    """The builtin was called wrongly: its synopsis is shown, and the status is 2."""


class Call:
    """One call of a builtin."""

    def __init__(self, shell: "Shell", name: str, args: list[str]) -> None:
        self.shell = shell
        self.name = name
        self.args = args
        self.write_failed = False

    def complain(self, text: str) -> None:
        """A message of this builtin's."""
        self.shell.complain(f"{self.name}: {text}")

    def out(self, text: str) -> None:
        """Write to standard output. What cannot be written is complained about once, and makes the status 1."""
        if self.write_failed:
            return
        try:
            self.shell.p.out(text)
        except OSError as error:
            self.write_failed = True
            self.complain(f"write error: {error.strerror}")

    def out_lines(self, text: str) -> None:
        """The same for text of the user's, line by line: a file such as /dev/kmsg takes each for itself."""
        *lines, rest = text.split("\n")
        for line in lines:
            self.out(line + "\n")
        if rest or not lines:
            self.out(rest)

    def options(self, letters: str, *, plus: bool = False) -> list[tuple[str, str]]:
        """Take the options in front of the arguments: (letter, its value). A letter with ``:`` behind it has a value.

        With ``plus`` there are ``+x`` as well, which are returned as ``+x``. Usage after a message.
        """
        found, rest = list[tuple[str, str]](), list(self.args)
        while rest and len(rest[0]) > 1 and rest[0][0] in ("-+" if plus else "-"):
            word = rest.pop(0)
            if word == "--":
                break
            at = 1
            while at < len(word):
                letter, at = word[at], at + 1
                place = letters.find(letter)
                if place < 0 or letter == ":":
                    self.complain(f"{word[0]}{letter}: invalid option")
                    raise Usage
                value = ""
                if letters[place + 1 : place + 2] == ":":
                    value, at = word[at:], len(word)
                    if not value:
                        if not rest:
                            self.complain(f"-{letter}: option requires an argument")
                            raise Usage
                        value = rest.pop(0)
                found.append((letter if word[0] == "-" else "+" + letter, value))
        self.args = rest
        return found

    def flags(self, letters: str) -> str:
        """The letters of the options that were given, where none has a value."""
        return "".join(letter for letter, _ in self.options(letters))

    def number(self, text: str) -> int | None:
        """An argument as a number; None after a message."""
        stripped = text.strip()
        if stripped.lstrip("+-").isdecimal() and len(stripped.lstrip("+-")) >= len(stripped) - 1:
            return int(stripped)
        self.complain(f"{text}: numeric argument required")
        return None


Run = Callable[[Call], int]


class Builtin(NamedTuple):
    """A builtin."""

    name: str
    synopsis: str
    function: Run

    def run(self, shell: "Shell", args: list[str]) -> int:
        """Run it; its status."""
        call = Call(shell, self.name, args)
        try:
            status = self.function(call)
        except Usage:
            shell.p.err(f"{self.name}: usage: {self.synopsis}\n")
            return USAGE
        return status or int(call.write_failed)


def numeric_or_exit(call: Call, default: int) -> int:
    """The one argument that exit, return, break and shift may have; a wrong one ends a script."""
    if call.args[:1] == ["--"]:
        call.args = call.args[1:]
    if not call.args:
        return default
    number = call.number(call.args[0])
    if number is None:
        raise Exit(USAGE)
    return number
