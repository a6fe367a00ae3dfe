"""The language of sed: a script becomes a list of commands (GNU sed 4.9, compile.c)."""

from kshell.userland.libc.posix_regex import BadRegex, Regex, translate, with_letters
from kshell.userland.sed.commands import Address, BadScript, Command, Substitution
from kshell.userland.sed.text import bracket_end, plain, refuse, replacement_parts

TEXT_COMMANDS, FILE_COMMANDS, JUMPS = "aic", "rRwW", "btT"
PLAIN = "=dDgGhHnNpPxzF"


def parse_script(script: str, *, extended: bool) -> list[Command]:
    """The commands of a script; BadScript."""
    return _Parser(script, extended=extended).all()


class _Parser:
    def __init__(self, script: str, *, extended: bool) -> None:
        self._text = script
        self._at = 0
        self._extended = extended
        self._commands: list[Command] = []
        self._blocks: list[int] = []
        self._labels: dict[str, int] = {}

    def all(self) -> list[Command]:
        while self._at < len(self._text):
            if self._text[self._at] in " \t\n;":
                self._at += 1
            else:
                self._command()
        if self._blocks:
            raise BadScript("unmatched `{'", 0)
        for command in self._commands:
            if command.name in JUMPS:
                if command.text and command.text not in self._labels:
                    raise BadScript(f"can't find label for jump to `{command.text}'", -1)
                command.jump = self._labels.get(command.text, len(self._commands))
        return self._commands

    def _fail(self, text: str, more: int = 0) -> BadScript:
        return BadScript(text, min(self._at + more, len(self._text)))

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _skip(self, letters: str = " \t") -> None:
        while self._peek() and self._peek() in letters:
            self._at += 1

    # -- addresses

    def _command(self) -> None:
        command = Command("")
        command.start = self._address()
        if command.start is not None:
            self._skip()
            if self._peek() == ",":
                self._at += 1
                self._skip()
                command.end = self._address(second=True)
                if command.end is None:
                    raise self._fail("unexpected `,'", self._peek() != "")
        start, end = command.start, command.end
        if start is not None and start.kind == "number" and not start.first and not (end and end.kind == "regex"):
            raise self._fail("invalid usage of line address 0", 1)
        self._skip()
        while self._peek() == "!":
            if command.negated:
                raise self._fail("multiple `!'s", 1)
            command.negated = True
            self._at += 1
            self._skip()
        if not self._peek():
            raise self._fail("missing command")
        command.name = self._peek()
        self._at += 1
        self._arguments(command)

    def _address(self, *, second: bool = False) -> Address | None:
        char = self._peek()
        if char.isdigit():
            number = self._number()
            if self._peek() == "~" and not second:
                self._at += 1
                return Address("step", number, self._number() if self._peek().isdigit() else 0)
            return Address("number", number)
        if char in ("+", "~") and char and second:
            self._at += 1
            if self._peek().isdigit():
                return Address("plus" if char == "+" else "multiple", self._number())
            raise self._fail("expected number")
        if char == "$":
            self._at += 1
            return Address("last")
        if char not in ("/", "\\") or not char:
            return None
        self._at += 1
        if char == "\\":
            self._at += 1
        pattern = self._delimited(self._text[self._at - 1], regex=True)
        if pattern is None:
            raise self._fail("unterminated address regex")
        flags = ""
        while self._peek() and self._peek() in "IM":
            flags += self._peek()
            self._at += 1
        return Address("regex", regex=self._regex(pattern, flags))

    def _number(self) -> int:
        start = self._at
        while self._peek().isdigit():
            self._at += 1
        return int(self._text[start : self._at])

    def _delimited(self, sign: str, *, regex: bool) -> str | None:
        """The text up to an unescaped ``sign``, which is skipped; None when there is none."""
        out = ""
        while self._at < len(self._text):
            char = self._text[self._at]
            if char == sign:
                self._at += 1
                return out
            if char == "\n" and regex:
                return None
            if char == "\\":
                following = self._text[self._at + 1 : self._at + 2]
                if following == sign:
                    out += sign if regex or sign != "&" else "\\&"
                    self._at += 2
                    continue
                if following == "n" and regex:
                    out += "\n"
                    self._at += 2
                    continue
                out += char + following
                self._at += 2
                continue
            if char == "[" and regex:
                end = bracket_end(self._text, self._at)
                if end < 0:
                    self._at = len(self._text)
                    return None
                out += self._text[self._at : end].replace("\\n", "\n").replace("\\t", "\t")
                self._at = end
                continue
            out += char
            self._at += 1
        return None

    def _regex(self, pattern: str, flags: str) -> Regex | None:
        """The compiled expression, None for the empty one, which means the last that was used."""
        if not pattern:
            return None
        try:
            spelled = translate(with_letters(pattern), extended=self._extended, multiline="M" in flags, warn=refuse)
            return Regex(spelled, ignore_case="I" in flags, multiline="M" in flags)
        except BadRegex as bad:
            raise self._fail(str(bad)) from None

    # -- commands

    def _arguments(self, command: Command) -> None:
        """What follows a command's letter."""
        name = command.name
        self._commands.append(command)
        if name == "{":
            self._blocks.append(len(self._commands) - 1)
        elif name == "}":
            if not self._blocks:
                raise self._fail("unexpected `}'")
            if command.start is not None:
                raise self._fail("} doesn't want any addresses")
            self._commands[self._blocks.pop()].jump = len(self._commands) - 1
            self._end()
        elif name == "#":
            self._commands.pop()
            end = self._text.find("\n", self._at)
            self._at = len(self._text) if end < 0 else end
        elif name == ":":
            self._label(command)
        elif name in JUMPS:
            self._skip()
            command.text = self._word(";\n}")
            self._end()
        elif name in TEXT_COMMANDS:
            command.text = self._inserted()
        elif name in FILE_COMMANDS:
            command.text = self._file()
        elif name == "s":
            self._substitution(command)
        elif name == "y":
            self._table(command)
        elif name in "qQlL":
            self._skip()
            command.number = self._number() if self._peek().isdigit() else -1
            self._end()
        elif name in PLAIN:
            self._end()
        else:
            raise self._fail(f"unknown command: `{name}'")

    def _end(self) -> None:
        """Nothing but the end of the command may come now."""
        self._skip()
        if self._peek() and self._peek() not in ";\n}#":
            raise self._fail("extra characters after command", 1)

    def _word(self, end: str) -> str:
        start = self._at
        while self._peek() and self._peek() not in end:
            self._at += 1
        return self._text[start : self._at].rstrip()

    def _label(self, command: Command) -> None:
        if command.start is not None:
            raise self._fail(": doesn't want any addresses")
        self._skip()
        name = self._word(";\n")
        if not name:
            raise self._fail('":" lacks a label')
        self._labels[name] = len(self._commands) - 1

    def _inserted(self) -> str:
        """The text of a, i and c: on the same line, or on the lines behind a backslash."""
        self._skip()
        if not self._peek():
            raise self._fail("expected \\ after `a', `c' or `i'")
        if self._peek() == "\\":
            self._at += 1
            behind = self._text[self._at :].lstrip(" \t")
            if behind.startswith("\n"):
                self._at = len(self._text) - len(behind) + 1
        out = ""
        while self._at < len(self._text) and self._text[self._at] != "\n":
            if self._text[self._at] == "\\":
                self._at += 1
            out += self._text[self._at : self._at + 1]
            self._at += 1
        return out + "\n" if out or self._at < len(self._text) else ""

    def _file(self) -> str:
        self._skip()
        name = self._text[self._at :].partition("\n")[0]
        self._at += len(name)
        if not name:
            raise self._fail("missing filename in r/R/w/W commands")
        return name

    def _substitution(self, command: Command) -> None:
        sign = self._peek()
        self._at += 1
        pattern = self._delimited(sign, regex=True) if sign not in ("", "\n", "\\") else None
        replacement = self._delimited(sign, regex=False) if pattern is not None else None
        if pattern is None or replacement is None:
            raise self._fail("unterminated `s' command")
        command.substitution = made = Substitution(None, replacement_parts(replacement))
        flags = self._flags(made)
        made.regex = self._regex(pattern, flags)
        groups = made.regex.groups if made.regex is not None else 9
        highest = max((part for part in made.parts if isinstance(part, int)), default=0)
        if highest > groups:
            raise self._fail(f"invalid reference \\{highest} on `s' command's RHS")

    def _flags(self, made: Substitution) -> str:
        """The letters behind an ``s`` command; those that are for its expression."""
        regex, numbered = "", False
        while self._peek() and self._peek() not in ";\n}# \t":
            char = self._peek()
            if char.isdigit():
                made.number = self._number()
                if numbered:
                    raise self._fail("multiple number options to `s' command")
                if not made.number:
                    raise self._fail("number option to `s' command may not be zero")
                numbered = True
                continue
            self._at += 1
            if char == "g":
                if made.everywhere:
                    raise self._fail("multiple `g' options to `s' command")
                made.everywhere = True
            elif char == "p":
                if made.printed:
                    raise self._fail("multiple `p' options to `s' command")
                made.printed = 1
            elif char in "iIMm":
                regex += char.upper()
            elif char == "w":
                made.file = self._file()
                return regex
            else:
                raise self._fail("unknown option to `s'")
        self._end()
        return regex

    def _table(self, command: Command) -> None:
        sign = self._peek()
        self._at += 1
        texts = [self._delimited(sign, regex=False) if sign else None for _ in range(2)]
        if texts[0] is None or texts[1] is None:
            raise self._fail("unterminated `y' command")
        source, target = (plain(text) for text in texts if text is not None)
        if len(source) != len(target):
            raise self._fail("strings for `y' command are different lengths")
        command.table = str.maketrans(source, target)
        self._end()
