"""The language of find: its arguments become a test of one file (findutils 4.9)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from kshell.uapi.fcntl import S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK
from kshell.uapi.syscalls import Stat
from kshell.userland.gnulib.filemode import BadMode, changed_mode
from kshell.userland.libc.passwd import find_group, find_user
from kshell.userland.process import Process

NSEC_PER_SEC = 1_000_000_000
TYPES = {"b": S_IFBLK, "c": S_IFCHR, "d": S_IFDIR, "p": S_IFIFO, "f": S_IFREG, "l": S_IFLNK, "s": S_IFSOCK}
UNITS = {"b": 512, "c": 1, "w": 2, "k": 1024, "M": 1 << 20, "G": 1 << 30}
PATTERNS = ("-name", "-iname", "-path", "-wholename", "-ipath", "-lname", "-regex")
ACTIONS = ("-print", "-print0", "-printf", "-ls", "-delete", "-exec", "-ok", "-quit")


class BadExpression(ValueError):
    """The expression is none; the text is the message."""


@dataclass
class File:
    """A file that find has come to; ``start`` is the length of the path it began with. ``prune`` keeps it out of it."""

    path: str
    stat: Stat
    depth: int
    start: int
    prune: bool = False

    @property
    def name(self) -> str:
        return self.path.rstrip("/").rpartition("/")[2] or "/"


Test = Callable[[File], bool]
Action = Callable[[str, list[str]], Test]


@dataclass
class Options:
    """What holds for the whole search."""

    most: int = 1 << 30
    least: int = 0
    depth_first: bool = False
    acts: bool = False


class Parser:
    """Reads an expression; ``act(name, arguments)`` makes the test of an action."""

    def __init__(self, p: Process, words: list[str], now: int, act: Action) -> None:
        self.options = Options()
        self._p = p
        self._words = words
        self._at = 0
        self._now = now
        self._act = act

    def test(self) -> Test:
        """The test that the whole expression is; BadExpression."""
        if not self._words:
            return self._act("-print", [])
        if self._words[0] in ("-a", "-and", "-o", "-or", ","):
            raise BadExpression(
                f"invalid expression; you have used a binary operator '{self._words[0]}' with nothing before it."
            )
        test = self._list()
        if self._at < len(self._words):
            if self._words[self._at] == ")":
                raise BadExpression("invalid expression; you have too many ')'")
            before = self._words[max(self._at - 2, 0)]
            hint = f"\nfind: possible unquoted pattern after predicate `{before}'?" if before in PATTERNS else ""
            raise BadExpression(f"paths must precede expression: `{self._words[self._at]}'{hint}")
        if self.options.acts:
            return test
        show = self._act("-print", [])
        return lambda file: test(file) and show(file)

    def _takes(self, *words: str) -> str:
        if self._at < len(self._words) and self._words[self._at] in words:
            self._at += 1
            return self._words[self._at - 1]
        return ""

    def _list(self) -> Test:
        test = self._or()
        while self._takes(","):
            test = _both(test, self._after(",", self._or))
        return test

    def _or(self) -> Test:
        test = self._and()
        while word := self._takes("-o", "-or"):
            test = _either(test, self._after(word, self._and))
        return test

    def _after(self, word: str, parse: Callable[[], Test]) -> Test:
        if self._at >= len(self._words):
            raise BadExpression(f"expected an expression after '{word}'")
        return parse()

    def _and(self) -> Test:
        test = self._not()
        while self._at < len(self._words) and self._words[self._at] not in ("-o", "-or", ",", ")"):
            word = self._takes("-a", "-and")
            if not word and not self._words[self._at].startswith(("-", "(", "!")):
                break
            test = _all(test, self._after(word, self._not) if word else self._not())
        return test

    def _not(self) -> Test:
        if word := self._takes("!", "-not"):
            inner = self._after(word, self._not)
            return lambda file: not inner(file)
        if self._takes("("):
            if self._takes(")"):
                raise BadExpression("invalid expression; empty parentheses are not allowed.")
            test = self._list()
            if not self._takes(")"):
                raise BadExpression("invalid expression; I was expecting to find a ')' somewhere but did not see one.")
            return test
        return self._primary()

    # -- primaries

    def _argument(self, name: str) -> str:
        if self._at >= len(self._words):
            raise BadExpression(f"missing argument to `{name}'")
        self._at += 1
        return self._words[self._at - 1]

    def _primary(self) -> Test:
        name = self._words[self._at]
        self._at += 1
        if name in ACTIONS:
            self.options.acts = True
            return self._act(name, self._command(name))
        if name in ("-true", "-false", "-prune", "-depth", "-d"):
            self.options.depth_first |= name in ("-depth", "-d")
            return _prune if name == "-prune" else lambda _: name != "-false"
        if name in ("-maxdepth", "-mindepth"):
            return self._depth(name)
        if name in PATTERNS:
            return self._pattern(name, self._argument(name))
        if name == "-empty":
            return self._empty
        makers = {"-type": self._type, "-size": self._size, "-newer": self._newer, "-perm": self._perm}
        makers |= dict.fromkeys(("-user", "-uid", "-group", "-gid"), self._owner)
        makers |= dict.fromkeys(("-mtime", "-mmin", "-atime", "-ctime", "-amin", "-cmin"), self._age)
        makers |= dict.fromkeys(("-links", "-inum"), self._number)
        if name not in makers:
            raise BadExpression(f"unknown predicate `{name}'")
        return makers[name](name, self._argument(name))

    def _command(self, name: str) -> list[str]:
        """The arguments of an action."""
        if name == "-printf":
            return [self._argument(name)]
        if name == "-delete":
            self.options.depth_first = True
        if name not in ("-exec", "-ok"):
            return []
        for end in range(self._at, len(self._words)):
            plus = self._words[end] == "+" and self._words[end - 1] == "{}"
            if (self._words[end] == ";" or plus) and end > self._at:
                command = self._words[self._at : end + 1]
                self._at = end + 1
                return command
        raise BadExpression(f"missing argument to `{name}'")

    def _depth(self, name: str) -> Test:
        text = self._argument(name)
        if not text.isdigit():
            raise BadExpression(f"Expected a positive decimal integer argument to {name}, but got '{text}'")
        if name == "-maxdepth":
            self.options.most = int(text)
        else:
            self.options.least = int(text)
        return lambda _: True

    def _pattern(self, name: str, pattern: str) -> Test:
        if name == "-name":
            return lambda file: fnmatchcase(file.name, pattern)
        if name == "-iname":
            return lambda file: fnmatchcase(file.name.lower(), pattern.lower())
        if name == "-ipath":
            return lambda file: fnmatchcase(file.path.lower(), pattern.lower())
        if name == "-regex":
            return lambda file: re.fullmatch(pattern, file.path) is not None
        if name == "-lname":
            return lambda file: _is(file, S_IFLNK) and fnmatchcase(self._p.sys.readlink(file.path), pattern)
        return lambda file: fnmatchcase(file.path, pattern)

    def _empty(self, file: File) -> bool:
        if _is(file, S_IFDIR):
            try:
                return not self._p.sys.getdents(file.path)
            except OSError:
                return False
        return _is(file, S_IFREG) and not file.stat.size

    def _type(self, name: str, text: str) -> Test:
        letters = text.split(",")
        for letter in letters:
            if letter not in TYPES:
                raise BadExpression(f"Unknown argument to -type: {letter[:1] if len(letter) == 1 else letter}")
        return lambda file: any(_is(file, TYPES[letter]) for letter in letters)

    def _size(self, name: str, text: str) -> Test:
        found = re.fullmatch(r"([-+]?)(\d+)([bcwkMG]?)", text)
        if found is None:
            raise BadExpression(f"invalid -size type `{text[-1:]}'" if text else "invalid null argument to -size")
        unit = UNITS[found[3] or "b"]
        return lambda file: _compare(-(-file.stat.size // unit), found[1], int(found[2]))

    def _newer(self, name: str, text: str) -> Test:
        try:
            than = self._p.sys.stat(text).mtime
        except OSError as failed:
            raise BadExpression(f"'{text}': {failed.strerror}") from None
        return lambda file: file.stat.mtime > than

    def _perm(self, name: str, text: str) -> Test:
        sign = text[:1] if text[:1] in ("-", "/") else ""
        try:
            mode = changed_mode(text[len(sign) :], 0, 0)
        except BadMode:
            raise BadExpression(f"invalid mode `{text}'") from None
        if sign == "/":
            return lambda file: not mode or bool(file.stat.mode & mode)
        return lambda file: file.stat.mode & (mode if sign else 0o7777) == mode

    def _owner(self, name: str, text: str) -> Test:
        if name in ("-uid", "-gid"):
            return self._number(name, text)
        user = find_user(self._p, text) if name == "-user" else None
        number = find_group(self._p, text) if name == "-group" else user.uid if user is not None else None
        if number is None and text.isdigit():
            number = int(text)
        if number is None:
            raise BadExpression(
                f"'{text}' is not the name of {'a known user' if name == '-user' else 'an existing group'}"
            )
        return lambda file: (file.stat.uid if name == "-user" else file.stat.gid) == number

    def _age(self, name: str, text: str) -> Test:
        unit = 60 if name.endswith("min") else 86_400
        sign, number = self._signed(name, text)
        if unit == 60:
            return lambda file: _compare(
                (self._now - file.stat.mtime) / (unit * NSEC_PER_SEC), sign, number, minutes=True
            )
        return lambda file: _compare((self._now - file.stat.mtime) // (unit * NSEC_PER_SEC), sign, number)

    def _number(self, name: str, text: str) -> Test:
        sign, number = self._signed(name, text)
        values: dict[str, Callable[[Stat], int]] = {
            "-links": lambda stat: stat.nlink,
            "-inum": lambda stat: stat.ino,
            "-uid": lambda stat: stat.uid,
            "-gid": lambda stat: stat.gid,
        }
        return lambda file: _compare(values[name](file.stat), sign, number)

    def _signed(self, name: str, text: str) -> tuple[str, int]:
        found = re.fullmatch(r"([-+]?)(\d+)", text)
        if found is None:
            raise BadExpression(f"invalid argument `{text}' to `{name}'")
        return found[1], int(found[2])


def _is(file: File, kind: int) -> bool:
    return file.stat.mode & S_IFMT == kind


def _compare(value: float, sign: str, number: int, *, minutes: bool = False) -> bool:
    if sign:
        return value > number if sign == "+" else value < number
    return number - 1 < value <= number if minutes else value == number


def _prune(file: File) -> bool:
    file.prune = True
    return True


def _all(left: Test, right: Test) -> Test:
    return lambda file: left(file) and right(file)


def _either(left: Test, right: Test) -> Test:
    return lambda file: left(file) or right(file)


def _both(left: Test, right: Test) -> Test:
    def both(file: File) -> bool:
        left(file)
        return right(file)

    return both
